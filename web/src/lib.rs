//! The page. It holds no rule of ASL: it shows what `view` says, and drives `engine`.

mod analysis;
mod app;
mod commands;
mod context;
mod editing;
mod files;
mod focus;
mod hooks;
mod js;
mod lights;
pub mod messages;
mod notice;
mod panels;
pub mod parts;
mod provided;
mod refused;
mod samples;
mod search;
mod shared;
mod snapshot;
pub mod state;
mod storage;

pub use app::App;

/// Takes over the element `#app`, whose content is the frame shown while this was loading.
pub fn mount() {
    js::show_page_after_a_panic();
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    let Some(root) = root else { return };
    wasm_bindgen_futures::spawn_local(async {
        // In English when they cannot be had.
        messages::texts::fetch(storage::language()).await;
        yew::Renderer::<App>::with_root(root).render();
    });
}
