//! Designing by hand: what to add, and the form of a state.

mod add;
mod field;
mod form;

pub(crate) use add::AddState;
pub(crate) use form::StateForm;
