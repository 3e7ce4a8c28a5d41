//! What only a distributed Map can do, in a Map that does not say how it runs.

use super::map_mode::DISTRIBUTED_ONLY;
use crate::object::{Object, insertion};
use crate::part::Part;
use crate::{Check, Rule};
use definition::StateType;
use definition::support::Shape;
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::warning(
    "LINT_DISTRIBUTED_ONLY",
    "Without a ProcessorConfig a Map runs INLINE: an ItemReader, ItemBatcher or ResultWriter fails it, a Label does nothing.",
    "Developer guide, \"Using Map state in Distributed mode\"",
    Check::Object(check),
);

/// AWS creates an inline Map with these, and fails it when it runs (as others found).
const FAILING: [&str; 3] = ["ItemReader", "ItemBatcher", "ResultWriter"];

fn check(_: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.shape != Shape::State(StateType::Map) {
        return;
    }
    let Some(processor) = object.node.get("ItemProcessor").or_else(|| object.node.get("Iterator")) else { return };
    if processor.get("ProcessorConfig").is_some() || !processor.is_object() {
        return;
    }
    for member in object.node.members().iter().filter(|member| DISTRIBUTED_ONLY.contains(&&*member.key.value)) {
        let name = &*member.key.value;
        let effect = if FAILING.contains(&name) { "and fails" } else { "where it does nothing" };
        let message = format!("`{name}` needs a Map that runs DISTRIBUTED; this one runs INLINE, {effect}");
        let config = r#"{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}"#;
        let edit = insertion(object.document, processor, "ProcessorConfig", config);
        findings.push(RULE.at(member.key_span, message).at(object.location()).fix("Run it DISTRIBUTED", vec![edit]));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check_fix;

    #[test]
    fn a_reader_makes_a_map_distributed() {
        let machine = |config: &str| {
            format!(
                r#"{{"StartAt": "M", "States": {{"M": {{"Type": "Map", "End": true, "Label": "x", "ItemProcessor": {{"StartAt": "A", "States": {{}}{config}}}}}}}}}"#
            )
        };
        check_fix(
            &RULE,
            &machine(""),
            &machine(r#", "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}"#),
        );
    }
}
