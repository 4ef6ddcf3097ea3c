//! Values that several test modules of this folder need.

use std::sync::Arc;

use uuid::Uuid;

use super::{Message, MessageRole};
use crate::agent::{AgentConfig, LiveAgent};
use crate::clock::Timestamp;
use crate::document::retrieve::Passage;
use crate::document::{Chunk, IndexedChunk};
use crate::vault::Sealed;

/// A live agent with documents.
pub fn agent(prompt: &str) -> LiveAgent {
    LiveAgent {
        id: Uuid::from_u128(7).into(),
        version: Some(1),
        config: AgentConfig::new("Ada".into(), prompt.into()),
        knowledge_version: 1,
        identity_secret: Sealed::from_text(String::new()),
        tools: Arc::from([]),
    }
}

/// A passage of document `n`.
pub fn passage(n: u128, title: &str, heading: &str, text: &str) -> Passage {
    let chunk = Chunk {
        id: Uuid::from_u128(100 + n).into(),
        document_id: Uuid::from_u128(200 + n).into(),
        position: 0,
        heading: heading.into(),
        page: None,
        text: text.into(),
        span: (0, 0),
        embedding: None,
        embedding_model: None,
    };
    let source = IndexedChunk {
        chunk,
        title: title.into(),
        media_type: "text/markdown".into(),
        filename: format!("{title}.md").into(),
    };
    Passage {
        source: Arc::new(source),
        score: 1.0,
        evidence: 1.0,
        vector_score: None,
        vector_rank: None,
        text_score: Some(1.0),
        text_rank: Some(1),
    }
}

/// A stored message.
pub fn message(role: MessageRole, content: &str) -> Message {
    Message {
        id: Uuid::from_u128(1).into(),
        chat_id: Uuid::from_u128(2).into(),
        role,
        content: content.into(),
        parts: vec![],
        citations: vec![],
        outcome: None,
        feedback: None,
        turn_id: Uuid::from_u128(3).into(),
        created_at: Timestamp::from_millis(0),
    }
}
