//! A Chromium for the tests.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{folder_on_path, path_from_environment};
use crate::Outcome;
use crate::process::{command, output, run};

const CHROMIUMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// With a font for the languages that the page speaks, so that screenshots show them.
const DEBIAN_PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// The browser's program, and the one that drives it for wasm-bindgen's tests.
pub(crate) struct Browser {
    chromium: PathBuf,
    chromedriver: PathBuf,
}

impl Browser {
    /// From `CHROMIUM` and `CHROMEDRIVER`, else from PATH, else from Debian.
    pub(crate) fn find_or_install() -> Outcome<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        let packages = DEBIAN_PACKAGES.join(" ");
        if is_debian() && is_root() {
            println!("Installing {packages} from Debian.");
            run(&mut apt(&["update"]))?;
            run(apt(&["install", "--yes", "--no-install-recommends"]).args(DEBIAN_PACKAGES))?;
        }
        Self::find().ok_or_else(|| {
            format!(
                "Install Chromium and its chromedriver, of the same version (Debian: apt-get install {packages}), \
                 or name the programs in the variables CHROMIUM and CHROMEDRIVER."
            )
        })
    }

    fn find() -> Option<Self> {
        Some(Self {
            chromium: program("CHROMIUM", &CHROMIUMS)?,
            chromedriver: program("CHROMEDRIVER", &["chromedriver"])?,
        })
    }

    /// `command`, told where the browser is.
    pub(crate) fn named_in<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("CHROMIUM", &self.chromium).env("CHROMEDRIVER", &self.chromedriver)
    }
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    path_from_environment(variable)
        .or_else(|| names.iter().find_map(|name| folder_on_path(name).map(|folder| folder.join(name))))
}

fn apt(arguments: &[&str]) -> Command {
    let mut apt = command("apt-get", arguments);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

fn is_root() -> bool {
    output(&mut command("id", &["-u"])).is_some_and(|id| id == "0")
}
