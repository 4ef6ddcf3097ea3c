use std::collections::VecDeque;
use std::sync::Arc;

use async_trait::async_trait;
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use parking_lot::Mutex;

use crate::chat::model::{ModelError, ModelEvent, ModelInfo, ModelRequest, ModelStream, Models};

type Item = Result<ModelEvent, ModelError>;

/// The model's side of one call.
pub struct Feed(Mutex<Option<UnboundedSender<Item>>>);

impl Feed {
    pub fn send(&self, item: Item) {
        let _ = self.0.lock().as_ref().unwrap().unbounded_send(item);
    }

    /// The stream ends.
    pub fn hang_up(&self) {
        self.0.lock().take();
    }

    /// Whether the engine has let the call go.
    pub fn is_cancelled(&self) -> bool {
        self.0.lock().as_ref().is_some_and(UnboundedSender::is_closed)
    }
}

/// Calls fed by the test; further ones are refused.
pub struct ScriptedModels {
    streams: Mutex<VecDeque<UnboundedReceiver<Item>>>,
    pub requests: Mutex<Vec<ModelRequest>>,
    pub refuse: Mutex<Option<ModelError>>,
}

impl ScriptedModels {
    pub fn new() -> (Arc<Self>, Feed) {
        let (sender, receiver) = unbounded();
        let models = Self {
            streams: Mutex::new([receiver].into()),
            requests: Mutex::default(),
            refuse: Mutex::default(),
        };
        (Arc::new(models), Feed(Mutex::new(Some(sender))))
    }

    /// Lets one more call be answered.
    pub fn next_call(&self) -> Feed {
        let (sender, receiver) = unbounded();
        self.streams.lock().push_back(receiver);
        Feed(Mutex::new(Some(sender)))
    }
}

#[async_trait]
impl Models for ScriptedModels {
    fn default_model(&self) -> &str {
        "scripted/model"
    }

    async fn list(&self) -> Vec<ModelInfo> {
        vec![]
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.requests.lock().push(request);
        if let Some(error) = self.refuse.lock().take() {
            return Err(error);
        }
        let stream = self.streams.lock().pop_front();
        stream.map(StreamExt::boxed).ok_or_else(|| ModelError::Unavailable("called twice".into()))
    }
}
