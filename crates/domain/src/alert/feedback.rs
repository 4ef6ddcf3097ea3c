//! Whether visitors like an agent's answers less since its version was published.

use std::time::Duration;

use super::{Alert, Evidence, Ratings};
use crate::chance::fisher;
use crate::clock::{Clock, Timestamp};
use crate::id::{AgentId, Ids};
use crate::insight::{InsightStore, ReportRange};
use crate::storage::{StorageResult, TenantStore};

/// How long a version is watched, and how far back the time before it reaches.
pub const WATCHED: Duration = Duration::from_secs(14 * 24 * 3600);
/// Fewer ratings, before or after, say nothing.
pub const FEWEST: u32 = 10;
/// Most ratings that are read of either time, the newest.
const MOST: u32 = 2_000;
/// The share of bad ratings must grow by this much: what is smaller is not worth a call.
const MARGIN: f64 = 0.1;
/// A fall that is likelier than this by chance is none. It is small because one version is looked at again and again.
const CHANCE: f64 = 0.005;

/// The rule.
pub fn fell(before: Ratings, after: Ratings) -> Option<Evidence> {
    if before.count() < FEWEST || after.count() < FEWEST {
        return None;
    }
    let bad = |ratings: Ratings| f64::from(ratings.down) / f64::from(ratings.count());
    let chance = fisher(before.down, before.count(), after.down, after.count());
    let is_fall = bad(after) - bad(before) >= MARGIN && chance < CHANCE;
    is_fall.then_some(Evidence::FeedbackFell { before, after, chance })
}

/// Looks at the version that is watched, and raises an alert when feedback fell.
pub async fn check(
    store: &dyn TenantStore,
    insight: &dyn InsightStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    agent_id: AgentId,
) -> StorageResult<()> {
    let (Some(watch), Some(agent)) = (store.feedback_watch(agent_id).await?, store.agent(agent_id).await?)
    else {
        return Ok(());
    };
    let now = clock.now();
    if agent.live_version != watch.version || now.since(watch.since) > WATCHED {
        return store.end_feedback_watch(agent_id, watch.version).await;
    }
    let range = |from: Timestamp, until: Timestamp| ReportRange {
        agent: Some(agent_id),
        from,
        until,
        offset_minutes: 0,
    };
    let before = insight.ratings(range(watch.since.minus(WATCHED), watch.since), MOST).await?;
    let after = insight.ratings(range(watch.since, now), MOST).await?;
    if let Some(evidence) = fell(before, after) {
        let alert = Alert {
            id: ids.next(),
            agent_id,
            version: watch.version,
            evidence,
            created_at: now,
            dismissed_by: None,
            dismissed_at: None,
        };
        store.raise(&alert).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_large_unlikely_and_seen_often_enough() {
        let ratings = |up, down| Ratings { up, down };
        for (before, after, is_fall, why) in [
            (ratings(18, 2), ratings(6, 14), true, "a clear fall"),
            (ratings(9, 0), ratings(0, 50), false, "too few before"),
            (ratings(50, 0), ratings(0, 9), false, "too few since"),
            (ratings(18, 2), ratings(16, 4), false, "chance"),
            (ratings(1900, 100), ratings(1780, 220), false, "unlikely by chance, but small"),
            (ratings(6, 14), ratings(18, 2), false, "better"),
            (ratings(0, 20), ratings(0, 20), false, "as bad as before"),
            (ratings(0, 0), ratings(0, 0), false, "nothing"),
        ] {
            assert_eq!(fell(before, after).is_some(), is_fall, "{why}");
        }
    }
}
