//! Closed-loop clients: each asks, reads the whole answer, and asks again.

use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;

use super::connection::find;
use super::stats::percentile;
use super::target::{Client, Target};

/// How much load, for how long.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Clients at once.
    pub clients: usize,
    /// Turns are started for this long.
    pub time: Duration,
    /// A client stops after this many turns.
    pub turns: u64,
    /// Clients start spread over this time.
    pub ramp: Duration,
    /// Expected time between two pieces of text; jitter is counted against it.
    pub pace: Duration,
}

/// What was seen. Times in microseconds.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Answers read to their end.
    pub turns: u64,
    /// Answers that failed.
    pub failures: u64,
    /// What the first failure said.
    pub failure: Option<String>,
    /// Whole answers per second.
    pub turns_per_second: f64,
    /// Time from the question to the first piece of text.
    pub first_text_p50: u128,
    /// The same, 95 of 100.
    pub first_text_p95: u128,
    /// The same, 99 of 100.
    pub first_text_p99: u128,
    /// Difference between the pace and the time between two pieces of text, 99 of 100.
    pub jitter_p99: u128,
}

#[derive(Default)]
struct Seen {
    turns: u64,
    failures: Vec<String>,
    first: Vec<Duration>,
    jitter: Vec<Duration>,
}

/// Runs the plan; clients take the targets in turn. Progress of the whole is not reported: measuring should not be disturbed.
pub async fn run(targets: &[Target], plan: Plan) -> Report {
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for (number, target) in (0..plan.clients).zip(targets.iter().cycle()) {
        let target = target.clone();
        let wait = plan.ramp.mul_f64(
            f64::from(u32::try_from(number).unwrap_or(0))
                / f64::from(u32::try_from(plan.clients).unwrap_or(1)),
        );
        clients.spawn(async move {
            tokio::time::sleep(wait).await;
            let mut seen = Seen::default();
            if let Err(error) = client(&target, plan, start, &mut seen).await {
                seen.failures.push(format!("{error:#}"));
            }
            seen
        });
    }
    let mut all = Seen::default();
    while let Some(Ok(seen)) = clients.join_next().await {
        all.turns += seen.turns;
        all.failures.extend(seen.failures);
        all.first.extend(seen.first);
        all.jitter.extend(seen.jitter);
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let rate = all.turns as f64 / start.elapsed().as_secs_f64();
    Report {
        turns: all.turns,
        failures: all.failures.len() as u64,
        failure: all.failures.into_iter().next(),
        turns_per_second: rate,
        first_text_p50: percentile(&mut all.first, 0.5).as_micros(),
        first_text_p95: percentile(&mut all.first, 0.95).as_micros(),
        first_text_p99: percentile(&mut all.first, 0.99).as_micros(),
        jitter_p99: percentile(&mut all.jitter, 0.99).as_micros(),
    }
}

async fn client(target: &Target, plan: Plan, start: Instant, seen: &mut Seen) -> anyhow::Result<()> {
    let mut client = Client::open(target).await?;
    let delta = target.delta();
    while start.elapsed() < plan.time && seen.turns < plan.turns {
        client.prepare().await?;
        let asked = Instant::now();
        let mut last: Option<Instant> = None;
        client
            .turn(|bytes, new| {
                // A piece may begin in the read before: look back by the length of what is looked for.
                if find(&bytes[new.saturating_sub(delta.len() - 1)..], delta).is_none() {
                    return;
                }
                let now = Instant::now();
                match last {
                    None => seen.first.push(now - asked),
                    Some(last) => seen.jitter.push((now - last).abs_diff(plan.pace)),
                }
                last = Some(now);
            })
            .await?;
        seen.turns += 1;
    }
    Ok(())
}
