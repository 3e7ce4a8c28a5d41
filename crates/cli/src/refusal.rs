//! Why a command did nothing, and how that is said.

use crate::{UNUSABLE, say};
use json::Value;
use std::process::ExitCode;

/// Why nothing was done.
pub(crate) enum Refusal {
    /// An argument, or a file that it names, is unusable.
    Argument(String),
    /// AWS would refuse the definition.
    Definition {
        /// As ValidateStateMachineDefinition answers.
        validation: Value,
        /// For people, with carets under the source.
        rendered: String,
    },
}

impl Refusal {
    /// Say it: as JSON on standard output if that is asked for, else on standard error.
    pub(crate) fn say(self, wants_json: bool) -> ExitCode {
        if wants_json {
            say::line(self.into_json());
        } else {
            eprint!("{}", self.into_text());
        }
        ExitCode::from(UNUSABLE)
    }

    fn into_json(self) -> Value {
        match self {
            Self::Definition { validation, .. } => validation,
            Self::Argument(message) => {
                let diagnostic = Value::from([
                    ("severity", Value::from("ERROR")),
                    ("code", "UNUSABLE_ARGUMENT".into()),
                    ("message", message.into()),
                ]);
                Value::from([("result", "FAIL".into()), ("diagnostics", vec![diagnostic].into())])
            }
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Definition { rendered, .. } => rendered,
            Self::Argument(message) => format!("asl: {message}\n"),
        }
    }
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self::Argument(message)
    }
}

impl From<&str> for Refusal {
    fn from(message: &str) -> Self {
        Self::Argument(message.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn an_unusable_argument_is_a_diagnostic_in_json_and_a_line_for_people() {
        let refusal = || Refusal::from("no such file");
        assert_eq!(
            refusal().into_json().to_string(),
            r#"{"result":"FAIL","diagnostics":[{"severity":"ERROR","code":"UNUSABLE_ARGUMENT","message":"no such file"}]}"#
        );
        assert_eq!(refusal().into_text(), "asl: no such file\n");
    }
}
