//! Tests of the whole, one module each, in one program: it runs natively and, compiled to WebAssembly, in Node.js.
//!
//! A `#[both::test]` runs in both worlds; a plain `#[test]` only natively, where there are files.

#[cfg(test)]
mod both {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) use core::prelude::v1::test;
    #[cfg(target_arch = "wasm32")]
    pub(crate) use wasm_bindgen_test::wasm_bindgen_test as test;
}
#[cfg(test)]
mod cases;
#[cfg(test)]
mod depth;
#[cfg(test)]
mod determinism;
#[cfg(test)]
mod play;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod seeds;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod world;
