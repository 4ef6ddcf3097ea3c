//! Model traffic on tape: what was asked once and answered whole is played back instead of being asked, and paid, again. A cassette that is
//! checked in makes runs offline, free and identical; a run's journal makes a killed run go on where it was.
//!
//! A call is found by who asked (its scope), what exactly was asked, and how often that was asked before in the same scope.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use data_encoding::HEXLOWER;
use domain::chat::model::{ModelError, ModelEvent, ModelInfo, ModelRequest, ModelStream, Models};
use domain::clock::{Clock, Timestamp};
use futures::{StreamExt, stream};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::run::budget::Meter;
use crate::run::journal::{Line, Lines};

/// A model call that came to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// Who asked: a unit of the run, or a judge of it.
    pub scope: String,
    /// Fingerprint of the request.
    pub request: String,
    /// How often the same was asked in this scope before.
    pub take: u32,
    /// What came back; neighbouring pieces of text are joined.
    pub events: Vec<ModelEvent>,
    /// Milliseconds until the first event.
    pub first_ms: u64,
    /// Milliseconds until the end.
    pub total_ms: u64,
}

impl Call {
    /// Micro-USD, as far as the provider tells.
    pub fn cost_micros(&self) -> u64 {
        let cost = |event: &ModelEvent| match event {
            ModelEvent::Usage(usage) => usage.cost_micros,
            _ => None,
        };
        self.events.iter().filter_map(cost).sum()
    }
}

type Key = (String, String, u32);

/// Plays, and records what it cannot play.
pub struct Tape {
    calls: Mutex<HashMap<Key, Call>>,
    sinks: Vec<Arc<dyn Lines>>,
    strict: bool,
    meter: Arc<Meter>,
    clock: Arc<dyn Clock>,
}

impl Tape {
    /// `calls` can be played; what is asked beyond them is written to `sinks`, or refused when `strict`.
    pub fn new(
        calls: impl IntoIterator<Item = Call>,
        sinks: Vec<Arc<dyn Lines>>,
        strict: bool,
        meter: Arc<Meter>,
        clock: Arc<dyn Clock>,
    ) -> Arc<Self> {
        let keyed =
            calls.into_iter().map(|call| ((call.scope.clone(), call.request.clone(), call.take), call));
        Arc::new(Self { calls: Mutex::new(keyed.collect()), sinks, strict, meter, clock })
    }

    /// The models, their calls going over this tape in the name of `scope`.
    pub fn wrap(self: &Arc<Self>, scope: String, inner: Arc<dyn Models>) -> Arc<Taped> {
        Arc::new(Taped { tape: self.clone(), scope, inner, takes: Mutex::default(), played: Arc::default() })
    }

    async fn record(&self, call: Call) -> Result<(), ModelError> {
        self.meter.spend(call.cost_micros());
        let line = Line::Call(call.clone());
        for sink in &self.sinks {
            let unwritable = |error| ModelError::Broken(format!("the call cannot be recorded: {error}"));
            sink.write(&line).await.map_err(unwritable)?;
        }
        let key = (call.scope.clone(), call.request.clone(), call.take);
        self.calls.lock().insert(key, call);
        Ok(())
    }
}

/// See [`Tape::wrap`].
pub struct Taped {
    tape: Arc<Tape>,
    scope: String,
    inner: Arc<dyn Models>,
    takes: Mutex<HashMap<String, u32>>,
    played: Arc<Mutex<Played>>,
}

/// What of the calls so far came from the tape.
#[derive(Debug, Clone, Copy, Default)]
struct Played {
    asked: u32,
    spent: u64,
    first_ms: Option<u64>,
    total_ms: u64,
}

impl Taped {
    /// When everything was played: the times of the recording (first word, end), so that a replay measures what was measured then.
    pub fn times(&self) -> Option<(u64, u64)> {
        let played = *self.played.lock();
        (played.asked == 0).then_some(())?;
        Some((played.first_ms?, played.total_ms))
    }

    /// Micro-USD of the calls that were not played.
    pub fn spent(&self) -> u64 {
        self.played.lock().spent
    }

    fn take(&self, request: &str) -> u32 {
        let mut takes = self.takes.lock();
        let take = takes.entry(request.to_owned()).or_default();
        *take += 1;
        *take - 1
    }

    fn play(&self, key: &Key) -> Option<ModelStream> {
        let call = self.tape.calls.lock().get(key).cloned()?;
        let mut played = self.played.lock();
        if played.first_ms.is_none() {
            played.first_ms = Some(call.first_ms);
        }
        played.total_ms += call.total_ms;
        Some(stream::iter(call.events.into_iter().map(Ok)).boxed())
    }
}

#[async_trait]
impl Models for Taped {
    fn default_model(&self) -> &str {
        self.inner.default_model()
    }

    async fn list(&self) -> Vec<ModelInfo> {
        self.inner.list().await
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let print = fingerprint(&request);
        let take = self.take(&print);
        let key = (self.scope.clone(), print.clone(), take);
        if let Some(stream) = self.play(&key) {
            return Ok(stream);
        }
        if self.tape.strict {
            let reason =
                "this call is not on the cassette: prompt, knowledge or model changed since it was recorded";
            return Err(ModelError::Refused(reason.to_owned()));
        }
        self.played.lock().asked += 1;
        let started = self.tape.clock.now();
        let inner = self.inner.generate(request).await?;
        let call = Call {
            scope: self.scope.clone(),
            request: print,
            take,
            events: Vec::new(),
            first_ms: 0,
            total_ms: 0,
        };
        let recording =
            Recording { tape: self.tape.clone(), played: self.played.clone(), inner, call, started };
        Ok(stream::unfold(recording, |mut recording| async move {
            let event = recording.next().await?;
            Some((event, recording))
        })
        .boxed())
    }
}

struct Recording {
    tape: Arc<Tape>,
    played: Arc<Mutex<Played>>,
    inner: ModelStream,
    call: Call,
    started: Timestamp,
}

impl Recording {
    /// The end is passed on only when the call is on the tape: whoever acts on an answer can be sure that it need not be paid again.
    async fn next(&mut self) -> Option<Result<ModelEvent, ModelError>> {
        let event = self.inner.next().await?;
        let Ok(event) = event else { return Some(event) };
        let passed = u64::try_from(self.tape.clock.now().since(self.started).as_millis()).unwrap_or(u64::MAX);
        if self.call.events.is_empty() {
            self.call.first_ms = passed;
        }
        match (self.call.events.last_mut(), &event) {
            (Some(ModelEvent::Text(text)), ModelEvent::Text(more))
            | (Some(ModelEvent::Reasoning(text)), ModelEvent::Reasoning(more)) => text.push_str(more),
            _ => self.call.events.push(event.clone()),
        }
        if matches!(event, ModelEvent::Finish(_)) {
            self.call.total_ms = passed;
            self.played.lock().spent += self.call.cost_micros();
            if let Err(error) = self.tape.record(self.call.clone()).await {
                return Some(Err(error));
            }
        }
        Some(Ok(event))
    }
}

/// What makes two requests the same.
fn fingerprint(request: &ModelRequest) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    part(&request.model);
    part(&request.system);
    for message in &request.messages {
        part(&format!("{:?}", message.role));
        part(&message.content);
        for call in &message.exchanges {
            for text in [&call.call_id, &call.name, &call.arguments, &call.result] {
                part(text);
            }
        }
    }
    for tool in request.tools.iter() {
        part(&format!("{:?}", tool.spec));
    }
    part(&format!("{:?} {:?}", request.max_output_tokens, request.settings));
    HEXLOWER.encode(&hash.finalize()[..16])
}

#[cfg(test)]
mod tests;
