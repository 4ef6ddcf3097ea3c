//! Node and the web packages. The Node that runs everything is itself a pinned package, so that all machines agree.

use std::{env, fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{
    process::{program, run, succeeds},
    repository,
};

/// Installs the web packages unless what is installed already is what the lock file says.
pub fn ensure() -> Result<()> {
    if !is_installed() {
        if !succeeds(program("npm").arg("--version")) {
            bail!("npm is needed: install Node.js (20 or newer) with npm and run this again");
        }
        println!("Installing the web packages …");
        run(program("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    }
    if !binary().is_file() {
        run(program("npm").args(["rebuild", "node"]))?;
    }
    Ok(())
}

/// `npm …` on the pinned Node.
pub fn npm() -> Result<Command> {
    on_pinned_node("npm")
}

/// A program of the installed packages on the pinned Node, such as `eslint`.
pub fn tool(name: &str) -> Result<Command> {
    on_pinned_node(name)
}

fn on_pinned_node(name: &str) -> Result<Command> {
    let modules = repository::root().join("node_modules");
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = [modules.join("node/bin"), modules.join(".bin")];
    let path = env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))?;
    // The program is looked up in the new PATH, not in this process's.
    let mut command = program("/usr/bin/env");
    command.arg(name).env("PATH", path);
    Ok(command)
}

fn binary() -> PathBuf {
    repository::root().join("node_modules/node/bin/node")
}

/// npm keeps a record of what it installed. It agrees with the lock file when every package that must be there is there
/// in the same version; packages for other platforms are only in the lock file.
fn is_installed() -> bool {
    let read = |path: &str| -> Result<Value> {
        let text = fs::read_to_string(repository::root().join(path)).with_context(|| format!("no {path}"))?;
        Ok(serde_json::from_str(&text)?)
    };
    let (Ok(wanted), Ok(installed)) = (read("package-lock.json"), read("node_modules/.package-lock.json"))
    else {
        return false;
    };
    agrees(&wanted["packages"], &installed["packages"])
}

fn agrees(wanted: &Value, installed: &Value) -> bool {
    let Some(wanted) = wanted.as_object() else { return false };
    let required = wanted.iter().filter(|(path, package)| {
        path.contains("node_modules/") && package["optional"] != true && package["devOptional"] != true
    });
    required.into_iter().all(|(path, package)| installed[path]["version"] == package["version"])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::agrees;

    #[test]
    fn a_package_in_another_version_or_missing_means_install_again() {
        let wanted = json!({
            "": {"name": "root"},
            "node_modules/a": {"version": "1.0.0"},
            "node_modules/for-another-platform": {"version": "1.0.0", "optional": true},
        });
        assert!(agrees(&wanted, &json!({"node_modules/a": {"version": "1.0.0"}})));
        assert!(!agrees(&wanted, &json!({"node_modules/a": {"version": "1.0.1"}})));
        assert!(!agrees(&wanted, &json!({})));
    }
}
