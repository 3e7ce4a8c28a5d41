//! Designing by hand: what to add, and the form of a state.

mod add;
mod field;
mod form;
mod move_state;

pub(crate) use add::AddState;
pub(crate) use form::StateForm;
pub(crate) use move_state::MoveState;
