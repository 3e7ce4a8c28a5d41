//! Workflow variables as a visit sees them, scope by scope, with who assigned them.

use crate::provenance::assigned_by;
use crate::{Arg, Message, Moment, StateRef};
use engine::{Visit, VisitId};
use json::{Object, Text, Value};

/// The variables of one scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeView {
    /// "Execution", "Branch #0 of Ship", "Iteration #3 of Each"
    pub title: Message,
    /// Its variables, in the order of their first assignment.
    pub variables: Vec<VariableView>,
    /// All of them as the visit read them.
    pub before: Value,
    /// All of them as the visit leaves them: its own `Assign` changes its own scope.
    pub after: Value,
}

/// A variable.
#[derive(Clone, Debug, PartialEq)]
pub struct VariableView {
    /// Its name, without `$`.
    pub name: Text,
    /// Its value.
    pub value: Value,
    /// The visit that assigned it last, with its state.
    pub assigned_by: Option<(VisitId, StateRef)>,
    /// Is it hidden by one of the same name in a scope further in?
    pub is_hidden: bool,
    /// "total: assigned by Set"
    pub says: Message,
}

/// The scopes that a visit can read, the innermost first; those without variables are left out.
pub fn scopes(moment: &Moment<'_>, visit: &Visit) -> Vec<ScopeView> {
    let mut views: Vec<ScopeView> = Vec::new();
    let mut scope = Some(&visit.variables);
    let mut around = Some(visit);
    while let Some(variables) = scope {
        let Some(inside) = around else { break };
        let is_known = |name: &Text| views.iter().flat_map(|view| &view.variables).any(|known| known.name == *name);
        // An inner visit changes no outer scope.
        let assigned = visit.flow.assigned.as_ref().filter(|_| inside.id == visit.id);
        let after = with(variables.own(), assigned.into_iter().flat_map(|assigned| assigned.iter()));
        let own = after.iter().map(|(name, value)| {
            let by_itself = assigned.is_some_and(|assigned| assigned.iter().any(|(known, _)| known == name));
            let assigner = if by_itself { Some(inside.id) } else { assigned_by(moment, inside, name) };
            let assigned_by = assigner.and_then(|id| Some((id, StateRef::of(moment.state_of(moment.visit(id)?)))));
            let is_hidden = is_known(name);
            let says = says(name, assigned_by.as_ref().map(|(_, state)| state), is_hidden);
            VariableView { name: name.clone(), value: value.clone(), assigned_by, is_hidden, says }
        });
        let own: Vec<VariableView> = own.collect();
        if !own.is_empty() {
            let (before, after) = (variables.own().clone().into(), after.into());
            views.push(ScopeView { title: title(moment, inside), variables: own, before, after });
        }
        scope = variables.outer();
        around = inside.parent.and_then(|(parent, _)| moment.visit(parent));
    }
    views
}

fn says(name: &Text, assigned_by: Option<&StateRef>, is_hidden: bool) -> Message {
    let message = match (is_hidden, assigned_by) {
        (true, _) => Message::new("variables.hidden"),
        (false, Some(state)) => Message::new("variables.assigned_by").with("state", Arg::State(state.clone())),
        (false, None) => Message::new("variables.name"),
    };
    message.code("name", name.clone())
}

/// A scope with what was assigned to it.
fn with<'a>(own: &Object, assigned: impl Iterator<Item = &'a (Text, Value)>) -> Object {
    let mut all = own.clone();
    assigned.for_each(|(name, value)| all.insert(name.clone(), value.clone()));
    all
}

fn title(moment: &Moment<'_>, visit: &Visit) -> Message {
    let Some((parent, index)) = visit.parent else { return Message::new("variables.execution") };
    let Some(container) = moment.visit(parent) else { return Message::new("variables.execution") };
    let state = moment.state_of(container);
    let key = if state.map().is_some() { "variables.iteration" } else { "variables.branch" };
    Message::new(key).count("n", index as usize).state("state", state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;
    use crate::testing::play;

    const SCOPED: &str = r#"{
      "StartAt": "Set",
      "States": {
        "Set": { "Type": "Pass", "Assign": { "total": 1, "name": "outer" }, "Next": "Each" },
        "Each": { "Type": "Map", "End": true, "ItemProcessor": { "StartAt": "Mine", "States": {
          "Mine": { "Type": "Pass", "Assign": { "own.$": "$" }, "Next": "Look" },
          "Look": { "Type": "Pass", "End": true } } } }
      }
    }"#;

    #[test]
    fn scopes_name_their_place_and_who_assigned() {
        let played = play(SCOPED, "[7]", "{}");
        let english = Catalogue::english();
        let shown: Vec<String> = scopes(&played.end(), played.visit("Look"))
            .iter()
            .map(|scope| {
                let variable = |variable: &VariableView| {
                    let by = variable.assigned_by.as_ref().map_or("?", |(_, state)| &state.name);
                    format!("{}={} by {by}", variable.name, variable.value)
                };
                let variables: Vec<String> = scope.variables.iter().map(variable).collect();
                format!("{}: {}", english.text(&scope.title), variables.join(", "))
            })
            .collect();
        assert_eq!(
            shown,
            [r#"Iteration #0 of Each: own=7 by Mine"#, r#"Execution: total=1 by Set, name="outer" by Set"#]
        );
        let set = scopes(&played.end(), played.visit("Set"));
        let told = |scope: &ScopeView| (scope.before.to_string(), scope.after.to_string());
        assert_eq!(set.iter().map(told).collect::<Vec<_>>(), [("{}".into(), r#"{"total":1,"name":"outer"}"#.into())]);
        let mine = &scopes(&played.end(), played.visit("Mine"))[0];
        assert_eq!(told(mine), ("{}".into(), r#"{"own":7}"#.into()));
    }
}
