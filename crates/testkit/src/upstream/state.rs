//! The shared memory of a running model server: which script comes next, what was asked, how many streams are open.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

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
    pub(super) counts: watch::Sender<Counts>,
}

struct Plan {
    queue: VecDeque<Script>,
    rules: Vec<(String, Script)>,
    otherwise: Script,
    received: Vec<Received>,
}

impl State {
    pub(super) fn new(otherwise: Script, attentive: bool) -> Self {
        let plan = Plan { queue: VecDeque::new(), rules: Vec::new(), otherwise, received: Vec::new() };
        Self { plan: Mutex::new(plan), attentive, counts: watch::Sender::default() }
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

    /// The script without a look at the request.
    pub(super) fn unseen(&self) -> Script {
        self.plan().otherwise.clone()
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
