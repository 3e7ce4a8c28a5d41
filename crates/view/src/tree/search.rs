//! Finding a text in a value.

use super::{TreePath, TreeStep, json_text};
use json::Value;

/// Places that a search gives at most.
const FOUND_AT_MOST: usize = 100;

/// The places whose key or value holds `keyword`, in any case and in the order of the value.
pub fn search(value: &Value, keyword: &str) -> Vec<TreePath> {
    let mut search = Search { keyword: keyword.to_lowercase(), found: Vec::new() };
    if !keyword.is_empty() {
        search.look(value, &mut TreePath::new());
    }
    search.found
}

struct Search {
    keyword: String,
    found: Vec<TreePath>,
}

impl Search {
    fn look(&mut self, value: &Value, path: &mut TreePath) {
        match value {
            Value::Object(object) => {
                for (key, member) in object.iter() {
                    let is_named = self.holds(key);
                    self.look_inside(TreeStep::Key(key.clone()), member, path, is_named);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.look_inside(TreeStep::Index(index), item, path, false);
                }
            }
            Value::String(text) => match json_text(value) {
                Some(parsed) => {
                    path.push(TreeStep::Parsed);
                    self.look(&parsed, path);
                    path.pop();
                }
                None if self.holds(text) => self.add(path),
                None => {}
            },
            other if self.holds(&other.to_string()) => self.add(path),
            _ => {}
        }
    }

    fn look_inside(&mut self, step: TreeStep, value: &Value, path: &mut TreePath, is_named: bool) {
        if self.found.len() >= FOUND_AT_MOST {
            return;
        }
        path.push(step);
        if is_named {
            self.add(path);
        }
        let before = self.found.len();
        self.look(value, path);
        // A value whose key was found already is not found twice.
        if is_named && self.found.get(before) == Some(path) {
            self.found.remove(before);
        }
        path.pop();
    }

    fn holds(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.keyword)
    }

    fn add(&mut self, path: &TreePath) {
        if self.found.len() < FOUND_AT_MOST {
            self.found.push(path.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::value;
    use crate::tree::path_text;

    #[test]
    fn keys_and_values_are_found_where_they_stand() {
        let data = value(r#"{"Exit":{"code":9,"Reason":"exit"},"list":[{"a":19},null],"Cause":"{\"ExitCode\":9}"}"#);
        for (keyword, expected) in [
            ("exit", &["$.Exit", "$.Exit.Reason", "$.Cause → ExitCode"][..]),
            ("9", &["$.Exit.code", "$.list[0].a", "$.Cause → ExitCode"]),
            ("NULL", &["$.list[1]"]),
            ("", &[]),
            ("nothing", &[]),
        ] {
            let found: Vec<String> = search(&data, keyword).iter().map(|path| path_text(path)).collect();
            assert_eq!(found, expected, "{keyword}");
        }
    }
}
