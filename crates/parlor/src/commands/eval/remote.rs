//! An agent behind a running server. Each case gets a chat and a visitor of its own. What the case's conversation has the visitor say is
//! said again; what it has the agent say is what the agent says now.

use std::sync::Arc;

use async_trait::async_trait;
use domain::chat::event::TurnEvent;
use domain::clock::Clock;
use domain::id::Ids;
use evals::observation::{Observation, Observer};
use evals::run::Unit;
use evals::run::budget::Meter;
use evals::suite::{Case, Said, Suite};
use evals::target::{AskError, Target, answered};
use outbound::remote::{RemoteAgent, RemoteError};

/// See the module.
pub struct Remote {
    /// Who is asked.
    pub agent: RemoteAgent,
    /// What was spent.
    pub meter: Arc<Meter>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Names of visitors.
    pub ids: Arc<dyn Ids>,
}

#[async_trait]
impl Target for Remote {
    async fn ask(&self, _: &Unit, _: &Suite, case: &Case) -> Result<Observation, AskError> {
        let visitor = format!("eval-{}", self.ids.uuid().simple());
        let chat = self.agent.open(&visitor).await.map_err(told)?;
        for said in &case.conversation {
            if let Said::User(content) = said {
                chat.ask(content, &mut |event| self.pay(&event)).await.map_err(told)?;
            }
        }
        let (mut observer, mut first) = (Observer::default(), None);
        let started = self.clock.now();
        let since = || u64::try_from(self.clock.now().since(started).as_millis()).unwrap_or(u64::MAX);
        chat.ask(&case.input, &mut |event| {
            self.pay(&event);
            if observer.take(event) {
                first = Some(since());
            }
        })
        .await
        .map_err(told)?;
        answered(observer.finish(first, since()))
    }
}

impl Remote {
    fn pay(&self, event: &TurnEvent) {
        if let TurnEvent::Usage(usage) = event {
            self.meter.spend(usage.cost_micros.unwrap_or(0));
        }
    }
}

fn told(error: RemoteError) -> AskError {
    match error {
        RemoteError::Unavailable(reason) => AskError::Passing(reason),
        RemoteError::Refused(reason) => AskError::Lasting(reason),
    }
}
