//! `parlor eval compare`.

use std::path::Path;
use std::process::ExitCode;

use evals::report::compare::compare;
use evals::report::table;

use super::files;

/// Prints what changed; regressions first.
#[expect(clippy::print_stdout, reason = "the comparison is this command's output")]
pub fn run(before: &Path, after: &Path, json: bool, seed: u64) -> anyhow::Result<ExitCode> {
    let comparison = compare(&files::report(before)?, &files::report(after)?, seed);
    if json {
        println!("{}", serde_json::to_string_pretty(&comparison)?);
    } else {
        print!("{}", table::comparison(&comparison, None));
    }
    Ok(ExitCode::from(u8::from(comparison.regressed > 0)))
}
