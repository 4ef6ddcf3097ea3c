//! What begins by itself, and when: the runs of a gate after tools or documents changed, the run of the night, a look at feedback. Each is
//! claimed once, whichever of many nodes sees it first, by putting a job in the place of what was due.

use std::time::Duration;

use super::start::{StartError, Wish, queue};
use super::{Run, RunStatus, Trigger};
use crate::clock::{Clock, Timestamp};
use crate::document::DocumentStatus;
use crate::id::{AgentId, EvalRunId, Ids, TenantId};
use crate::job::{Job, JobKind};
use crate::page::PageRequest;
use crate::storage::{StorageError, StorageResult, TenantStore};
use crate::tenant::Directory;

/// Tools and documents are evaluated when they have not changed for this long.
pub const QUIET: Duration = Duration::from_secs(3);
/// How much is claimed in one go.
const BATCH: u32 = 100;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;
/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;

/// Something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub tenant: TenantId,
    /// Of which agent.
    pub agent: AgentId,
    /// What.
    pub what: What,
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Tools or documents of an agent with a gate have changed and are quiet: so many changes there were.
    Gate {
        /// The count of changes.
        changes: i64,
    },
    /// The run of the night.
    Night {
        /// When it was planned for.
        planned: Timestamp,
        /// The hour, UTC.
        hour: u8,
    },
    /// A look at the feedback of a version.
    Feedback {
        /// When it was planned for.
        planned: Timestamp,
    },
}

impl Due {
    /// What a worker does about it.
    fn job(&self, ids: &dyn Ids) -> JobKind {
        let agent_id = self.agent;
        match self.what {
            What::Gate { .. } => JobKind::RefreshGate { agent_id },
            What::Night { .. } => JobKind::EvaluateNightly { agent_id, run_id: ids.next() },
            What::Feedback { .. } => JobKind::CheckFeedback { agent_id },
        }
    }

    /// When it is due again.
    fn next(&self, now: Timestamp, feedback_every: Duration) -> Option<Timestamp> {
        match self.what {
            What::Gate { .. } => None,
            What::Night { hour, .. } => Some(next_night(now, hour)),
            What::Feedback { .. } => Some(now.plus(feedback_every)),
        }
    }
}

/// The next time that it is this hour, UTC: after `now`, so that nights that were missed are not made up for.
pub fn next_night(now: Timestamp, hour: u8) -> Timestamp {
    let today = now.as_millis().div_euclid(DAY) * DAY + i64::from(hour) * HOUR;
    Timestamp::from_millis(if today > now.as_millis() { today } else { today + DAY })
}

/// Puts jobs in the place of what is due; how many. Feedback is due again after `feedback_every`.
pub async fn claim(
    directory: &dyn Directory,
    clock: &dyn Clock,
    ids: &dyn Ids,
    feedback_every: Duration,
) -> StorageResult<u32> {
    let now = clock.now();
    let mut claimed = 0;
    for due in directory.due(now, now.minus(QUIET), BATCH).await? {
        let job = Job::due(ids.next(), due.job(ids), now);
        claimed += u32::from(directory.claim_due(&due, due.next(now, feedback_every), &job).await?);
    }
    Ok(claimed)
}

/// Whether documents of the agent are still being read; the newest are the last to be.
pub async fn is_reading(store: &dyn TenantStore, agent: AgentId) -> StorageResult<bool> {
    let page = PageRequest { limit: PageRequest::MAX, ..PageRequest::first() };
    let documents = store.documents(agent, page).await?.items;
    Ok(documents.iter().any(|document| {
        matches!(
            document.status,
            DocumentStatus::Queued | DocumentStatus::Extracting | DocumentStatus::Embedding
        )
    }))
}

/// Queues the live version's run of a night: the suites of the gate, or all of them. Nothing when this run is there already, nobody wants
/// nights any more or there is no case.
pub async fn begin_night(
    store: &dyn TenantStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    agent: AgentId,
    run: EvalRunId,
) -> StorageResult<()> {
    let (Some(agent), gate) = (store.agent(agent).await?, store.gate(agent).await?) else { return Ok(()) };
    if gate.nightly.is_none() || store.run(run).await?.is_some() {
        return Ok(());
    }
    let suites = gate.suites.iter().map(|wanted| wanted.suite_id).collect();
    let wish =
        Wish { trigger: Trigger::Nightly, live: true, suites, id: Some(run), by: None, wait: Duration::ZERO };
    match queue(store, clock, ids, &agent, wish).await {
        // Another worker was faster: this very run is there.
        Err(StartError::Storage(StorageError::Conflict("id"))) => Ok(()),
        Ok(_) | Err(StartError::NoCases | StartError::Unknown(_)) => Ok(()),
        Err(StartError::Storage(error)) => Err(error),
    }
}

/// The newest finished run of a night before this one, of those that are kept.
pub async fn night_before(store: &dyn TenantStore, run: &Run) -> StorageResult<Option<Run>> {
    let mut page = PageRequest { limit: PageRequest::MAX, after: Some(run.id.into()) };
    loop {
        let runs = store.runs(run.agent_id, page).await?;
        let is_night = |run: &&Run| run.trigger == Trigger::Nightly && run.status == RunStatus::Done;
        if let Some(night) = runs.items.iter().find(is_night) {
            return Ok(Some(night.clone()));
        }
        match runs.next {
            Some(next) => page.after = Some(next),
            None => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_the_next_time_that_it_is_the_hour() {
        let at = |day: i64, hour: i64| Timestamp::from_millis(day * DAY + hour * HOUR);
        for (now, hour, next) in [
            (at(20_000, 1), 3, at(20_000, 3)),
            (at(20_000, 3), 3, at(20_001, 3)),
            (at(20_000, 4), 3, at(20_001, 3)),
            (at(20_000, 23), 0, at(20_001, 0)),
            // A week later: the nights between are not made up for.
            (at(20_007, 5), 3, at(20_008, 3)),
        ] {
            assert_eq!(next_night(now, hour), next);
        }
    }
}
