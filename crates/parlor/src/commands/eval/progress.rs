//! A bar on the terminal; silent when standard error is none.

use evals::report::CaseState;
use evals::run::{Attempt, Outcome, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use parking_lot::Mutex;

/// See the module.
pub struct Bar {
    bar: ProgressBar,
    counts: Mutex<Counts>,
}

#[derive(Default)]
struct Counts {
    passed: u64,
    failed: u64,
    other: u64,
}

impl Bar {
    /// A bar that draws nothing before the run begins.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} · {msg} · {eta} left") {
            bar.set_style(style);
        }
        Self { bar, counts: Mutex::default() }
    }

    /// Takes the bar off the terminal.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, units: usize, done: usize) {
        self.bar.set_length(units as u64);
        self.bar.set_position(done as u64);
        // What an earlier run did says nothing about how fast this one is.
        self.bar.reset_eta();
    }

    fn done(&self, attempt: &Attempt) {
        let message = {
            let mut counts = self.counts.lock();
            match attempt.outcome.total().and_then(|total| total.passed) {
                Some(true) => counts.passed += 1,
                Some(false) => counts.failed += 1,
                None => counts.other += 1,
            }
            let mut message = format!(
                "{} {}, {} {}",
                counts.passed,
                CaseState::Passed.as_str(),
                counts.failed,
                CaseState::Failed.as_str()
            );
            if counts.other > 0 {
                message.push_str(&format!(", {} other", counts.other));
            }
            message
        };
        self.bar.set_message(message);
        if let Outcome::Unscored { reason } = &attempt.outcome {
            self.bar.println(format!("{}: {reason}", attempt.unit));
        }
        self.bar.inc(1);
    }
}
