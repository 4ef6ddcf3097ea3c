//! A model that says what a test told it to say, event by event, and waits where the test wants it to wait.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::chat::model::{
    FinishReason, ModelError, ModelEvent, ModelInfo, ModelMessage, ModelRequest, ModelStream, Models,
};
use domain::chat::{MessageRole, Usage};
use futures::{StreamExt, stream};
use tokio::sync::Semaphore;

/// Holds a script until the test lets it go on.
#[derive(Debug, Clone)]
pub struct Gate(Arc<Semaphore>);

impl Default for Gate {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }
}

impl Gate {
    /// Lets one waiting step pass, now or when it comes.
    pub fn open(&self) {
        self.0.add_permits(1);
    }

    async fn pass(&self) {
        // The semaphore is never closed, so the only outcome is a permit.
        if let Ok(permit) = self.0.acquire().await {
            permit.forget();
        }
    }
}

/// One thing the model does.
#[derive(Debug, Clone)]
pub enum Step {
    /// Sends this.
    Send(Result<ModelEvent, ModelError>),
    /// Waits here.
    Wait(Gate),
}

/// What the model does with one request.
#[derive(Debug, Clone)]
pub enum Script {
    /// Streams these steps and then ends, with or without a `Finish`.
    Stream(Vec<Step>),
    /// Fails before the first token.
    Fail(ModelError),
}

impl Script {
    /// A complete answer in these deltas, with usage; 10 tokens read, one written per delta.
    pub fn answer(deltas: &[&str]) -> Self {
        Self::Stream(deltas.iter().map(|delta| text(delta)).collect()).finished()
    }

    /// The beginning of an answer that breaks off.
    pub fn unfinished(deltas: &[&str]) -> Self {
        Self::Stream(deltas.iter().map(|delta| text(delta)).collect())
    }

    /// Adds a step at the end.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        if let Self::Stream(steps) = &mut self {
            steps.push(step);
        }
        self
    }

    /// Adds usage and a normal finish.
    #[must_use]
    pub fn finished(self) -> Self {
        let Self::Stream(steps) = &self else { return self };
        let written = steps.iter().filter(|step| matches!(step, Step::Send(Ok(ModelEvent::Text(_))))).count();
        let usage = Usage {
            model: String::new(),
            input_tokens: 10,
            output_tokens: written as u64,
            cost_micros: Some(0),
        };
        self.then(Step::Send(Ok(ModelEvent::Usage(usage))))
            .then(Step::Send(Ok(ModelEvent::Finish(FinishReason::Stop))))
    }
}

fn text(delta: &str) -> Step {
    Step::Send(Ok(ModelEvent::Text(delta.to_owned())))
}

/// A request with one visitor message and nothing else.
pub fn request(question: &str) -> ModelRequest {
    ModelRequest {
        model: "scripted".to_owned(),
        system: String::new(),
        messages: vec![ModelMessage::new(MessageRole::User, question.to_owned())],
        passages: Arc::new([]),
        tools: Arc::new([]),
        max_output_tokens: None,
        settings: domain::agent::model::ModelSettings::default(),
    }
}

/// A model that follows scripts, first come first served, and remembers what it was asked.
#[derive(Debug)]
pub struct Scripted {
    model: String,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<Script>,
    otherwise: Option<Script>,
    requests: Vec<ModelRequest>,
}

impl Scripted {
    /// A model of this name without a script: it refuses until it gets one.
    pub fn new(model: &str) -> Self {
        Self { model: model.to_owned(), state: Mutex::default() }
    }

    /// For the next request that no earlier push has taken.
    pub fn push(&self, script: Script) {
        self.state().queue.push_back(script);
    }

    /// For requests that find the queue empty.
    pub fn otherwise(&self, script: Script) {
        self.state().otherwise = Some(script);
    }

    /// What was asked so far, oldest first.
    pub fn requests(&self) -> Vec<ModelRequest> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Models for Scripted {
    fn default_model(&self) -> &str {
        &self.model
    }

    async fn list(&self) -> Vec<ModelInfo> {
        vec![ModelInfo { id: self.model.clone(), name: self.model.clone(), context_tokens: None }]
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let model = request.model.clone();
        let script = {
            let mut state = self.state();
            state.requests.push(request);
            let next = state.queue.pop_front();
            next.or_else(|| state.otherwise.clone())
        };
        let steps = match script {
            Some(Script::Stream(steps)) => steps,
            Some(Script::Fail(error)) => return Err(error),
            None => return Err(ModelError::Refused("the script is over".to_owned())),
        };
        let events = stream::iter(steps).filter_map(move |step| {
            let model = model.clone();
            async move {
                match step {
                    Step::Send(Ok(ModelEvent::Usage(usage))) => {
                        Some(Ok(ModelEvent::Usage(Usage { model, ..usage })))
                    }
                    Step::Send(event) => Some(event),
                    Step::Wait(gate) => {
                        gate.pass().await;
                        None
                    }
                }
            }
        });
        Ok(events.boxed())
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_gate_holds_the_script_until_it_is_opened() {
        let gate = Gate::default();
        let model = Scripted::new("m");
        model.push(Script::unfinished(&["a"]).then(Step::Wait(gate.clone())).then(text("b")).finished());
        let mut stream = model.generate(request("Hi")).await.unwrap();
        assert_eq!(stream.next().await, Some(Ok(ModelEvent::Text("a".to_owned()))));
        assert_eq!(stream.next().now_or_never(), None);
        gate.open();
        assert_eq!(stream.next().await, Some(Ok(ModelEvent::Text("b".to_owned()))));
        assert_eq!(stream.count().await, 2);
        assert_eq!(model.requests()[0].messages[0].content, "Hi");
    }

    #[tokio::test]
    async fn scripts_fail_and_run_out() {
        let model = Scripted::new("m");
        model.push(Script::Fail(ModelError::RateLimited("later".to_owned())));
        assert_eq!(model.generate(request("1")).await.err().unwrap().code(), "model_rate_limited");
        assert_eq!(model.generate(request("2")).await.err().unwrap().code(), "model_refused");
    }
}
