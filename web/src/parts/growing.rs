//! Long lists whose rows differ in height: as many are made as have been scrolled to.

use web_sys::Element;
use yew::prelude::*;

/// Rows that are made at first, and each time that the end of the list comes near.
const AT_A_TIME: usize = 40;

/// How many of `count` rows of the scrolling element `node` to make, and what to hear its scrolling with.
#[hook]
pub fn use_growing(node: &NodeRef, count: usize) -> (usize, Callback<Event>) {
    let made = use_state_eq(|| AT_A_TIME);
    let onscroll = {
        let (made, node) = (made.clone(), node.clone());
        Callback::from(move |_| {
            let Some(list) = node.cast::<Element>() else { return };
            let left = list.scroll_height() - list.scroll_top() - list.client_height();
            if left < list.client_height() && *made < count {
                made.set(*made + AT_A_TIME);
            }
        })
    };
    ((*made).min(count), onscroll)
}
