//! The rules, in the order in which they speak.

use crate::Rule;

mod duplicate_state_name;
mod empty_list;
mod exclusive_fields;
mod field_language;
mod field_type;
mod json_syntax;
mod jsonata_delimiters;
mod missing_end_state;
mod missing_target;
mod number_range;
mod query_language;
mod required_fields;
mod timestamp;
mod unreachable_state;
mod unsupported_field;
mod words;

/// All rules.
pub const RULES: &[&Rule] = &[
    &json_syntax::RULE,
    &required_fields::RULE,
    &unsupported_field::RULE,
    &field_language::RULE,
    &query_language::RULE,
    &exclusive_fields::RULE,
    &field_type::RULE,
    &words::RULE,
    &number_range::RULE,
    &empty_list::RULE,
    &timestamp::RULE,
    &jsonata_delimiters::RULE,
    &duplicate_state_name::RULE,
    &missing_target::RULE,
    &missing_end_state::RULE,
    &unreachable_state::RULE,
];
