//! The rules, in the order in which they speak.

use crate::Rule;

mod duplicate_state_name;
mod duplicate_template_key;
mod empty_list;
mod exclusive_fields;
mod express_integration;
mod field_language;
mod field_type;
mod json_syntax;
mod jsonata_delimiters;
mod missing_end_state;
mod missing_target;
mod number_range;
mod query_language;
mod required_fields;
mod required_parameter;
mod timestamp;
mod unknown_parameter;
mod unreachable_state;
mod unrecognized_resource;
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
    &duplicate_template_key::RULE,
    &unrecognized_resource::RULE,
    &express_integration::RULE,
    &unknown_parameter::RULE,
    &required_parameter::RULE,
    &duplicate_state_name::RULE,
    &missing_target::RULE,
    &missing_end_state::RULE,
    &unreachable_state::RULE,
];
