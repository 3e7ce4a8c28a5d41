//! Which panes and tabs are open. Not kept: a reload starts from the usual arrangement.

use definition::StateId;
use design::Exit;
use std::rc::Rc;
use yew::Reducible;

/// Tabs of Author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the tabs'")]
pub enum AuthorTab {
    #[default]
    Definition,
    Input,
    Scenario,
    Machines,
}

/// Tabs of the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the tabs'")]
pub enum InspectorTab {
    #[default]
    DataFlow,
    Why,
    Retry,
    Events,
    Definition,
    Lab,
}

/// Tabs of the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the tabs'")]
pub enum TimelineTab {
    #[default]
    Table,
    Events,
    Variables,
    Notices,
    Workers,
    Output,
    Breakpoints,
    Compare,
}

/// How the graph pane shows the states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphMode {
    /// Drawn.
    #[default]
    Graph,
    /// As a table: the same for a screen reader.
    Table,
}

/// What a phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the destinations'")]
pub enum Destination {
    Graph,
    #[default]
    DataFlow,
    Author,
    Timeline,
}

/// How far the inspector's sheet is drawn up on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Sheet {
    Head,
    #[default]
    Half,
    Full,
}

/// Which panes and tabs are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Tab of Author.
    pub author: AuthorTab,
    /// Is Author opened from its rail, over the graph?
    pub author_open: bool,
    /// Tab of the inspector.
    pub inspector: InspectorTab,
    /// Tab of the timeline.
    pub timeline: TimelineTab,
    /// How the graph pane shows the states.
    pub graph: GraphMode,
    /// What a phone shows.
    pub destination: Destination,
    /// How far the inspector's sheet is drawn up.
    pub sheet: Sheet,
    /// Is the list of keys open?
    pub keys_open: bool,
    /// Where a state is being added.
    pub adding: Option<Exit>,
    /// Which transition is being led elsewhere: then a press on a state says where.
    pub connecting: Option<Exit>,
    /// The state that is being moved to another place, which is asked for.
    pub moving: Option<StateId>,
    /// What of the palette hangs on the pointer, by its place there: it is let go onto a transition.
    pub carrying: Option<usize>,
    /// Does the graph show what the runs so far went through?
    pub shows_coverage: bool,
    /// So many states and transitions are drawn, seen or not, for a picture of the graph.
    pub drawn_anyway: usize,
    /// Does the graph fill the page?
    pub is_graph_full: bool,
    /// Is the command palette open?
    pub palette_open: bool,
    /// The state that is being renamed.
    pub renaming: Option<StateId>,
}

/// A change of the arrangement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    /// Show a tab of Author.
    Author(AuthorTab),
    /// Open a tab of Author from the rail, or close it when it is open.
    Rail(AuthorTab),
    /// Close Author where it lies over the graph.
    CloseAuthor,
    /// Show a tab of the inspector.
    Inspector(InspectorTab),
    /// Show a tab of the timeline.
    Timeline(TimelineTab),
    /// Show the states drawn or as a table.
    Graph(GraphMode),
    /// Go somewhere on a phone.
    Go(Destination),
    /// Draw the inspector's sheet up to a stop.
    Sheet(Sheet),
    /// Open or close the list of keys.
    Keys(bool),
    /// Choose a state to add somewhere, or do not.
    Adding(Option<Exit>),
    /// Choose where a transition leads, or do not.
    Connecting(Option<Exit>),
    /// Choose where a state is moved to, or do not.
    Moving(Option<StateId>),
    /// Let something of the palette hang on the pointer, or no longer.
    Carrying(Option<usize>),
    /// Show what the runs so far went through, or where the run stands.
    Coverage(bool),
    /// Draw so many states and transitions for a picture, seen or not.
    DrawAnyway(usize),
    /// Let the graph fill the page, or not.
    FillWithGraph(bool),
    /// Open or close the command palette.
    Palette(bool),
    /// Rename a state, or no longer.
    Rename(Option<StateId>),
    /// Bring a tab of Author into view, wherever it is folded away.
    Reveal(AuthorTab),
}

impl Reducible for Arrangement {
    type Action = Arrange;

    fn reduce(self: Rc<Self>, action: Arrange) -> Rc<Self> {
        let mut next = *self;
        match action {
            Arrange::Author(tab) => next.author = tab,
            Arrange::Rail(tab) => {
                next.author_open = !(self.author_open && self.author == tab);
                next.author = tab;
            }
            Arrange::CloseAuthor => next.author_open = false,
            Arrange::Inspector(tab) => next.inspector = tab,
            Arrange::Timeline(tab) => next.timeline = tab,
            Arrange::Graph(mode) => next.graph = mode,
            Arrange::Go(destination) => {
                next.destination = destination;
                next.sheet = if destination == Destination::Graph { Sheet::Head } else { Sheet::Half };
            }
            Arrange::Sheet(sheet) => next.sheet = sheet,
            Arrange::Keys(open) => next.keys_open = open,
            Arrange::Adding(exit) => next.adding = exit,
            Arrange::Connecting(exit) => next.connecting = exit,
            Arrange::Moving(state) => next.moving = state,
            Arrange::Carrying(template) => (next.carrying, next.adding) = (template, None),
            Arrange::Coverage(on) => next.shows_coverage = on,
            Arrange::DrawAnyway(count) => next.drawn_anyway = count,
            Arrange::FillWithGraph(full) => next.is_graph_full = full,
            Arrange::Palette(open) => next.palette_open = open,
            Arrange::Rename(state) => next.renaming = state,
            Arrange::Reveal(tab) => {
                (next.author, next.author_open, next.destination) = (tab, true, Destination::Author);
                next.sheet = Sheet::Half;
            }
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(actions: &[Arrange]) -> Arrangement {
        *actions.iter().fold(Rc::new(Arrangement::default()), |state, &action| state.reduce(action))
    }

    #[test]
    fn the_rail_opens_and_closes_author() {
        let rail = Arrange::Rail(AuthorTab::Input);
        assert!(after(&[rail]).author_open);
        assert!(!after(&[rail, rail]).author_open);
        let other = after(&[rail, Arrange::Rail(AuthorTab::Scenario)]);
        assert!(other.author_open && other.author == AuthorTab::Scenario);
    }

    #[test]
    fn the_graph_on_a_phone_lowers_the_sheet() {
        assert_eq!(after(&[Arrange::Go(Destination::Graph)]).sheet, Sheet::Head);
        assert_eq!(after(&[Arrange::Go(Destination::Graph), Arrange::Go(Destination::DataFlow)]).sheet, Sheet::Half);
    }
}
