//! AWS's TestState: one state on its own, with its data shown stage by stage.

mod mock_schema;

pub use mock_schema::{FieldValidationMode, check_mock};
