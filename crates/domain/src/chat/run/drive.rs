//! Makes one answer: feeds the machine and does what it says. Readers hear of events first, storage follows in batches; only
//! the end waits for storage.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::{Map, Value};

use super::ChatEngine;
use super::observe::{TurnReport, TurnTimes};
use super::save::Saver;
use super::settle::Custody;
use super::work::Work;
use crate::agent::LiveAgent;
use crate::chat::answer::Answer;
use crate::chat::event::TurnEvent;
use crate::chat::live::{LiveTurn, Signal};
use crate::chat::model::ModelRequest;
use crate::chat::part;
use crate::chat::prompt::{self, Knowledge};
use crate::chat::store::{ChatStore, TurnOrder};
use crate::chat::turn::{Decision, Effect, Input, Turn};
use crate::chat::{ChatOwner, Message, Told, TurnRecord, TurnStatus};
use crate::id::TenantId;
use crate::tool::{Tool, ToolError, ToolRun};

/// A turn that was begun.
pub(super) struct Job {
    pub(super) tenant: TenantId,
    pub(super) owner: ChatOwner,
    pub(super) chats: Arc<dyn ChatStore>,
    pub(super) agent: LiveAgent,
    pub(super) turn: TurnRecord,
    pub(super) message: Message,
    pub(super) history: Vec<Message>,
    pub(super) told: Box<Told>,
    /// What the answer goes on with; empty for a new one.
    pub(super) before: Answer,
    pub(super) decisions: Vec<Decision>,
    pub(super) times: TurnTimes,
    pub(super) live: Arc<LiveTurn>,
}

/// How the machine ended.
pub(super) struct Ending {
    pub(super) status: TurnStatus,
    pub(super) truncated: bool,
    /// The turn was taken from this node: nothing may be written.
    pub(super) lost: bool,
}

impl ChatEngine {
    /// The whole life of a turn. Gives custody back when the turn's end is stored.
    pub(super) async fn drive(self: Arc<Self>, mut job: Job, mut custody: Custody) {
        let ended = match AssertUnwindSafe(self.answer(&mut job)).catch_unwind().await {
            Ok(ended) => ended,
            Err(_) => AssertUnwindSafe(self.rescue(&job)).catch_unwind().await.unwrap_or(false),
        };
        if ended {
            custody.release();
        }
    }

    /// Whether the end is stored.
    async fn answer(&self, job: &mut Job) -> bool {
        let ports = &self.ports;
        let tools = job.agent.tools.clone();
        let mut turn = Turn::new(job.turn.assistant_message_id, self.limits.turn, tools)
            .saying_without_evidence(job.agent.config.no_evidence.reply())
            .going_on(job.before.clone(), std::mem::take(&mut job.decisions));
        let mut saver = Saver::new(self, job.chats.clone(), job.live.clone(), job.turn.id);
        let deadline = ports.clock.now().plus(self.limits.turn_time);
        let mut work = Work::Idle;
        let mut knowledge = Knowledge::None;
        let mut request = None;
        let mut lost = false;
        let mut inputs = vec![Input::Begin { retrieve: job.agent.knowledge_version > 0 }];
        let ending = 'turn: loop {
            let mut events = Vec::new();
            let mut end = None;
            for input in inputs {
                match &input {
                    Input::Retrieved(passages) => knowledge = Knowledge::Found(passages.clone()),
                    Input::RetrievalFailed(_) => knowledge = Knowledge::Unavailable,
                    _ => {}
                }
                for effect in turn.step(input) {
                    match effect {
                        Effect::Emit(event) => events.push(event),
                        Effect::Retrieve => {
                            job.times.searched = Some(ports.clock.now());
                            work = self.search(job);
                        }
                        Effect::CallModel => {
                            job.times.asked.get_or_insert(ports.clock.now());
                            let asked = request.get_or_insert_with(|| self.request(job, &knowledge));
                            work = self.call(asked, turn.answer());
                        }
                        Effect::RunTool { call_id, tool, arguments } => {
                            work.also(self.run_tool(job, call_id, *tool, arguments));
                        }
                        Effect::Cancel => work = Work::Idle,
                        Effect::Warn(warning) => {
                            tracing::warn!(tenant = %job.tenant, turn = %job.turn.id, "{warning}");
                        }
                        Effect::End { status, truncated } => end = Some(Ending { status, truncated, lost }),
                    }
                }
            }
            if !events.is_empty() {
                job.times.note(&events, || ports.clock.now());
                let bytes = events.iter().map(text_bytes).sum();
                job.live.push(events);
                saver.grown(bytes);
            }
            if let Some(ending) = end {
                break 'turn ending;
            }
            inputs = tokio::select! {
                biased;
                signal = job.live.signal() => vec![match signal {
                    Signal::Stop => Input::Stop,
                    Signal::Interrupt => Input::Interrupt,
                }],
                order = saver.next() => match order {
                    TurnOrder::Stop => vec![Input::Stop],
                    TurnOrder::Lost => {
                        lost = true;
                        vec![Input::Interrupt]
                    }
                    TurnOrder::Continue if ports.clock.now() >= deadline => vec![Input::TimedOut],
                    TurnOrder::Continue => vec![],
                },
                inputs = work.next() => inputs,
            };
        };
        drop(work);
        self.end(job, turn.answer(), saver, ending).await
    }

    /// Tells those who watch how the turn ended.
    pub(super) fn report(&self, job: &Job, answer: &Answer, status: TurnStatus) {
        if self.ports.observers.is_empty() {
            return;
        }
        let model = job.agent.config.model.as_deref().unwrap_or_else(|| self.ports.models.default_model());
        let report = TurnReport {
            tenant: job.tenant,
            owner: job.owner,
            chat: job.turn.chat_id,
            turn: job.turn.id,
            model: model.to_owned(),
            prompt: job.agent.config.prompt.clone(),
            status,
            usage: answer.usage.clone(),
            question: job.message.content.clone(),
            answer: answer.content.clone(),
            times: TurnTimes { ended: self.ports.clock.now(), ..job.times },
        };
        for observer in &self.ports.observers {
            observer.ended(&report);
        }
    }

    fn search(&self, job: &Job) -> Work {
        let source = self.ports.passages.clone();
        let (tenant, agent, version) = (job.tenant, job.agent.id, job.agent.knowledge_version);
        let query = prompt::search_query(&job.history, &job.message.content);
        let settings = job.agent.config.retrieval;
        let budget = self.limits.prompt;
        Work::Search(Box::pin(async move {
            let found = source.passages(tenant, agent, version, &query, &settings).await;
            Work::found(found.map(|passages| prompt::fit(passages, budget)))
        }))
    }

    /// What every model call of the turn begins with.
    fn request(&self, job: &mut Job, knowledge: &Knowledge) -> ModelRequest {
        let history = std::mem::take(&mut job.history);
        let mut request = prompt::assemble(
            &job.agent,
            self.ports.models.default_model(),
            knowledge,
            &job.told,
            history,
            &job.message.content,
            self.limits.prompt,
        );
        // The operator's bound holds whatever an agent wants.
        request.max_output_tokens = match (request.max_output_tokens, self.limits.output_tokens) {
            (Some(wanted), Some(most)) => Some(wanted.min(most)),
            (wanted, most) => wanted.or(most),
        };
        request
    }

    /// Asks with what was said and called so far.
    fn call(&self, request: &ModelRequest, answer: &Answer) -> Work {
        let models = self.ports.models.clone();
        let mut request = request.clone();
        request.messages.extend(part::messages(&answer.parts, false));
        Work::Call(Box::pin(async move { models.generate(request).await }))
    }

    fn run_tool(
        &self,
        job: &Job,
        call_id: String,
        tool: Tool,
        arguments: Map<String, Value>,
    ) -> BoxFuture<'static, Input> {
        let (tools, clock, limit) =
            (self.ports.tools.clone(), self.ports.clock.clone(), self.limits.tool_time);
        let run = ToolRun {
            tenant: job.tenant,
            owner: job.owner,
            chat: job.turn.chat_id,
            message: job.turn.assistant_message_id,
            call_id: call_id.clone(),
            tool,
            arguments,
            knowledge_version: job.agent.knowledge_version,
            retrieval: job.agent.config.retrieval,
        };
        Box::pin(async move {
            let result = tokio::select! {
                biased;
                result = tools.run(run) => result,
                () = clock.sleep(limit) => Err(ToolError::TimedOut),
            };
            Input::ToolEnded { call_id, result }
        })
    }
}

fn text_bytes(event: &TurnEvent) -> usize {
    match event {
        TurnEvent::TextDelta { text }
        | TurnEvent::ReasoningDelta { text }
        | TurnEvent::ToolInputDelta { text, .. } => text.len(),
        TurnEvent::ToolOutputAvailable { output, .. } => output.to_string().len(),
        TurnEvent::Citation(citation) => citation.quote.len() + citation.passage.len(),
        _ => 0,
    }
}
