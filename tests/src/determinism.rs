//! The same ground state gives the same history, natively and in WebAssembly.

use host::Seed;

use crate::both;

/// Written down once: a run that somebody saved must look the same for ever.
#[both::test]
fn chance_is_the_same_everywhere() {
    let mut stream = Seed(1).split("jitter").split_number(2).stream();
    assert_eq!(stream.uuid(), "f1a0b2aa-39c3-409b-a73f-15fb195345ae");
    assert_eq!(stream.unit(), 0.677_839_863_545_459_8);
}
