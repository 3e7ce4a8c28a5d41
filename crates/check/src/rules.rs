//! The rules, in the order in which they speak.

use crate::Rule;

mod aggregate_path;
mod always_fails;
mod busy_loop;
mod catch_drops_input;
mod choice_operator;
mod concurrency;
mod constant_type;
mod context_field;
mod contradiction;
mod dead_path;
mod definition_size;
mod deprecated_field;
mod distributed_only;
mod duplicate_key;
mod duplicate_label;
mod duplicate_state_name;
mod duplicate_template_key;
mod ecs_failures;
mod empty_list;
mod error_names;
mod event_quota;
mod exclusive_fields;
mod express_child;
mod express_integration;
mod express_timeout;
mod fail_path;
mod field_language;
mod field_type;
mod hardcoded_account;
mod heartbeat;
mod infinite_loop;
mod input_lost;
mod intrinsic_argument;
mod item_reader;
mod json_syntax;
mod jsonata_delimiters;
mod jsonata_syntax;
mod jsonata_top_level;
mod jsonpath_in_jsonata;
mod label;
mod lambda_retry;
mod lambda_task;
mod late_presence;
mod map_mode;
mod missing_end_state;
mod missing_path;
mod missing_target;
mod mixed_arns;
mod mixed_types;
mod no_default;
mod no_dollar;
mod no_heartbeat;
mod no_path;
mod no_task_token;
mod no_timeout;
mod no_wait;
mod number_range;
mod open_substitution;
mod pass_result_is_static;
mod path_in_array;
mod path_syntax;
mod pattern_without_star;
mod payload_size;
mod query_language;
mod reference_path;
mod repeated_condition;
mod required_fields;
mod required_parameter;
mod result_and_parameters;
mod result_discarded;
mod retried_message;
mod retry_delay;
mod retry_exceeds_timeout;
mod retry_timeout;
mod same_target;
mod shadowed_error;
mod shadowed_rule;
mod shadowed_variable;
mod similar_names;
mod single_branch;
mod stale_read;
mod started_by;
mod state_name;
mod states_all;
mod states_variable;
mod stringly_error;
mod substitutions;
mod tautology;
mod template_leftover;
mod template_value;
mod timestamp;
mod too_long;
mod unassigned_variable;
mod uncatchable;
mod unknown_function;
mod unknown_parameter;
mod unqualified_lambda;
mod unreachable_island;
mod unreachable_state;
mod unrecognized_resource;
mod unsupported_field;
mod unused_variable;
mod variable_name;
mod words;
mod yaml_trap;

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
    &choice_operator::RULE,
    &map_mode::RULE,
    &item_reader::RULE,
    &reference_path::RULE,
    &fail_path::RULE,
    &heartbeat::RULE,
    &states_all::RULE,
    &variable_name::RULE,
    &state_name::RULE,
    &jsonata_delimiters::RULE,
    &jsonata_top_level::RULE,
    &states_variable::RULE,
    &duplicate_template_key::RULE,
    &unrecognized_resource::RULE,
    &express_integration::RULE,
    &unknown_parameter::RULE,
    &required_parameter::RULE,
    &label::RULE,
    &duplicate_label::RULE,
    &definition_size::RULE,
    &duplicate_state_name::RULE,
    &missing_target::RULE,
    &missing_end_state::RULE,
    &unreachable_state::RULE,
    &distributed_only::RULE,
    &no_dollar::RULE,
    &no_path::RULE,
    &pass_result_is_static::RULE,
    &duplicate_key::RULE,
    &template_leftover::RULE,
    &jsonpath_in_jsonata::RULE,
    &error_names::RULE,
    &uncatchable::RULE,
    &shadowed_error::RULE,
    &stringly_error::RULE,
    &deprecated_field::RULE,
    &unreachable_island::RULE,
    &infinite_loop::RULE,
    &always_fails::RULE,
    &no_default::RULE,
    &no_heartbeat::RULE,
    &no_timeout::RULE,
    &no_task_token::RULE,
    &aggregate_path::RULE,
    &context_field::RULE,
    &shadowed_rule::RULE,
    &contradiction::RULE,
    &late_presence::RULE,
    &mixed_types::RULE,
    &same_target::RULE,
    &catch_drops_input::RULE,
    &pattern_without_star::RULE,
    &unassigned_variable::RULE,
    &shadowed_variable::RULE,
    &unknown_function::RULE,
    &similar_names::RULE,
    &payload_size::RULE,
    &too_long::RULE,
    &retry_delay::RULE,
    &result_and_parameters::RULE,
    &express_child::RULE,
    &stale_read::RULE,
    &unused_variable::RULE,
    &lambda_task::RULE,
    &lambda_retry::RULE,
    &hardcoded_account::RULE,
    &single_branch::RULE,
    &ecs_failures::RULE,
    &dead_path::RULE,
    &missing_path::RULE,
    &input_lost::RULE,
    &result_discarded::RULE,
    &path_syntax::RULE,
    &template_value::RULE,
    &jsonata_syntax::RULE,
    &yaml_trap::RULE,
    &intrinsic_argument::RULE,
    &busy_loop::RULE,
    &constant_type::RULE,
    &concurrency::RULE,
    &retry_timeout::RULE,
    &open_substitution::RULE,
    &retry_exceeds_timeout::RULE,
    &retried_message::RULE,
    &started_by::RULE,
    &no_wait::RULE,
    &substitutions::RULE,
    &express_timeout::RULE,
    &unqualified_lambda::RULE,
    &event_quota::RULE,
    &mixed_arns::RULE,
    &tautology::RULE,
    &repeated_condition::RULE,
    &path_in_array::RULE,
];
