//! Which fields each object of the language has, in which query language, and what they hold.
//!
//! One table for everyone: the checker refuses what is not in it, the editor completes and
//! explains from it, and the reference in the docs is printed from it.

mod choice;
mod error_handling;
mod errors;
mod field;
mod machine;
mod map;
mod states;

pub use errors::{ERROR_NAMES, ErrorName};
pub use field::{Field, FieldGroup, Languages, ValueKind};

use crate::{QueryLanguage, StateType};

/// An object whose fields the language defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The whole definition.
    Machine,
    /// An entry of `Branches`.
    Branch,
    /// `ItemProcessor` or `Iterator`.
    ItemProcessor,
    /// `ProcessorConfig`
    ProcessorConfig,
    /// A state of a known type.
    State(StateType),
    /// A state whose `Type` is missing or unknown.
    UnknownState,
    /// An entry of `Choices`.
    ChoiceRule,
    /// A condition inside `And`, `Or` or `Not`.
    NestedRule,
    /// An entry of `Retry`.
    Retrier,
    /// An entry of `Catch`.
    Catcher,
    /// `Credentials`
    Credentials,
    /// `ItemReader`
    ItemReader,
    /// `ReaderConfig`
    ReaderConfig,
    /// `ItemBatcher`
    ItemBatcher,
    /// `ResultWriter`
    ResultWriter,
    /// `WriterConfig`
    WriterConfig,
}

impl Shape {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let states = StateType::ALL.into_iter().map(Self::State);
        let others = [
            Self::Machine,
            Self::Branch,
            Self::ItemProcessor,
            Self::ProcessorConfig,
            Self::UnknownState,
            Self::ChoiceRule,
            Self::NestedRule,
            Self::Retrier,
            Self::Catcher,
            Self::Credentials,
            Self::ItemReader,
            Self::ReaderConfig,
            Self::ItemBatcher,
            Self::ResultWriter,
            Self::WriterConfig,
        ];
        states.chain(others)
    }

    /// Its fields, in the order in which people write them.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.tables().iter().copied().flatten()
    }

    /// Its fields that exist in `language`.
    pub fn fields_in(self, language: QueryLanguage) -> impl Iterator<Item = &'static Field> {
        self.fields().filter(move |field| field.languages.contain(language))
    }

    /// The field called `name`, in any language.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }

    /// The fields of which only one may be given.
    pub fn groups(self) -> impl Iterator<Item = &'static FieldGroup> {
        self.group_tables().iter().copied().flatten()
    }

    fn tables(self) -> &'static [&'static [Field]] {
        match self {
            Self::Machine => &[machine::MACHINE],
            Self::Branch => &[machine::CONTAINER],
            Self::ItemProcessor => &[machine::PROCESSOR_CONFIG_FIELD, machine::CONTAINER],
            Self::ProcessorConfig => &[machine::PROCESSOR_CONFIG],
            Self::State(state_type) => states::tables(state_type),
            Self::UnknownState => &[states::COMMON],
            Self::ChoiceRule => &[choice::RULE_ONLY, choice::CONDITIONS],
            Self::NestedRule => &[choice::CONDITIONS],
            Self::Retrier => &[error_handling::RETRIER],
            Self::Catcher => &[error_handling::CATCHER],
            Self::Credentials => &[states::CREDENTIALS],
            Self::ItemReader => &[map::ITEM_READER],
            Self::ReaderConfig => &[map::READER_CONFIG],
            Self::ItemBatcher => &[map::ITEM_BATCHER],
            Self::ResultWriter => &[map::RESULT_WRITER],
            Self::WriterConfig => &[map::WRITER_CONFIG],
        }
    }

    fn group_tables(self) -> &'static [&'static [FieldGroup]] {
        match self {
            Self::State(state_type) => states::groups(state_type),
            Self::ReaderConfig => &[map::READER_CONFIG_GROUPS],
            Self::ItemBatcher => &[map::ITEM_BATCHER_GROUPS],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_there_once_and_is_explained() {
        for shape in Shape::all() {
            let mut names: Vec<_> = shape.fields().map(|field| field.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{shape:?}");
            assert!(shape.fields().all(|field| field.doc.ends_with(['.', '?'])), "{shape:?}");
        }
    }

    #[test]
    fn groups_speak_of_fields_that_exist() {
        for shape in Shape::all() {
            for name in shape.groups().flat_map(|group| group.fields) {
                assert!(shape.field(name).is_some(), "{shape:?} {name}");
            }
        }
    }

    #[test]
    fn fields_follow_the_query_language() {
        let task = Shape::State(StateType::Task);
        let in_language = |language| task.fields_in(language).map(|field| field.name).collect::<Vec<_>>();
        assert!(in_language(QueryLanguage::JsonPath).contains(&"Parameters"));
        assert!(!in_language(QueryLanguage::JsonPath).contains(&"Arguments"));
        assert!(in_language(QueryLanguage::Jsonata).contains(&"Arguments"));
    }
}
