//! What each stage of `cargo xtask test` runs.

use anyhow::{Result, bail};

use crate::{
    commands::{
        setup::{DENY, NEXTEST},
        tidy, web,
    },
    tools::{
        cargo::{self, cargo},
        chromium, node,
        postgres::{Postgres, URL_VARIABLE},
        process::{output, program, run},
        repository, weights,
    },
};

pub fn tidy() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--", "--check"]))?;
    tidy::look()
}

/// Without advisories: that database is a git repository which a machine behind a package mirror cannot reach.
pub fn deny() -> Result<()> {
    cargo::ensure(DENY.0, DENY.1)?;
    run(cargo().args(["deny", "--all-features", "--locked", "check", "bans", "licenses", "sources"]))
}

pub fn web_check() -> Result<()> {
    node::ensure()?;
    generated_client_is_fresh()?;
    npm(&["run", "typecheck", "--workspaces", "--if-present"])?;
    run(node::tool("eslint")?.args(["--max-warnings", "0", "."]))?;
    run(node::tool("knip")?.args(["--no-progress"]))
}

/// Generating again must change nothing.
fn generated_client_is_fresh() -> Result<()> {
    let folder = "packages/api-client";
    let state = || {
        output(program("git").args(["status", "--porcelain", "--", folder])).and_then(|listed| {
            let content = output(program("git").args(["diff", "--", folder]))?;
            Ok(listed + &content)
        })
    };
    let before = state()?;
    npm(&["run", "generate", "--workspace", "@parlor/api-client"])?;
    if state()? != before {
        bail!(
            "{folder} does not fit docs/openapi.json: commit what `npm run generate -w @parlor/api-client` makes"
        );
    }
    Ok(())
}

pub fn web_test() -> Result<()> {
    node::ensure()?;
    ["@parlor/chat-client", "@parlor/api-client", "@parlor/widget", "@parlor/react", "@parlor/dashboard"]
        .iter()
        .try_for_each(|package| npm(&["run", "test", "--if-present", "--workspace", package]))
}

pub fn web_build() -> Result<()> {
    web::Web {}.run()?;
    npm(&["run", "size", "--workspaces", "--if-present"])
}

pub fn clippy() -> Result<()> {
    run(cargo().args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

pub fn rust() -> Result<()> {
    cargo::ensure(NEXTEST.0, NEXTEST.1)?;
    weights::ensure()?;
    let mut tests = cargo();
    tests.args(["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]);
    if std::env::var_os(URL_VARIABLE).is_some() {
        return run(&mut tests);
    }
    // Held until the tests are over; dropping it stops the server, also when they fail.
    let server = Postgres::start()?;
    run(tests.env(URL_VARIABLE, server.url()))
}

pub fn browser() -> Result<()> {
    node::ensure()?;
    weights::ensure()?;
    let browser = chromium::ensure()?;
    // The same selection as the Rust tests, so that what those have built is not built again with other features.
    run(cargo().args(["test", "--locked", "--quiet", "--workspace", "--no-run"]))?;
    let mut tests = node::npm()?;
    tests.args(["run", "test", "--workspace", "@parlor/e2e"]);
    tests.env("PARLOR_CHROMIUM", browser).env("PARLOR_BINARIES", repository::target().join("debug"));
    run(&mut tests)
}

fn npm(arguments: &[&str]) -> Result<()> {
    run(node::npm()?.args(arguments))
}
