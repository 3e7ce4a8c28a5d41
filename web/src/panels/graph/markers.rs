//! What lines and grounds of the drawing are made of.

use yew::prelude::*;

/// The heads of the arrows, and the ground of what no run went through.
#[component]
pub(super) fn Markers() -> Html {
    let marker = |id: &'static str, class: &'static str| {
        html! {
            <marker {id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7.5" markerHeight="7.5"
                markerUnits="userSpaceOnUse" orient="auto"><path {class} d="M0 .6L7.4 4 0 7.4z" /></marker>
        }
    };
    html! {
        <defs>
            { marker("arrow", "a-idle") }
            { marker("arrow-taken", "a-taken") }
            { marker("arrow-caught", "a-caught") }
            { marker("arrow-covered", "a-covered") }
            { marker("arrow-uncovered", "a-idle") }
            { marker("arrow-both", "a-taken") }
            { marker("arrow-here", "a-here") }
            { marker("arrow-there", "a-there") }
            <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <path class="hatch" d="M0 0V7" />
            </pattern>
        </defs>
    }
}
