//! Which chat a stateless request belongs to. Clients of OpenAI's API send the whole conversation each time; a chat of the visitor that
//! reads exactly like what was said before goes on, and anything else begins a new chat that starts with it.

use domain::chat::title::title;
use domain::chat::{Chat, ChatStatus, Message, MessageRole};
use domain::id::{ChatId, TurnId};
use domain::page::PageRequest;
use uuid::Uuid;

use super::input::Conversation;
use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::ApiResult;

/// How many of the visitor's latest chats are looked at.
const LOOKED_AT: u32 = 50;

/// The chat in which the question is to be answered; it exists when this returns.
pub async fn chat_for(edge: &Edge, visitor: &Visitor, conversation: &Conversation) -> ApiResult<ChatId> {
    if let Some(chat) = going_on(visitor, conversation).await? {
        return Ok(chat);
    }
    let now = edge.clock.now();
    let chat = Chat {
        id: edge.ids.next(),
        agent_id: visitor.owner.agent,
        visitor_id: visitor.owner.visitor,
        title: title_of(conversation),
        status: ChatStatus::Open,
        preview: false,
        created_at: now,
        updated_at: now,
    };
    visitor.chats.create_chat(&chat, None).await?;
    let earlier: Vec<Message> = conversation
        .earlier
        .iter()
        .map(|(role, content)| Message {
            id: edge.ids.next(),
            chat_id: chat.id,
            role: *role,
            content: content.clone(),
            parts: Vec::new(),
            citations: Vec::new(),
            outcome: None,
            feedback: None,
            // Said elsewhere: no turn of this chat made it.
            turn_id: TurnId::from(Uuid::nil()),
            created_at: now,
        })
        .collect();
    visitor.chats.import_messages(chat.id, &earlier).await?;
    Ok(chat.id)
}

async fn going_on(visitor: &Visitor, conversation: &Conversation) -> ApiResult<Option<ChatId>> {
    if conversation.earlier.is_empty() {
        return Ok(None);
    }
    let title = title_of(conversation);
    let page = PageRequest { after: None, limit: LOOKED_AT };
    let chats = visitor.chats.chats(visitor.owner, page).await?.items;
    let limit = u32::try_from(conversation.earlier.len()).unwrap_or(u32::MAX).saturating_add(1);
    for chat in chats.into_iter().filter(|chat| chat.status == ChatStatus::Open && chat.title == title) {
        let messages = visitor.chats.messages(chat.id, limit).await?;
        let said = messages.iter().map(|message| (message.role, message.content.as_str()));
        if said.eq(conversation.earlier.iter().map(|(role, content)| (*role, content.as_str()))) {
            return Ok(Some(chat.id));
        }
    }
    Ok(None)
}

/// What a chat that begins like this is called.
fn title_of(conversation: &Conversation) -> Option<String> {
    let first = conversation.earlier.iter().find(|(role, _)| *role == MessageRole::User);
    title(first.map_or(&conversation.question, |(_, content)| content))
}
