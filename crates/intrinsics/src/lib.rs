//! The intrinsic functions of the Amazon States Language: `States.Format(…)` and its kin.

mod call;
mod error;
mod function;

pub use call::{Argument, ArgumentKind, Call, CallNode, SubResult};
pub use error::{Error, ErrorKind};
pub use function::{Function, functions};
pub use jsonpath::Data;
