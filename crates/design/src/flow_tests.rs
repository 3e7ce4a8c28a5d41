//! Every change of the flow, in JSON and YAML.

use crate::testing::*;
use crate::*;
use definition::StateMachine;

/// An exit in short: `>` of the machine, `A` for its `Next`, `A!0` a Catcher, `A?0` a rule, `A?` the default.
fn exit(machine: &StateMachine, text: &str) -> Exit {
    let index = |text: &str| text.parse().expect("a number");
    if text == ">" {
        return Exit::Start(machine.root().id);
    }
    match (text.split_once('!'), text.split_once('?')) {
        (Some((name, at)), _) => Exit::Catch(named(machine, name), index(at)),
        (_, Some((name, ""))) => Exit::Default(named(machine, name)),
        (_, Some((name, at))) => Exit::Rule(named(machine, name), index(at)),
        _ => Exit::Next(named(machine, text)),
    }
}

fn template(name: &str) -> &'static Template {
    palette().iter().find(|template| template.name == name).expect("the palette has it")
}

#[test]
fn one_more_state_goes_behind_what_is_looked_at_or_before_an_end() {
    let machine = machine(CHAIN);
    for (name, expected) in [("A", "A"), ("E", "E?"), ("D", "A!0"), ("F", "F")] {
        assert_eq!(exit_behind(&machine, Some(named(&machine, name))), exit(&machine, expected), "{name}");
    }
    assert_eq!(exit_behind(&machine, None), exit(&machine, ">"));
}

#[test]
fn a_state_is_added_onto_an_exit() {
    for (at, expected) in [
        (">", ">Pass Pass:A A:B,D B:C C:E D: E:A,F F:."),
        ("A", ">A A:Pass,D Pass:B B:C C:E D: E:A,F F:."),
        ("A!0", ">A A:B,Pass Pass:D B:C C:E D: E:A,F F:."),
        ("E?0", ">A A:B,D B:C C:E D: E:Pass,F Pass:A F:."),
        ("E?", ">A A:B,D B:C C:E D: E:A,Pass Pass:F F:."),
        ("F", ">A A:B,D B:C C:E D: E:A,F F:Pass Pass:."),
    ] {
        let machine = machine(CHAIN);
        let change = add(&machine, exit(&machine, at), template("Pass"));
        assert_eq!(flow(&changed(&machine, &change.edits)), expected, "{at}");
        assert_eq!(change.look_at.as_deref(), Some("/States/Pass"));
    }
}

#[test]
fn yaml_keeps_its_comments() {
    let machine = machine(CHAIN_YAML);
    let change = add(&machine, exit(&machine, "C"), template("Wait"));
    let expected = CHAIN_YAML.replace("End: true # done", "Next: Wait # done")
        + "  Wait:\n    Type: Wait\n    Seconds: 60\n    End: true\n";
    assert_eq!(changed(&machine, &change.edits), expected);
    let change = delete(&machine, named(&machine, "B")).unwrap();
    let expected =
        CHAIN_YAML.replace("Next: B #", "Next: C #").replace("  B:\n    Type: Pass # nothing\n    Next: C\n", "");
    assert_eq!(changed(&machine, &change.edits), expected);
}

#[test]
fn everything_of_the_palette_is_valid_wherever_it_is_added() {
    let languages = ["", r#""QueryLanguage":"JSONata","#];
    for language in languages {
        let text = CHAIN.replacen('{', &format!("{{{language}"), 1);
        let text = if language.is_empty() {
            text
        } else {
            text.replace(r#""Variable": "$.x", "IsNull": true"#, r#""Condition": "{% true %}""#).replace(
                r#""Resource": "arn:aws:states:::sns:publish","#,
                r#""Resource": "arn:aws:states:::sqs:sendMessage","#,
            )
        };
        for template in palette() {
            for at in ["A", "F", "E?0", "A!0"] {
                let machine = machine(&text);
                let known = errors(&text);
                let change = add(&machine, exit(&machine, at), template);
                let after = changed(&machine, &change.edits);
                let new: Vec<String> = errors(&after).into_iter().filter(|error| !known.contains(error)).collect();
                // Behind Succeed and Fail nothing is reached any more.
                let is_last =
                    matches!(template.state_type, definition::StateType::Succeed | definition::StateType::Fail);
                assert!(new.is_empty() || is_last, "{} at {at}: {new:?}\n{after}", template.name);
            }
        }
    }
}

#[test]
fn names_of_new_states_are_unique_in_the_whole_machine() {
    let mut text = String::from("{}");
    for _ in 0..2 {
        for name in ["Parallel", "Map", "Choice"] {
            let machine = machine(&text);
            let at = machine.root().states.last().map_or(Exit::Start(machine.root().id), |&last| Exit::Next(last));
            let at = if machine.root().start().is_none() { at } else { Exit::Start(machine.root().id) };
            text = changed(&machine, &add(&machine, at, template(name)).edits);
        }
    }
    assert_eq!(errors(&text), Vec::<String>::new(), "{text}");
    assert!(flow(&text).contains("Each item 2:."));
}

#[test]
fn the_first_state_makes_a_definition() {
    for text in ["", "{}", r#"{"States":{}}"#, "null"] {
        let machine = machine(text);
        let change = add(&machine, Exit::Start(machine.root().id), template("Succeed"));
        assert_eq!(flow(&changed(&machine, &change.edits)), ">Succeed Succeed:", "{text}");
    }
}

#[test]
fn what_led_to_a_deleted_state_leads_on() {
    for (name, expected) in [
        ("A", ">B B:C C:E D: E:B,F F:."),
        ("B", ">A A:C,D C:E D: E:A,F F:."),
        // A Catcher that leads nowhere is none.
        ("D", ">A A:B B:C C:E E:A,F F:."),
        ("E", ">A A:B,D B:C C:F D: F:."),
        // A Default that leads nowhere is none either.
        ("F", ">A A:B,D B:C C:E D: E:A,."),
    ] {
        let machine = machine(CHAIN);
        let change = delete(&machine, named(&machine, name)).unwrap();
        assert_eq!(flow(&changed(&machine, &change.edits)), expected, "{name}");
    }
}

#[test]
fn two_states_that_go_round_become_an_end() {
    let machine =
        machine(r#"{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}"#);
    let change = delete(&machine, named(&machine, "B")).unwrap();
    assert_eq!(flow(&changed(&machine, &change.edits)), ">A A:.");
}

#[test]
fn the_only_state_of_a_container_stays() {
    let machine = machine(r#"{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}"#);
    assert_eq!(delete(&machine, named(&machine, "A")), None);
}

#[test]
fn rules_that_lead_nowhere_go_as_long_as_one_is_left() {
    let text = r#"{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[
        {"Variable":"$.x","IsNull":true,"Next":"S"},{"Variable":"$.y","IsNull":true,"Next":"S"},{"Variable":"$.z","IsNull":true,"Next":"S"}]},
        "S":{"Type":"Succeed"}}}"#;
    let machine = machine(text);
    let change = delete(&machine, named(&machine, "S")).unwrap();
    let after = changed(&machine, &change.edits);
    assert_eq!(after.matches("Variable").count(), 1, "{after}");
}

#[test]
fn exits_are_connected_and_ended() {
    for (from, to, expected) in [
        ("B", Some("F"), ">A A:B,D B:F C:E D: E:A,F F:."),
        ("B", None, ">A A:B,D B:. C:E D: E:A,F F:."),
        ("F", Some("A"), ">A A:B,D B:C C:E D: E:A,F F:A"),
        ("E?", None, ">A A:B,D B:C C:E D: E:A,. F:."),
        ("E?0", Some("B"), ">A A:B,D B:C C:E D: E:B,F F:."),
        ("A!0", None, ">A A:B B:C C:E D: E:A,F F:."),
        (">", Some("C"), ">C A:B,D B:C C:E D: E:A,F F:."),
        // As it is already.
        ("B", Some("C"), ">A A:B,D B:C C:E D: E:A,F F:."),
    ] {
        let machine = machine(CHAIN);
        let edits = connect(&machine, exit(&machine, from), to.map(|to| named(&machine, to)));
        assert_eq!(flow(&changed(&machine, &edits)), expected, "{from} to {to:?}");
    }
}

#[test]
fn an_exit_leads_to_states_of_its_own_container_only() {
    let text = r#"{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}],"End":true}}}"#;
    let machine = machine(text);
    assert_eq!(connect(&machine, exit(&machine, "I"), Some(named(&machine, "P"))), []);
    let change = add(&machine, exit(&machine, "I"), template("Pass"));
    assert_eq!(flow(&changed(&machine, &change.edits)), ">P >I P:. I:Pass Pass:.");
    assert_eq!(change.look_at.as_deref(), Some("/States/P/Branches[0]/States/Pass"));
}

#[test]
fn states_move_along_the_flow() {
    type Move = fn(&StateMachine, definition::StateId) -> Vec<text::Edit>;
    let (later, earlier): (Move, Move) = (move_later, move_earlier);
    for (name, act, expected) in [
        ("A", later, ">B A:C,D B:A C:E D: E:B,F F:."),
        ("B", later, ">A A:C,D B:E C:B D: E:A,F F:."),
        ("B", earlier, ">B A:C,D B:A C:E D: E:B,F F:."),
        ("C", earlier, ">A A:C,D B:E C:B D: E:A,F F:."),
        // A Choice has more than one way on: nothing changes places with it.
        ("C", later, ">A A:B,D B:C C:E D: E:A,F F:."),
        ("E", earlier, ">A A:B,D B:C C:E D: E:A,F F:."),
        ("D", earlier, ">A A:B,D B:C C:E D: E:A,F F:."),
    ] {
        let machine = machine(CHAIN);
        let edits = act(&machine, named(&machine, name));
        assert_eq!(flow(&changed(&machine, &edits)), expected, "{name}");
    }
}

#[test]
fn a_state_moves_onto_any_exit_of_its_container() {
    for (name, at, expected) in [
        ("B", "E?", ">A A:C,D B:F C:E D: E:A,B F:."),
        ("B", "F", ">A A:C,D B:. C:E D: E:A,F F:B"),
        ("B", ">", ">B A:C,D B:A C:E D: E:A,F F:."),
        ("B", "A", ">A A:B,D B:C C:E D: E:A,F F:."),
        // The Choice would lead nowhere.
        ("F", "A", ">A A:B,D B:C C:E D: E:A,F F:."),
    ] {
        let machine = machine(CHAIN);
        let edits = move_onto(&machine, named(&machine, name), exit(&machine, at));
        assert_eq!(flow(&changed(&machine, &edits)), expected, "{name} onto {at}");
    }
}

#[test]
fn a_state_has_its_places() {
    for (name, expected) in
        [("B", "> A!0 C E?0 E? F"), ("A", "B C E? F"), ("C", "> A A!0 E?0 E? F"), ("F", ""), ("E", ""), ("D", "")]
    {
        let machine = machine(CHAIN);
        let expected: Vec<Exit> = expected.split_whitespace().map(|text| exit(&machine, text)).collect();
        let state = named(&machine, name);
        assert_eq!(places_for(&machine, state), expected, "{name}");
        assert!(expected.iter().all(|&place| !move_onto(&machine, state, place).is_empty()));
    }
}

#[test]
fn a_double_stands_behind_its_original() {
    for (name, expected) in [
        ("B", ">A A:B,D B:B 2 B 2:C C:E D: E:A,F F:."),
        ("F", ">A A:B,D B:C C:E D: E:A,F F:F 2 F 2:."),
        ("E", ">A A:B,D B:C C:E D: E:A,F E 2:A,F F:."),
    ] {
        let machine = machine(CHAIN);
        let change = duplicate(&machine, named(&machine, name)).unwrap();
        assert_eq!(flow(&changed(&machine, &change.edits)), expected, "{name}");
    }
}
