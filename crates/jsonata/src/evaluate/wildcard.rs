//! `*` and `**`.

use super::{Evaluated, Evaluation};
use crate::error::Fault;
use crate::value::{Item, Marks, members};

impl Evaluation<'_> {
    /// The values of all members. Once an array is among them, the result is a plain array.
    #[inline(never)]
    pub(super) fn wildcard(&mut self, input: &Item) -> Evaluated {
        let input = match input.as_list() {
            Some(list) if list.marks.is_outer_wrapper => list.items[0].clone(),
            _ => input.clone(),
        };
        let values: Vec<Item> = match input.items() {
            Some(items) => items.to_vec(),
            None => members(&input).into_iter().map(|(_, value)| value).collect(),
        };
        self.spend(values.len() as u64)?;
        let mut found = Vec::with_capacity(values.len());
        let mut marks = Marks::SEQUENCE;
        for value in values {
            if value.is_array() {
                self.flatten(&value, &mut found, json::MAX_DEPTH)?;
                marks = Marks::PLAIN;
            } else {
                found.push(value);
            }
        }
        Ok(Item::list(found, marks))
    }

    fn flatten(&mut self, item: &Item, out: &mut Vec<Item>, depth: u32) -> Result<(), Fault> {
        let Some(items) = item.items() else {
            out.push(item.clone());
            return Ok(());
        };
        self.check_depth(depth)?;
        for item in items.iter() {
            self.flatten(&item, out, depth - 1)?;
        }
        Ok(())
    }

    /// The value itself and all values inside it; arrays only through their items.
    #[inline(never)]
    pub(super) fn descendants(&mut self, input: &Item) -> Evaluated {
        if input.is_undefined() {
            return Ok(Item::Undefined);
        }
        let mut found = Vec::new();
        self.gather_descendants(input, &mut found, json::MAX_DEPTH)?;
        Ok(Item::sequence(found))
    }

    fn gather_descendants(&mut self, item: &Item, out: &mut Vec<Item>, depth: u32) -> Result<(), Fault> {
        self.check_depth(depth)?;
        self.spend(1)?;
        match item.items() {
            Some(items) => {
                for item in items.iter() {
                    self.gather_descendants(&item, out, depth - 1)?;
                }
            }
            None => {
                out.push(item.clone());
                if matches!(item, Item::Object(_) | Item::Record(_)) {
                    for (_, value) in members(item) {
                        self.gather_descendants(&value, out, depth - 1)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn check_depth(&self, depth: u32) -> Result<(), Fault> {
        if depth == 0 { Err(self.too_deep()) } else { Ok(()) }
    }
}
