//! The selected state as it stands in the definition.

use crate::context::*;
use yew::prelude::*;

/// The selected state's text.
#[component]
pub(crate) fn DefinitionText() -> Html {
    let messages = use_messages();
    let analysis = use_analysis();
    let focus = use_focus();
    let Some(state) = focus.state.and_then(|id| analysis.machine.states.get(id.0 as usize)) else {
        return Html::default();
    };
    let text = dedented(state.span.of(&analysis.text));
    html! { <pre class="definition-text" tabindex="0" role="region" aria-label={messages.text("tab-state-definition")}>{ text }</pre> }
}

/// Without the indentation that its place in the whole gives it: that of the last line.
fn dedented(text: &str) -> String {
    let indent = text.lines().last().map_or(0, |line| line.len() - line.trim_start().len());
    let dedent = |line: &str| {
        let own = line.len() - line.trim_start().len();
        line[own.min(indent)..].to_owned()
    };
    text.lines().map(dedent).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::dedented;

    #[test]
    fn the_indentation_of_the_place_goes() {
        assert_eq!(
            dedented("{\n      \"a\": {\n        \"b\": 1\n      }\n    }"),
            "{\n  \"a\": {\n    \"b\": 1\n  }\n}"
        );
        assert_eq!(dedented("{}"), "{}");
        assert_eq!(dedented(""), "");
    }
}
