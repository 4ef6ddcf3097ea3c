//! Storing the end of a turn. Readers see `Finish` only after it is durable, so nobody believes in an answer that is lost.

use std::time::Duration;

use super::ChatEngine;
use super::drive::{Ending, Job};
use super::save::Saver;
use super::settle::ending_of;
use crate::chat::TurnStatus;
use crate::chat::answer::Answer;
use crate::chat::event::{Sequenced, TurnEvent};
use crate::chat::store::{FinishTurn, TurnOrder};
use crate::storage::{StorageError, StorageResult};

/// First wait before storing the end is tried again; it doubles up to the last.
const FIRST_WAIT: Duration = Duration::from_millis(50);
const LAST_WAIT: Duration = Duration::from_secs(2);
/// Tries when storage refuses for another reason than being down or full.
const DEFECT_TRIES: u32 = 3;

impl ChatEngine {
    /// Stores the end and tells the readers. Whether it is stored; if not, the turn is interrupted later by
    /// [`ChatEngine::settle`].
    pub(super) async fn end(&self, job: &Job, answer: &Answer, mut saver: Saver<'_>, ending: Ending) -> bool {
        let lost = saver.rest().await == TurnOrder::Lost || ending.lost;
        let stored = if lost { Ok(false) } else { self.store_end(job, answer, &mut saver, &ending).await };
        let status = match stored {
            Ok(true) => ending.status,
            Ok(false) => self.status_elsewhere(job).await,
            Err(error) => {
                tracing::error!(tenant = %job.tenant, turn = %job.turn.id, %error, "the end of a turn could not be stored");
                let message = "The answer could not be saved. Please try again.".to_owned();
                let error = TurnEvent::Error { code: "unavailable".to_owned(), message };
                job.live.push([error, finish(TurnStatus::Interrupted, false)]);
                self.report(job, answer, TurnStatus::Interrupted);
                return false;
            }
        };
        job.live.push([finish(status, ending.truncated)]);
        self.report(job, answer, status);
        true
    }

    /// `false`: the turn was ended by somebody else, or by an earlier try whose acknowledgement was lost.
    async fn store_end(
        &self,
        job: &Job,
        answer: &Answer,
        saver: &mut Saver<'_>,
        ending: &Ending,
    ) -> StorageResult<bool> {
        let clock = &self.ports.clock;
        let give_up = clock.now().plus(self.limits.finish_patience);
        let mut wait = FIRST_WAIT;
        let mut tries = 0;
        loop {
            tries += 1;
            let error = match self.try_end(job, answer, saver, ending).await {
                Ok(stored) => return Ok(stored),
                Err(error) => error,
            };
            saver.doubt();
            let passing = matches!(error, StorageError::Unavailable(_) | StorageError::Full);
            if clock.now() >= give_up || (!passing && tries >= DEFECT_TRIES) {
                return Err(error);
            }
            clock.sleep(wait).await;
            wait = (wait * 2).min(LAST_WAIT);
        }
    }

    async fn try_end(
        &self,
        job: &Job,
        answer: &Answer,
        saver: &mut Saver<'_>,
        ending: &Ending,
    ) -> StorageResult<bool> {
        let mut log = saver.unsaved().await?;
        let event = finish(ending.status, ending.truncated);
        log.push(Sequenced { seq: job.live.len() + 1, event });
        let end = FinishTurn {
            status: ending.status,
            content: answer.content.clone(),
            parts: answer.stored_parts(),
            citations: answer.citations.clone(),
            usage: answer.usage.clone(),
            log,
            now: self.ports.clock.now(),
        };
        job.chats.finish_turn(job.turn.id, end).await
    }

    /// How the turn ended when it was not this call that ended it.
    async fn status_elsewhere(&self, job: &Job) -> TurnStatus {
        match job.chats.turn(job.turn.id).await {
            Ok(Some(turn)) if turn.status != TurnStatus::Running => turn.status,
            _ => TurnStatus::Interrupted,
        }
    }

    /// Ends a turn whose driver broke, from what readers have seen. Whether the end is stored.
    pub(super) async fn rescue(&self, job: &Job) -> bool {
        let seen = job.live.events_after(0);
        let message = "Something went wrong. Please try again.".to_owned();
        let error = TurnEvent::Error { code: "internal".to_owned(), message };
        let message_id = job.turn.assistant_message_id;
        let (answer, rest) = ending_of(message_id, &job.before, &seen, TurnStatus::Failed, Some(error));
        self.report(job, &answer, TurnStatus::Failed);
        let stored = async {
            let last = job.chats.log(job.turn.id, 0).await?.last().map_or(0, |event| event.seq);
            let end = FinishTurn {
                status: TurnStatus::Failed,
                parts: answer.stored_parts(),
                content: answer.content,
                citations: answer.citations,
                usage: answer.usage,
                log: seen.into_iter().filter(|event| event.seq > last).chain(rest.iter().cloned()).collect(),
                now: self.ports.clock.now(),
            };
            job.chats.finish_turn(job.turn.id, end).await
        };
        let stored: StorageResult<bool> = stored.await;
        job.live.push(rest.into_iter().map(|event| event.event));
        stored.is_ok()
    }
}

const fn finish(status: TurnStatus, truncated: bool) -> TurnEvent {
    TurnEvent::Finish { status, truncated }
}
