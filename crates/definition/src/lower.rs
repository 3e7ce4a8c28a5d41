//! From a document to a machine.

use crate::expressions::Compiler;
use crate::{Container, Owner, QueryLanguage, State, StateMachine, container};
use json::{Document, Node, NodeKind};
use std::rc::Rc;
use text::{Diagnostic, Span};

/// What has been lowered so far.
#[derive(Default)]
pub(crate) struct Lowering {
    pub(crate) states: Vec<State>,
    pub(crate) containers: Vec<Container>,
    pub(crate) notes: Notes,
}

/// What reading fields leaves behind.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) compiler: Compiler,
}

/// The functions of both query languages that draw random numbers, by a part of their names.
const CHANCE: [&str; 5] = ["MathRandom", "UUID", "random", "uuid", "shuffle"];

/// Lower a document. Never fails; the diagnostics say which expressions could not be read.
pub fn lower(document: &Rc<Document>) -> (StateMachine, Vec<Diagnostic>) {
    lower_with(document, Lowering::default())
}

/// As [`lower`], and sooner: what `before` has compiled already is not compiled again.
pub fn lower_again(document: &Rc<Document>, before: &StateMachine) -> (StateMachine, Vec<Diagnostic>) {
    let mut lowering = Lowering::default();
    lowering.notes.compiler = Compiler::new(before.expressions.clone());
    lower_with(document, lowering)
}

fn lower_with(document: &Rc<Document>, mut lowering: Lowering) -> (StateMachine, Vec<Diagnostic>) {
    let empty = Node { span: Span::default(), kind: NodeKind::Missing };
    let root = document.root.as_ref().unwrap_or(&empty);
    let query_language = root.get("QueryLanguage").map_or(QueryLanguage::JsonPath, QueryLanguage::of);
    container::lower(&mut lowering, root, Owner::Machine, String::new(), query_language);
    for state in &mut lowering.states {
        let text = state.span.of(&document.text);
        state.uses_chance = CHANCE.iter().any(|name| text.contains(name));
    }
    let machine = StateMachine {
        document: document.clone(),
        comment: root.get("Comment").and_then(Node::as_string).map(|comment| comment.value.clone()),
        query_language,
        timeout_seconds: match root.get("TimeoutSeconds").map(|node| &node.kind) {
            Some(NodeKind::Number(number)) => number.as_i64().and_then(|seconds| u64::try_from(seconds).ok()),
            _ => None,
        },
        states: lowering.states,
        containers: lowering.containers,
        expressions: Rc::new(lowering.notes.compiler.compiled),
    };
    (machine, lowering.notes.diagnostics)
}

#[cfg(test)]
mod tests {
    use super::lower;
    use crate::{Owner, StateMachine, Template};
    use std::rc::Rc;
    use text::Diagnostic;

    fn machine(source: &str) -> (StateMachine, Vec<Diagnostic>) {
        lower(&Rc::new(json::parse(source).0))
    }

    #[test]
    fn states_of_every_container_stand_in_one_list_in_document_order() {
        let (machine, diagnostics) = machine(
            r#"{"StartAt":"P","States":{
                "P":{"Type":"Parallel","Next":"M","Branches":[
                    {"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},
                    {"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}]},
                "M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"C","States":{"C":{"Type":"Succeed"}}}}}}"#,
        );
        assert_eq!(diagnostics, []);
        let names: Vec<_> = machine.states.iter().map(|state| &*state.name).collect();
        assert_eq!(names, ["P", "A", "B", "M", "C"]);
        let locations: Vec<_> = machine.states.iter().map(|state| state.location.as_str()).collect();
        let (b, c) = ("/States/P/Branches[1]/States/B", "/States/M/ItemProcessor/States/C");
        assert_eq!(locations, ["/States/P", "/States/P/Branches[0]/States/A", b, "/States/M", c]);
        let owner = |name: &str| machine.container(machine.find_anywhere(name).unwrap().container).owner;
        assert_eq!(owner("P"), Owner::Machine);
        assert_eq!(owner("B"), Owner::Branch(machine.find_anywhere("P").unwrap().id, 1));
        assert_eq!(owner("C"), Owner::ItemProcessor(machine.find_anywhere("M").unwrap().id));
    }

    #[test]
    fn a_transition_points_at_a_state_of_its_own_container_only() {
        let (machine, _) = machine(
            r#"{"StartAt":"P","States":{
                "P":{"Type":"Parallel","Next":"A","Branches":[{"StartAt":"Z","States":{"A":{"Type":"Pass","Next":"Z"}}}]},
                "Z":{"Type":"Succeed"}}}"#,
        );
        let resolved = |name: &str| machine.find_anywhere(name).unwrap().targets()[0].state;
        assert_eq!((resolved("P"), resolved("A")), (None, None));
        assert_eq!(machine.root().start(), Some(machine.find_anywhere("P").unwrap().id));
        assert_eq!(machine.containers[1].start(), None);
    }

    #[test]
    fn an_expression_that_cannot_be_read_is_reported_where_it_stands() {
        for (state, code, location, under) in [
            (r#"{"Type":"Pass","InputPath":"$.a."}"#, "SCHEMA_VALIDATION_FAILED", "/States/S/InputPath", ""),
            (
                r#"{"Type":"Pass","Parameters":{"a":{"x.$":"nope"}}}"#,
                "SCHEMA_VALIDATION_FAILED",
                "/States/S/Parameters",
                "nope",
            ),
            (r#"{"Type":"Pass","ResultPath":"$.a[*]"}"#, "SCHEMA_VALIDATION_FAILED", "/States/S/ResultPath", ""),
        ] {
            let source = format!(r#"{{"StartAt":"S","States":{{"S":{state}}}}}"#);
            let (_, diagnostics) = machine(&source);
            let [diagnostic] = &diagnostics[..] else { panic!("{state}: {diagnostics:#?}") };
            assert_eq!((&*diagnostic.code, diagnostic.location.as_deref()), (code, Some(location)), "{state}");
            assert!(diagnostic.span.of(&source).contains(under), "{state}: {:?}", diagnostic.span.of(&source));
        }
    }

    #[test]
    fn a_template_without_expressions_is_its_value() {
        let (machine, _) = machine(
            r#"{"StartAt":"S","States":{"S":{"Type":"Pass","Parameters":{"a":[1,{"b":"$.c"}]},"ResultSelector":{"d.$":"$.e"}}}}"#,
        );
        let state = &machine.states[0];
        let Some(Template::Literal(value)) = &state.parameters else { panic!("{:?}", state.parameters) };
        assert_eq!(value.to_string(), r#"{"a":[1,{"b":"$.c"}]}"#);
        let Some(Template::Object(members)) = &state.result_selector else { panic!("{:?}", state.result_selector) };
        assert_eq!(&*members[0].0, "d");
    }

    #[test]
    fn whatever_the_document_holds_it_is_lowered() {
        for source in [
            "",
            "[]",
            "{",
            r#"{"States":[]}"#,
            r#"{"States":{"A":1,"B":null,"C":{"Type":7}}}"#,
            "{\"States\":{\"A\":{\"Type\":\"Map\"}}}",
        ] {
            let (machine, _) = machine(source);
            assert_eq!(machine.containers.len(), 1, "{source}");
        }
    }
}
