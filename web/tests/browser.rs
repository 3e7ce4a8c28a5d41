//! Components, mounted in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "these are tests, which `allow-unwrap-in-tests` does not see")]

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_app_takes_over_its_element() {
    let page = web_sys::window().unwrap().document().unwrap();
    let root = page.create_element("div").unwrap();
    root.set_id("app");
    page.body().unwrap().append_child(&root).unwrap();

    web::mount();
    rendered().await;

    assert!(page.query_selector("#app h1").unwrap().is_some());
    root.remove();
}

/// Lets Yew do the work it has queued.
async fn rendered() {
    for _ in 0..10 {
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
    }
}
