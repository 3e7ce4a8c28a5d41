//! Icons: 16 × 16, strokes of 1.5 px, drawn for this page.
//!
//! Each is drawn once, in a sprite, and used from there by name.

use yew::prelude::*;

/// The paths of one icon.
#[derive(Clone, Copy)]
struct Drawing {
    /// Drawn as a line.
    stroke: &'static str,
    /// Filled.
    fill: &'static str,
    /// Drawn as a faint line.
    faint: &'static str,
    /// Drawn as a dashed line.
    dashed: &'static str,
}

const NOTHING: Drawing = Drawing { stroke: "", fill: "", faint: "", dashed: "" };

macro_rules! icons {
    ($($name:ident { $($part:ident: $path:literal),+ })+) => {
        /// Names an icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the drawings speak for themselves")]
        pub enum Glyph {
            $($name,)+
        }

        impl Glyph {
            const ALL: &[Self] = &[$(Self::$name,)+];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }

            fn drawing(self) -> Drawing {
                match self {
                    $(Self::$name => Drawing { $($part: $path,)+ ..NOTHING },)+
                }
            }
        }
    };
}

impl Glyph {
    /// What `<use href>` asks for.
    pub fn href(self) -> String {
        format!("#icon-{}", self.name())
    }
}

/// An icon. It is never the only carrier of a meaning, so it is hidden from screen readers.
pub fn icon(glyph: Glyph) -> Html {
    classed_icon(glyph, "")
}

/// An icon with further classes.
pub fn classed_icon(glyph: Glyph, class: &'static str) -> Html {
    html! {
        <svg class={classes!("icon", class)} aria-hidden="true"><use href={glyph.href()} /></svg>
    }
}

/// All icons, once on the page.
pub fn sprite() -> Html {
    html! {
        <svg width="0" height="0" class="sprite" aria-hidden="true">
            <defs>{ for Glyph::ALL.iter().map(|&glyph| symbol(glyph)) }</defs>
        </svg>
    }
}

fn symbol(glyph: Glyph) -> Html {
    let Drawing { stroke, fill, faint, dashed } = glyph.drawing();
    let line = |path: &'static str, opacity: Option<&'static str>, dashes: Option<&'static str>| {
        (!path.is_empty()).then(|| {
            html! {
                <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
                    stroke-linejoin="round" {opacity} stroke-dasharray={dashes} />
            }
        })
    };
    html! {
        <symbol id={format!("icon-{}", glyph.name())} viewBox="0 0 16 16">
            { line(stroke, None, None) }
            { line(faint, Some(".35"), None) }
            { line(dashed, None, Some("2.2 2.3")) }
            if !fill.is_empty() {
                <path d={fill} fill="currentColor" />
            }
        </symbol>
    }
}

icons! {
    Idle { dashed: "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0" }
    Progress { stroke: "M8 2.25a5.75 5.75 0 0 1 5.75 5.75", fill: "M6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0", faint: "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0" }
    Succeeded { stroke: "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0M5.4 8.2l1.9 1.9 3.4-3.8" }
    Failed { stroke: "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2" }
    Caught { stroke: "M8 2.4l6 10.6H2zM8 6.4v3", fill: "M7.1 11.2a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0" }
    Cancelled { stroke: "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0 -11.5 0M5.3 8h5.4" }
    Task { stroke: "M8 1.9l5.3 3v6.2L8 14.1l-5.3-3V4.9zM2.9 5l5.1 2.9L13.1 5M8 7.9v6" }
    Choice { stroke: "M8 1.8L14.2 8 8 14.2 1.8 8zM6.2 9.6L8 7.8l1.8 1.8M8 7.8V5.4" }
    Wait { stroke: "M2.1 8a5.9 5.9 0 1 0 11.8 0a5.9 5.9 0 1 0 -11.8 0M8 4.7V8l2.3 1.6" }
    Pass { stroke: "M2 8h11M9.4 4.4L13 8l-3.6 3.6M4.5 4.2v7.6" }
    Parallel { stroke: "M8 1.8v2.4M4 6.4V12M12 6.4V12M4 6.4a2.2 2.2 0 0 1 2.2-2.2h3.6A2.2 2.2 0 0 1 12 6.4M2.2 10.3L4 12.1l1.8-1.8M10.2 10.3l1.8 1.8 1.8-1.8" }
    Map { stroke: "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3" }
    Succeed { stroke: "M4 14V2.6h8.4l-2 3 2 3H4" }
    Fail { stroke: "M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4zM8 4.9v3.5", fill: "M7.1 10.9a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0 -1.8 0" }
    ToStart { stroke: "M3.5 3v10M12.5 3.4v9.2L6.2 8z" }
    StepBack { stroke: "M10.5 3.4v9.2L4.2 8zM13 4v8" }
    Step { stroke: "M5.5 3.4v9.2L11.8 8zM3 4v8" }
    StepOver { stroke: "M2.2 9.2a5.9 5.9 0 0 1 11-1.4M13.6 4.4l-.3 3.5-3.4-.6", fill: "M6.4 12a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0" }
    StepOut { stroke: "M8 9.4V2.4M4.9 5.2L8 2.1l3.1 3.1", fill: "M6.4 12.6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0" }
    StepInto { stroke: "M8 1.6v7M4.9 5.8L8 8.9l3.1-3.1", fill: "M6.4 12.6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0" }
    Run { stroke: "M4.5 2.9v10.2L12.8 8z" }
    Pause { stroke: "M5.4 3v10M10.6 3v10" }
    ToEnd { stroke: "M12.5 3v10M3.5 3.4v9.2L9.8 8z" }
    Down { stroke: "M4.5 6.3L8 9.8l3.5-3.5" }
    Right { stroke: "M6.3 4.5L9.8 8l-3.5 3.5" }
    Up { stroke: "M4.5 9.8L8 6.3l3.5 3.5" }
    Left { stroke: "M9.8 4.5L6.3 8l3.5 3.5" }
    Plus { stroke: "M8 3.2v9.6M3.2 8h9.6" }
    Minus { stroke: "M3.2 8h9.6" }
    Fit { stroke: "M2.5 5.5v-3h3M13.5 5.5v-3h-3M2.5 10.5v3h3M13.5 10.5v3h-3M6.4 5.9h3.2a1 1 0 0 1 1 1v2.2a1 1 0 0 1 -1 1h-3.2a1 1 0 0 1 -1 -1v-2.2a1 1 0 0 1 1 -1z" }
    AddState { stroke: "M3.4 2.6h9.2a1 1 0 0 1 1 1v2.8a1 1 0 0 1 -1 1h-9.2a1 1 0 0 1 -1 -1v-2.8a1 1 0 0 1 1 -1zM8 9.4v5M5.5 11.9h5" }
    Full { stroke: "M9.4 2.6h4v4M13.2 2.8L9.6 6.4M6.6 13.4h-4v-4M2.8 13.2l3.6 -3.6" }
    Layout { stroke: "M6.4 2h3.2a1 1 0 0 1 1 1v1.4a1 1 0 0 1 -1 1h-3.2a1 1 0 0 1 -1 -1v-1.4a1 1 0 0 1 1 -1zM2.8 10.6h3a1 1 0 0 1 1 1v1.4a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-1.4a1 1 0 0 1 1 -1zM10.2 10.6h3a1 1 0 0 1 1 1v1.4a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-1.4a1 1 0 0 1 1 -1zM8 5.4v2.6M4.3 10.6V8h7.4v2.6" }
    Download { stroke: "M8 2.4v7.4M4.9 6.9L8 10l3.1-3.1M2.8 13.4h10.4" }
    Pin { stroke: "M6 2.4h4M6.8 2.4v4L4.6 9h6.8L9.2 6.4v-4M8 9v4.8" }
    Close { stroke: "M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6" }
    More { fill: "M2.1 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0M6.7 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0M11.3 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0" }
    Share { stroke: "M9.6 2.6h3.8v3.8M13.2 2.8L7.6 8.4M11.6 9v3.4a1.2 1.2 0 0 1-1.2 1.2H3.8a1.2 1.2 0 0 1-1.2-1.2V5.8a1.2 1.2 0 0 1 1.2-1.2H7" }
    Globe { stroke: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M2 8h12M8 2c-4 3.8-4 8.2 0 12M8 2c4 3.8 4 8.2 0 12" }
    Sun { stroke: "M5.2 8a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1" }
    Moon { stroke: "M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z" }
    Help { stroke: "M2 8a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M6.3 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.4", fill: "M7.15 11.4a.85 .85 0 1 0 1.7 0a.85 .85 0 1 0 -1.7 0" }
    Fix { stroke: "M8 1.8a4.3 4.3 0 0 0-2.4 7.9c.4.3.6.7.6 1.2h3.6c0-.5.2-.9.6-1.2A4.3 4.3 0 0 0 8 1.8zM6.4 13.6h3.2" }
    Why { stroke: "M2.6 3.4h10.8v7.4H8.6L5.6 13.4v-2.6h-3zM5.4 6.2h5.2M5.4 8.2h3.4" }
    Thread { stroke: "M4 4.9v3.2a3 3 0 0 0 3 3h2.2M2.4 3.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M9.5 11.1a1.9 1.9 0 1 0 3.8 0a1.9 1.9 0 1 0 -3.8 0" }
    Container { stroke: "M3.8 3.4h8.4a1.6 1.6 0 0 1 1.6 1.6v6a1.6 1.6 0 0 1 -1.6 1.6h-8.4a1.6 1.6 0 0 1 -1.6 -1.6v-6a1.6 1.6 0 0 1 1.6 -1.6zM5.4 3.6v8.8M8 3.6v8.8M10.6 3.6v8.8" }
    Clock { stroke: "M2.1 8a5.9 5.9 0 1 0 11.8 0a5.9 5.9 0 1 0 -11.8 0M8 4.7V8l2.3 1.6" }
    Code { stroke: "M5.6 4.4L2 8l3.6 3.6M10.4 4.4L14 8l-3.6 3.6" }
    Graph { stroke: "M3 2.2h3.4a1 1 0 0 1 1 1v1.8a1 1 0 0 1 -1 1h-3.4a1 1 0 0 1 -1 -1v-1.8a1 1 0 0 1 1 -1zM9.6 10h3.4a1 1 0 0 1 1 1v1.8a1 1 0 0 1 -1 1h-3.4a1 1 0 0 1 -1 -1v-1.8a1 1 0 0 1 1 -1zM4.7 6v3a3 3 0 0 0 3 3h.9" }
    Flow { stroke: "M2.4 3.4h7.2M2.4 8h11.2M2.4 12.6h7.2" }
    Time { stroke: "M2.2 4h5.2M5.4 8h6M8.6 12h5.2" }
    Input { stroke: "M6 2.6H3.6A1.2 1.2 0 0 0 2.4 3.8v8.4a1.2 1.2 0 0 0 1.2 1.2H6M13.6 8H6M8.8 5L5.8 8l3 3" }
    Machines { stroke: "M3.2 2.2h6a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1zM6.8 9h6a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1z" }
    Book { stroke: "M8 4.2C6.6 3 4.6 2.8 2.4 3v9.4c2.2-.2 4.2 0 5.6 1.2 1.4-1.2 3.4-1.4 5.6-1.2V3C11.4 2.8 9.4 3 8 4.2zM8 4.2v9.2" }
    Coverage { stroke: "M2.6 8.8l2.6 2.6L10 6M7.6 11l.5.5L13.4 5.6" }
    Both { stroke: "M2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0M6.2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0" }
    Here { faint: "M6.2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0", fill: "M2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0" }
    There { faint: "M2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0", fill: "M6.2 8a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0 -7.8 0" }
    Check { stroke: "M3 8.6l3.4 3.4L13.2 4.6" }
    Filter { stroke: "M2.4 3.4h11.2L9.4 8.6v4l-2.8 1.2V8.6z" }
    Branch { stroke: "M2.8 3.6a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M2.8 12.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M10 5.2a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M4.4 5.2v5.6M11.6 6.8c0 2.6-3 2.4-5.4 3.4" }
    Follow { stroke: "M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M8 1.2v3M8 11.8v3M1.2 8h3M11.8 8h3", fill: "M6.8 8a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0" }
    Keyboard { stroke: "M3 4h10a1.4 1.4 0 0 1 1.4 1.4v5.2a1.4 1.4 0 0 1 -1.4 1.4h-10a1.4 1.4 0 0 1 -1.4 -1.4v-5.2a1.4 1.4 0 0 1 1.4 -1.4zM4.2 6.6h.1M6.8 6.6h.1M9.3 6.6h.1M11.8 6.6h.1M5 9.4h6" }
}
