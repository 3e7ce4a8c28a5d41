//! A state gets another name.

use crate::scenario::Scenario;
use json::Text;

impl Scenario {
    /// The same scenario for a machine in which a state has another name; `false` when no rule names it.
    pub fn rename_state(&mut self, from: &str, to: &str) -> bool {
        let mut is_changed = false;
        for rule in &mut self.tasks {
            let key = renamed_path(&rule.key, from, to);
            is_changed |= key != rule.key;
            rule.key = key;
        }
        is_changed
    }
}

/// A key or path with every step `from`, `from[3]` or `from[*]` renamed. A name may hold a slash itself.
pub fn renamed_path(key: &Text, from: &str, to: &str) -> Text {
    if **key == *from {
        return to.into();
    }
    let steps: Vec<String> = key
        .split('/')
        .map(|step| match step.strip_prefix(from) {
            Some(index) if index.is_empty() || index.starts_with('[') && index.ends_with(']') => format!("{to}{index}"),
            _ => step.to_owned(),
        })
        .collect();
    steps.join("/").into()
}

#[cfg(test)]
mod tests {
    use super::renamed_path;

    #[test]
    fn every_step_of_a_key_is_renamed_and_nothing_else() {
        for (key, expected) in [
            ("Task", "Job"),
            ("Map[3]/Task", "Map[3]/Job"),
            ("Task[*]/Other", "Job[*]/Other"),
            ("Task/Task", "Job/Job"),
            ("Task2", "Task2"),
            ("A/My Task", "A/My Task"),
            ("Task[3", "Task[3"),
        ] {
            assert_eq!(&*renamed_path(&key.into(), "Task", "Job"), expected, "{key}");
        }
    }
}
