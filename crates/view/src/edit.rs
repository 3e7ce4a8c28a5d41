//! Where in a run a value stands that a person edits.

use crate::Moment;
use engine::{DataEdit, EditedPlace, Visit};
use json::Value;

/// The edit that puts `value` in the place of a visit's data; `None` for a visit of a nested
/// execution, whose states have no path of their own.
pub fn edit(moment: &Moment<'_>, visit: &Visit, place: EditedPlace, value: Value) -> Option<DataEdit> {
    let kin =
        |other: &&Visit| (other.state, other.execution, other.parent) == (visit.state, visit.execution, visit.parent);
    let earlier = moment.run.visits().iter().take(visit.id.0 as usize).filter(kin).count();
    Some(DataEdit { path: path(moment, visit)?.into(), visit: earlier as u32, place, value })
}

/// The edit in force of a visit's data.
pub fn edit_of<'e>(
    moment: &Moment<'_>,
    visit: &Visit,
    place: &EditedPlace,
    edits: &'e [DataEdit],
) -> Option<&'e DataEdit> {
    // Most runs have none, and then nothing is counted.
    let known =
        edits.iter().any(|edit| edit.place == *place).then(|| edit(moment, visit, place.clone(), Value::Null))?;
    let known = known?;
    edits.iter().rev().find(|edit| (&edit.path, edit.visit, &edit.place) == (&known.path, known.visit, place))
}

/// `Each[3]/Price`
fn path(moment: &Moment<'_>, visit: &Visit) -> Option<String> {
    let name = &moment.state_of(visit).name;
    let execution = moment.run.execution(visit.execution)?;
    let around = visit.parent.or_else(|| Some((execution.started_by?, execution.item()?)));
    match around {
        Some((parent, index)) => {
            let around = path(moment, moment.visit(parent)?)?;
            Some(format!("{around}[{index}]/{name}"))
        }
        None if execution.started_by.is_some() => None,
        None => Some(name.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::play;

    const NESTED: &str = r#"{"StartAt":"Each","States":{"Each":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Both","States":{
        "Both":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"One","States":{"One":{"Type":"Pass","End":true}}}]}}}}}}"#;

    #[test]
    fn an_edit_names_the_place_that_the_engine_looks_for() {
        let played = play(NESTED, "[1,2]", "{}");
        let (end, visit) = (played.end(), played.visit("One"));
        let found = edit(&end, visit, EditedPlace::Output, 9.into()).unwrap();
        assert_eq!((&*found.path, found.visit), ("Each[1]/Both[0]/One", 0));
        let options = engine::Options { edits: vec![found.clone()], ..engine::Options::default() };
        let mut run = engine::Run::new(
            end.execution().machine().clone(),
            end.execution().input.clone(),
            options,
            end.run.world().snapshot(),
        );
        run.run_to_end(1000);
        assert_eq!(run.root().output.as_ref().map(Value::to_string).as_deref(), Some("[[1],[9]]"));
        assert_eq!(edit_of(&end, visit, &EditedPlace::Output, std::slice::from_ref(&found)), Some(&found));
        assert_eq!(edit_of(&end, visit, &EditedPlace::Input, &[found]), None);
    }
}
