//! The typed state machine, lowered from a [`json::Document`].
//!
//! Lowering never fails: whatever could be understood is in the [`StateMachine`], so that a
//! half-written definition is still drawn, and what could not is in the diagnostics.

mod choice;
mod container;
mod error_handling;
mod expressions;
mod fail;
mod fields;
mod language;
mod located;
mod lower;
mod machine;
mod map;
mod name;
mod number_field;
mod parallel;
mod path_field;
mod resource;
mod state;
mod substitution;
pub mod support;
mod task;
mod template;
mod wait;

pub use choice::{Choice, ChoiceRule, Comparator, Comparison, ComparisonOperator, Condition, Operand, OperandType};
pub use container::{Container, ContainerId, Owner};
pub use error_handling::{Catcher, JitterStrategy, Retrier};
pub use expressions::Expressions;
pub use fail::{Fail, TextField};
pub use language::QueryLanguage;
pub use located::Located;
pub use lower::{lower, lower_again};
pub use machine::StateMachine;
pub use map::{
    CsvHeaderLocation, ExecutionType, ItemBatcher, ItemReader, Items, Map, ProcessorMode, ReaderConfig, ResultWriter,
};
pub use name::{is_name, is_name_character};
pub use number_field::NumberField;
pub use parallel::Parallel;
pub use path_field::{PathField, ResultPath};
pub use resource::{IntegrationPattern, Resource};
pub use state::{State, StateId, StateKind, StateType, Target, Transition};
pub use substitution::{has_substitution, is_substitution};
pub use task::Task;
pub use template::{Assignment, Template};
pub use wait::Wait;
