//! The shared memory of a running model server: which script comes next, what was asked, how many streams are open.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use memchr::memmem;
use tokio::sync::watch;

use super::{Received, Script};

/// How many requests there were and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests for a completion.
    pub received: usize,
    /// Bodies that are still being sent.
    pub open: usize,
    /// Bodies that were sent to their end.
    pub finished: usize,
    /// Bodies whose reader went away first.
    pub cancelled: usize,
}

pub(super) struct State {
    plan: Mutex<Plan>,
    /// Off for load: parsing and keeping every request would measure the stand-in.
    attentive: bool,
    /// Said, for load, to requests that do not end with the result of a tool.
    first: Option<Script>,
    pub(super) counts: watch::Sender<Counts>,
}

struct Plan {
    queue: VecDeque<Script>,
    rules: Vec<(String, Script)>,
    otherwise: Script,
    received: Vec<Received>,
}

impl State {
    pub(super) fn new(otherwise: Script, attentive: bool, first: Option<Script>) -> Self {
        let plan = Plan { queue: VecDeque::new(), rules: Vec::new(), otherwise, received: Vec::new() };
        Self { plan: Mutex::new(plan), attentive, first, counts: watch::Sender::default() }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_attentive(&self) -> bool {
        self.attentive
    }

    pub(super) fn push(&self, script: Script) {
        self.plan().queue.push_back(script);
    }

    /// The newest rule wins, so that a test can change its mind.
    pub(super) fn when(&self, contains: &str, script: Script) {
        self.plan().rules.insert(0, (contains.to_owned(), script));
    }

    pub(super) fn otherwise(&self, script: Script) {
        self.plan().otherwise = script;
    }

    pub(super) fn received(&self) -> Vec<Received> {
        self.plan().received.clone()
    }

    /// Keeps a request that needs no script.
    pub(super) fn record(&self, request: Received) {
        self.plan().received.push(request);
    }

    pub(super) fn forget(&self) {
        let mut plan = self.plan();
        plan.received.clear();
        plan.queue.clear();
        plan.rules.clear();
    }

    /// The script for a request that is not parsed.
    pub(super) fn unparsed(&self, body: &[u8]) -> Script {
        match &self.first {
            Some(first) if !ends_with_result(body) => first.clone(),
            _ => self.plan().otherwise.clone(),
        }
    }

    /// Keeps the request and decides: the queue first, then the rules, then what is said otherwise.
    pub(super) fn decide(&self, request: Received) -> Script {
        let mut plan = self.plan();
        let asked = request.last_user_message().unwrap_or_default().to_owned();
        plan.received.push(request);
        if let Some(next) = plan.queue.pop_front() {
            return next;
        }
        let rule = plan.rules.iter().find(|(contains, _)| asked.contains(contains.as_str()));
        rule.map_or_else(|| plan.otherwise.clone(), |(_, script)| script.clone())
    }
}

/// Whether the last message is the result of a tool, told by its bytes: parsing would cost what is measured.
fn ends_with_result(body: &[u8]) -> bool {
    const ROLE: &[u8] = br#""role":""#;
    memmem::rfind(body, ROLE).is_some_and(|at| body[at + ROLE.len()..].starts_with(b"tool"))
}

/// Whether a stream is asked for, told by the bytes as well; whoever asks with spaces gets none.
pub(super) fn wants_stream(body: &[u8]) -> bool {
    memmem::find(body, br#""stream":true"#).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_told_by_the_last_role() {
        assert!(ends_with_result(br#"{"messages":[{"role":"user"},{"role":"tool","content":"4"}]}"#));
        assert!(!ends_with_result(br#"{"messages":[{"role":"tool","content":"4"},{"role":"user"}]}"#));
        assert!(!ends_with_result(b"{}"));
    }

    #[test]
    fn a_stream_is_asked_for_by_name() {
        assert!(wants_stream(br#"{"messages":[{"role":"user"}],"stream":true}"#));
        assert!(!wants_stream(br#"{"messages":[],"stream":false}"#) && !wants_stream(b"{}"));
    }
}
