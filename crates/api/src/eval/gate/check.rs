//! Whether a draft, or an earlier version, may become what visitors get.

use domain::agent::{Agent, AgentVersion};
use domain::eval::RunStatus;
use domain::eval::gate::{Answering, Evidence, GateState, Passage, Seen, Verdict, covers, judge};
use domain::eval::start::{evidence, for_gate};
use domain::page::PageRequest;

use crate::auth::Can;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code, FieldError};

/// How a draft passes the gate; `None`: there is none. One that does not is refused with what is missing, and what was not run yet begins.
pub async fn passage<P>(edge: &Edge, can: &Can<P>, agent: &Agent) -> ApiResult<Option<Passage>> {
    let evidence = evidence(&*can.store, agent).await?;
    let verdict = judge(&evidence);
    match (verdict.state, verdict.run) {
        (GateState::Open, _) => Ok(None),
        (GateState::Passed, Some(run_id)) => Ok(Some(Passage::Passed { run_id })),
        (GateState::Missing | GateState::Running, _) => {
            for_gate(&*can.store, &*edge.clock, &*edge.ids, agent, can.actor.member()).await?;
            Err(closed(&verdict))
        }
        _ => Err(closed(&verdict)),
    }
}

fn closed(verdict: &Verdict) -> ApiError {
    let detail = match verdict.state {
        GateState::Missing => "The draft has not been evaluated yet. Its evaluations begin now.",
        GateState::Running => "The draft's evaluations are still running.",
        _ => "The draft does not pass its evaluations.",
    };
    let place = |suite: &str, case: Option<&str>| match case {
        Some(case) => format!("{suite}/{case}"),
        None => suite.to_owned(),
    };
    let faults = verdict.faults.iter();
    let fields = faults.map(|f| FieldError::new(place(&f.suite, f.case.as_deref()), f.reason.clone()));
    ApiError { fields: fields.collect(), ..ApiError::new(Code::GateClosed, detail) }
}

/// How an earlier version may come back: it passed when it was published, or a later run of it reaches the bars. `None`: there is no gate.
pub async fn passed_once<P>(
    can: &Can<P>,
    agent: &Agent,
    earlier: &AgentVersion,
) -> ApiResult<Option<Passage>> {
    let settings = can.store.gate(agent.id).await?;
    if settings.suites.is_empty() {
        return Ok(None);
    }
    if let Some(passed @ Passage::Passed { .. }) = &earlier.gate {
        return Ok(Some(passed.clone()));
    }
    let suites = can.store.suites(agent.id).await?;
    let page = PageRequest { limit: PageRequest::MAX, ..PageRequest::first() };
    let runs = can.store.runs(agent.id, page).await?.items;
    let of_it = runs.into_iter().find(|run| {
        run.version == Some(earlier.version)
            && run.status == RunStatus::Done
            && covers(run, &settings, &suites)
    });
    if let Some(run) = of_it {
        let run_id = run.id;
        let seen = Seen { results: can.store.results(run_id).await?, run };
        // What it was better than does not matter: it was live before.
        let settings = domain::eval::gate::GateSettings { no_regression: false, ..settings };
        let now = Answering::default();
        let evidence = Evidence { settings, suites, draft: Some(seen), latest: None, now, baseline: None };
        if judge(&evidence).state == GateState::Passed {
            return Ok(Some(Passage::Passed { run_id }));
        }
    }
    Err(ApiError::new(
        Code::GateClosed,
        "This version never passed the agent's evaluations. Restore it into the draft, or override the gate.",
    ))
}
