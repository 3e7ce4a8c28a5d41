//! Which test case of a mock file becomes the scenario.

use crate::context::*;
use crate::files::TestCase;
use crate::hooks::use_open_workspace;
use crate::parts::{Dialog, part};
use crate::state::{Change, Workspace};
use std::rc::Rc;
use yew::prelude::*;

/// The test cases that a file offers.
#[component]
pub(crate) fn TestCases() -> Html {
    let messages = use_messages();
    let offered = use_offered_cases();
    let (workspace, open) = (use_workspace(), use_open_workspace());
    let choose = |case: &TestCase| {
        let (offered, workspace, scenario) = (offered.clone(), workspace.clone(), case.scenario.clone());
        let open = open.clone();
        move |_: MouseEvent| {
            let next = Workspace { scenario: scenario.clone(), ..(*workspace.workspace).clone() };
            open.emit(Change::Open(Rc::new(next)));
            offered.set(Vec::new());
        }
    };
    let cases = html! {
        <ul class="test-cases">
            { for offered.iter().map(|case| html! {
                <li><button type="button" class="btn" onclick={choose(case)}>{ &*case.name }</button></li>
            }) }
        </ul>
    };
    let onclose = {
        let offered = offered.clone();
        Callback::from(move |()| offered.set(Vec::new()))
    };
    part!(Dialog { title: messages.text("choose-test-case"), close: messages.text("close"), onclose, children: cases })
}
