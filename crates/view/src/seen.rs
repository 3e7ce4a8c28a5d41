//! The data that a run has shown, for completing paths in the editor.

use assist::RunData;
use definition::State;
use engine::{Run, Visit};
use json::{Object, Text, Value};

/// The data of each state's latest visit. States are found by name: the definition may have
/// been edited since the run began.
#[derive(Clone, Debug)]
pub struct SeenData<'r> {
    /// The latest run first: one that an edit has cut short has not shown what the one before had.
    runs: Vec<&'r Run>,
}

impl<'r> SeenData<'r> {
    /// What these runs have shown so far, the latest first.
    pub fn new(runs: impl IntoIterator<Item = &'r Run>) -> Self {
        Self { runs: runs.into_iter().collect() }
    }

    fn visit(&self, state: &State) -> Option<(&'r Run, &'r Visit)> {
        self.runs.iter().find_map(|run| {
            let is_of = |visit: &&Visit| {
                let execution = run.execution(visit.execution);
                execution.is_some_and(|execution| execution.machine().state(visit.state).name == state.name)
            };
            Some((*run, run.visits().iter().rev().find(is_of)?))
        })
    }
}

impl RunData for SeenData<'_> {
    fn input(&self, state: &State, field: &str) -> Option<Value> {
        let flow = &self.visit(state)?.1.flow;
        let seen = match field {
            "InputPath" => None,
            "ResultSelector" => flow.result.as_ref(),
            "OutputPath" => flow.after_result_path.as_ref(),
            "Assign" if flow.result.is_some() => flow.result.as_ref(),
            _ => flow.after_input_path.as_ref(),
        };
        Some(seen.unwrap_or(&flow.input).clone())
    }

    fn result(&self, state: &State) -> Option<Value> {
        self.visit(state)?.1.flow.result.clone()
    }

    fn context(&self, state: &State) -> Option<Value> {
        let (run, visit) = self.visit(state)?;
        let execution = run.execution(visit.execution)?;
        let text = |text: &Text| Value::String(text.clone());
        let about_execution = Value::from([
            ("Id", text(&execution.arn)),
            ("Input", execution.input.clone()),
            ("Name", text(&execution.name)),
            ("RoleArn", text(&run.options().role_arn)),
            ("StartTime", execution.start.to_string().into()),
        ]);
        let about_state = Value::from([("EnteredTime", visit.start.to_string().into()), ("Name", text(&state.name))]);
        let about_machine =
            Value::from([("Id", text(&execution.machine_arn)), ("Name", text(&execution.machine_name))]);
        Some(Value::from([("Execution", about_execution), ("State", about_state), ("StateMachine", about_machine)]))
    }

    fn variables(&self, state: &State) -> Vec<(Text, Value)> {
        let object = self.visit(state).map_or_else(Object::new, |(_, visit)| visit.variables.to_object());
        object.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}
