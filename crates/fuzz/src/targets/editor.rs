//! What the page does while somebody types: it draws, completes, explains, finds and renames, anywhere in any text.

use super::Target;
use ::assist::{NoData, complete, definition_of, hover, references, rename};
use ::view::graph::{Direction, Estimate, graph};
use std::rc::Rc;
use text::{Span, apply};

pub(super) const TARGET: Target = Target { name: "editor", run, ..super::definition::TARGET };

fn run(source: &str) {
    let (machine, _) = ::definition::lower(&Rc::new(::json::parse(source).0));
    graph(&machine, Direction::Down, &Estimate::default());
    for (offset, _) in source.char_indices().step_by(29) {
        let fits = |span: Span| assert!(source.get(span.range()).is_some(), "{span:?} at {offset}");
        if let Some(found) = complete(&machine, offset, &NoData) {
            fits(found.replace);
        }
        if let Some(found) = hover(&machine, offset) {
            fits(found.span);
        }
        definition_of(&machine, offset).into_iter().for_each(fits);
    }
    if let Some(state) = machine.states.first().map(|state| state.id) {
        assert!(references(&machine, state).iter().all(|span| source.get(span.range()).is_some()));
        apply(source, &rename(&machine, state, "a \"new\" name").unwrap_or_default());
    }
}
