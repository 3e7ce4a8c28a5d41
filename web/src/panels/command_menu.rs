//! A menu of commands, each with its key: so that nobody needs a keyboard for them, and who has one learns the key.

use crate::commands::{BINDINGS, Command};
use crate::context::*;
use crate::hooks::use_command;
use crate::parts::{Glyph, Menu, MenuItem, part};
use yew::prelude::*;

/// Properties of [`CommandMenu`].
#[derive(PartialEq, Properties)]
pub(crate) struct CommandMenuProps {
    /// Its name.
    pub label: AttrValue,
    /// The commands.
    pub commands: &'static [Command],
}

/// The menu, behind three dots.
#[component]
pub(crate) fn CommandMenu(props: &CommandMenuProps) -> Html {
    let messages = use_messages();
    let command = use_command();
    let commands = props.commands;
    let item = |(at, &command): (usize, &Command)| {
        let binding = BINDINGS.iter().find(|binding| binding.command == command)?;
        let item = MenuItem::new(at, messages.text(binding.name));
        Some(if binding.keys.is_empty() { item } else { item.detail(binding.keys) })
    };
    let items = commands.iter().enumerate().filter_map(item).collect::<Vec<_>>();
    let onchoose = move |at: usize| commands.get(at).into_iter().for_each(|&asked| command.emit(asked));
    part!(Menu<usize> { label: &props.label, glyph: Glyph::More, icon_only: true, from_end: true, class: "quiet", items, onchoose })
}
