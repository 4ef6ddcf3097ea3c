//! What a turn waits for: the search, the model's first byte, its next events, or the tools it called. One of them at a time, but
//! tools run together.

use std::sync::Arc;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, ReadyChunks};

use crate::chat::model::{ModelError, ModelStream};
use crate::chat::turn::Input;

/// Model events that are taken together when they are ready together.
const CHUNK: usize = 64;

/// The outstanding work. Dropping it cancels it.
pub(super) enum Work {
    Idle,
    Search(BoxFuture<'static, Input>),
    Call(BoxFuture<'static, Result<ModelStream, ModelError>>),
    Stream(Box<ReadyChunks<ModelStream>>),
    Tools(FuturesUnordered<BoxFuture<'static, Input>>),
}

impl Work {
    /// Runs one more tool. A model that has called it is done.
    pub(super) fn also(&mut self, tool: BoxFuture<'static, Input>) {
        match self {
            Self::Tools(tools) => tools.push(tool),
            _ => *self = Self::Tools(FuturesUnordered::from_iter([tool])),
        }
    }

    /// What happened next. Cancel-safe; never returns when idle.
    pub(super) async fn next(&mut self) -> Vec<Input> {
        loop {
            match self {
                Self::Idle => std::future::pending().await,
                Self::Search(search) => {
                    let found = search.await;
                    *self = Self::Idle;
                    return vec![found];
                }
                Self::Tools(tools) => match tools.next().await {
                    Some(ended) => return vec![ended],
                    None => *self = Self::Idle,
                },
                Self::Call(call) => match call.await {
                    Ok(stream) => *self = Self::Stream(Box::new(stream.ready_chunks(CHUNK))),
                    Err(error) => {
                        *self = Self::Idle;
                        return vec![Input::ModelFailed(error)];
                    }
                },
                Self::Stream(stream) => {
                    let Some(events) = stream.next().await else {
                        *self = Self::Idle;
                        return vec![Input::ModelEnded];
                    };
                    return events
                        .into_iter()
                        .map(|event| event.map_or_else(Input::ModelFailed, Input::Model))
                        .collect();
                }
            }
        }
    }

    /// Passages that were found, or why not.
    pub(super) fn found<E: std::fmt::Display>(
        result: Result<Arc<[crate::document::retrieve::Passage]>, E>,
    ) -> Input {
        result.map_or_else(|error| Input::RetrievalFailed(error.to_string()), Input::Retrieved)
    }
}
