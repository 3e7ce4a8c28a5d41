//! Reading the definition: at once while it is small, else in slices between which the page stays responsive.

use super::sliced::{Pace, use_sliced};
use crate::analysis::Analysis;
use crate::panels::author::code_editor::{Handle, for_editor};
use crate::shared::Shared;
use crate::state::Silenced;
use json::Text;
use yew::prelude::*;

/// A frame: enough to read a thousand states again after a key.
const SLICE_MILLIS: f64 = 16.0;

/// The definition, read anew when more actions are known. While a large one is being read, it is what was read before;
/// at first it is as good as empty, so that the page is there at once. The editor shows what is wrong in a large one
/// before the page around it is drawn anew.
#[hook]
pub(crate) fn use_reading(
    text: &Text,
    silenced: &Silenced,
    has_sdk_actions: bool,
    editor: &Handle,
) -> Shared<Analysis> {
    let unread = use_memo((), |()| Analysis::unread());
    let last = use_mut_ref(|| None::<(bool, Shared<Analysis>)>);
    let (read, _) = use_sliced((text.clone(), silenced.clone(), has_sdk_actions), |wanted| {
        let (text, silenced, has_sdk_actions) = wanted.clone();
        let editor = editor.clone();
        Box::pin(async move {
            // With more actions known everything is looked at anew.
            let before = last.borrow().clone().filter(|(known, _)| *known == has_sdk_actions);
            let before = before.as_ref().map(|(_, analysis)| &**analysis);
            let pace = Pace::with_slices_of(SLICE_MILLIS);
            let read = Analysis::in_steps(&text, &silenced, before, async || pace.pause().await).await;
            editor.with(|editor| editor.set_diagnostics(&for_editor(&read.diagnostics, &read.lines)));
            let read = Shared::new(read);
            *last.borrow_mut() = Some((has_sdk_actions, read.clone()));
            read
        })
    });
    read.unwrap_or_else(|| Shared::from(unread))
}
