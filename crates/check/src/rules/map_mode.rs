//! What only a distributed Map can do.

use crate::object::{Object, insertion};
use crate::part::Part;
use crate::{Check, MachineType, Rule};
use definition::StateType;
use definition::support::Shape;
use json::{Member, Node};
use text::Diagnostic;

pub(super) const RULE: Rule = Rule::schema(
    "ItemReader, ItemBatcher, ResultWriter, Label and tolerated failures need a DISTRIBUTED Map, which needs an ExecutionType and a STANDARD machine.",
    "Developer guide, \"Map state\" and \"Distributed mode\"",
    Check::Object(check),
);

/// Fields that an inline Map does not have.
pub(super) const DISTRIBUTED_ONLY: [&str; 8] = [
    "ItemReader",
    "ItemBatcher",
    "ResultWriter",
    "Label",
    "ToleratedFailureCount",
    "ToleratedFailureCountPath",
    "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath",
];

fn check(part: &Part<'_>, object: &Object<'_>, findings: &mut Vec<Diagnostic>) {
    if object.shape != Shape::State(StateType::Map) {
        return;
    }
    let processor = object.node.member("ItemProcessor").or_else(|| object.node.member("Iterator"));
    let Some(processor) = processor.filter(|processor| processor.value.is_object()) else { return };
    let config = processor.value.member("ProcessorConfig");
    let mode = config.and_then(|config| config.value.get("Mode"));
    match mode.and_then(Node::as_str) {
        Some("DISTRIBUTED") => distributed(part, object, processor, config, findings),
        Some("INLINE") => inline(object, processor, config, findings),
        _ => {}
    }
}

fn distributed(
    part: &Part<'_>,
    object: &Object<'_>,
    processor: &Member,
    config: Option<&Member>,
    findings: &mut Vec<Diagnostic>,
) {
    if let Some(config) = config.filter(|config| config.value.get("ExecutionType").is_none()) {
        let location = format!("{}/{}/ProcessorConfig", object.path, processor.key.value);
        let finding = RULE.at(config.key_span, "These fields are required: [ExecutionType]").at(location);
        let edit = insertion(object.document, &config.value, "ExecutionType", "\"STANDARD\"");
        findings.push(finding.fix("Add `ExecutionType`", vec![edit]));
    }
    if part.machine_type() == MachineType::Express {
        let message = "Express state machine does not support a Map with Mode 'DISTRIBUTED'";
        findings.push(RULE.at(object.name_span, message).at(object.location()));
    }
}

fn inline(object: &Object<'_>, processor: &Member, config: Option<&Member>, findings: &mut Vec<Diagnostic>) {
    for member in object.node.members() {
        let name = &*member.key.value;
        if DISTRIBUTED_ONLY.contains(&name) {
            let message =
                format!("Field '{name}' is only supported when the Mode of the ProcessorConfig is 'DISTRIBUTED'");
            findings.push(RULE.at(member.key_span, message).at(object.location()));
        }
    }
    if let Some(member) = config.and_then(|config| config.value.member("ExecutionType")) {
        let message = "Field 'ExecutionType' is only supported when the Mode is 'DISTRIBUTED'";
        let location = format!("{}/{}/ProcessorConfig", object.path, processor.key.value);
        findings.push(RULE.at(member.key_span, message).at(location));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::check;

    #[test]
    fn an_inline_map_has_no_label() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
                "Label": "x",
                ^^^^^^^ Field 'Label' is only supported when the Mode of the ProcessorConfig is 'DISTRIBUTED' @ /States/M
                "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}}}"#,
        );
    }

    #[test]
    fn a_distributed_map_names_the_type_of_its_executions() {
        check(
            &RULE,
            r#"{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "Label": "x", "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED"},
                ^^^^^^^^^^^^^^^^^ These fields are required: [ExecutionType] @ /States/M/ItemProcessor/ProcessorConfig
                "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}}}"#,
        );
    }
}
