//! Workflow variables as a visit sees them, scope by scope, with who assigned them.

use crate::provenance::assigned_by;
use crate::{Message, Moment, StateRef};
use engine::{Visit, VisitId};
use json::{Text, Value};

/// The variables of one scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeView {
    /// "Execution", "Branch #0 of Ship", "Iteration #3 of Each"
    pub title: Message,
    /// Its variables, in the order of their first assignment.
    pub variables: Vec<VariableView>,
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
}

/// The scopes that a visit can read, the innermost first; those without variables are left out.
pub fn scopes(moment: &Moment<'_>, visit: &Visit) -> Vec<ScopeView> {
    let mut views: Vec<ScopeView> = Vec::new();
    let mut scope = Some(&visit.variables);
    let mut around = Some(visit);
    while let Some(variables) = scope {
        let Some(inside) = around else { break };
        let is_known = |name: &Text| views.iter().flat_map(|view| &view.variables).any(|known| known.name == *name);
        let own: Vec<VariableView> = variables
            .own()
            .iter()
            .map(|(name, value)| VariableView {
                name: name.clone(),
                value: value.clone(),
                assigned_by: assigned_by(moment, inside, name).and_then(|id| {
                    let state = moment.state_of(moment.visit(id)?);
                    Some((id, StateRef::of(state)))
                }),
                is_hidden: is_known(name),
            })
            .collect();
        if !own.is_empty() {
            views.push(ScopeView { title: title(moment, inside), variables: own });
        }
        scope = variables.outer();
        around = inside.parent.and_then(|(parent, _)| moment.visit(parent));
    }
    views
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
        assert_eq!(scopes(&played.end(), played.visit("Set")), []);
    }
}
