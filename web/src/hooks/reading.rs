//! Reading the definition: at once while it is small, else in steps between which the page stays responsive.

use crate::analysis::Analysis;
use crate::js;
use crate::shared::Shared;
use crate::state::Silenced;
use json::Text;
use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;
use yew::prelude::*;

/// A text of up to this size is read within a few milliseconds.
const AT_ONCE_BYTES: usize = 40_000;
/// After so long the browser gets its turn.
const SLICE_MILLIS: f64 = 8.0;

/// The definition, read anew when more actions are known. While a large one is being read, it is what was read before.
#[hook]
pub(crate) fn use_reading(text: &Text, silenced: &Silenced, has_sdk_actions: bool) -> Shared<Analysis> {
    let update = use_force_update();
    let latest = use_mut_ref(|| None::<((Text, Silenced, bool), Shared<Analysis>)>);
    let wanted = (text.clone(), silenced.clone(), has_sdk_actions);
    let is_known = latest.borrow().as_ref().is_some_and(|(known, _)| *known == wanted);
    let is_first = latest.borrow().is_none();
    if !is_known && (is_first || text.len() <= AT_ONCE_BYTES) {
        let analysis = Shared::new(Analysis::new(text, silenced));
        *latest.borrow_mut() = Some((wanted.clone(), analysis));
    }
    use_effect_with(wanted, {
        let latest = latest.clone();
        move |wanted| {
            let is_wanted = Rc::new(Cell::new(true));
            let is_known = latest.borrow().as_ref().is_some_and(|(known, _)| known == wanted);
            if !is_known {
                let (wanted, is_wanted) = (wanted.clone(), is_wanted.clone());
                // With more actions known everything is looked at anew.
                let before = latest.borrow().clone().filter(|(known, _)| known.2 == wanted.2);
                wasm_bindgen_futures::spawn_local(async move {
                    let before = before.as_ref().map(|(_, analysis)| &**analysis);
                    if let Some(analysis) = read(&wanted.0, &wanted.1, before, &is_wanted).await {
                        *latest.borrow_mut() = Some((wanted, Shared::new(analysis)));
                        update.force_update();
                    }
                });
            }
            move || is_wanted.set(false)
        }
    });
    let latest = latest.borrow();
    latest.as_ref().map(|(_, analysis)| analysis.clone()).expect("the first was read above")
}

/// Read in slices; nothing comes of it when it is no longer wanted.
async fn read(text: &Text, silenced: &Silenced, before: Option<&Analysis>, is_wanted: &Cell<bool>) -> Option<Analysis> {
    let since = Cell::new(js::now_millis());
    let pause = async || {
        if js::now_millis() - since.get() > SLICE_MILLIS {
            js::breathe().await;
            since.set(js::now_millis());
        }
    };
    let mut reading = Box::pin(async {
        let analysis = Analysis::in_steps(text, silenced, before, pause).await;
        // What follows from it is a task of its own.
        js::breathe().await;
        analysis
    });
    poll_fn(|context| match is_wanted.get() {
        true => reading.as_mut().poll(context).map(Some),
        false => Poll::Ready(None),
    })
    .await
}
