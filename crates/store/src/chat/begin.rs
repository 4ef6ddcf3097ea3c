//! The start of a turn: who may, what is answered, what came before, and the rows that make it durable.

use domain::chat::store::{BeginTurn, Begun, TurnInput};
use domain::chat::{Message, MessageRole, Told, TurnRecord, TurnStatus};
use domain::id::{MessageId, TenantId, TurnId};
use domain::storage::{StorageError, StorageResult};
use uuid::Uuid;

use super::{chats, messages, turns};
use crate::db::Tx;
use crate::dialect::{Sql, together};
use crate::group::Command;
use crate::query::Query;

/// See [`BeginTurn`] and [`Begun`].
pub(super) struct Begin {
    pub(super) tenant: TenantId,
    pub(super) begin: BeginTurn,
}

impl Command for Begin {
    type Answer = Begun;

    /// The chat: two turns of one chat never begin at once.
    fn lock(&self) -> Option<Uuid> {
        Some(self.begin.chat_id.into())
    }

    async fn run(&self, tx: &mut Tx) -> StorageResult<Begun> {
        let Some(state) = self.state(tx).await? else { return Ok(Begun::NoChat) };
        if let Some(turn) = state.repeated {
            return self.repeated(tx, turn).await;
        }
        if let Some(turn) = state.running {
            return Ok(Begun::Busy(turn));
        }
        match &self.begin.input {
            TurnInput::Message { id, content } => self.answer_new(tx, state, *id, content).await,
            TurnInput::Regenerate => self.answer_again(tx, state.told).await,
            TurnInput::GoOn => self.go_on(tx, state.told).await,
        }
    }
}

/// The row of a turn, whose values are `$1` to `$9` (see [`Begin::begun`]), and what is written together with it.
macro_rules! with_turn {
    ($($name:ident: $sql:literal),*; $last:literal) => {
        together!(
            turn: "INSERT INTO turns (tenant_id, id, chat_id, user_message_id, assistant_message_id, status, node_id,
                fingerprint, idempotency_key, stop_requested, log_kept, started_at)
            VALUES ($1, $2, $3, $4, $5, 'running', $6, $7, $8, FALSE, TRUE, $9)"
            $(, $name: $sql)*;
            $last
        )
    };
}

/// What is known of the chat before anything is written.
struct State {
    running: Option<TurnId>,
    repeated: Option<TurnId>,
    last_position: i64,
    told: Box<Told>,
}

impl Begin {
    /// `None`: no such open chat of this owner.
    async fn state(&self, tx: &mut Tx) -> StorageResult<Option<State>> {
        let begin = &self.begin;
        tx.sql(
            "SELECT
                (SELECT t.id FROM turns t
                    WHERE t.tenant_id = c.tenant_id AND t.chat_id = c.id AND t.status = 'running') AS running,
                (SELECT t.id FROM turns t
                    WHERE t.tenant_id = c.tenant_id AND t.chat_id = c.id AND t.idempotency_key = $5) AS repeated,
                (SELECT MAX(m.position) FROM messages m
                    WHERE m.tenant_id = c.tenant_id AND m.chat_id = c.id) AS last_position,
                (SELECT v.told FROM visitors v
                    WHERE v.tenant_id = c.tenant_id AND v.id = c.visitor_id) AS visit_told,
                c.told AS chat_told
            FROM chats c
            WHERE c.tenant_id = $1 AND c.id = $2 AND c.agent_id = $3 AND c.visitor_id = $4 AND c.status = 'open'",
        )
        .id(self.tenant)
        .id(begin.chat_id)
        .id(begin.owner.agent)
        .id(begin.owner.visitor)
        .bind(begin.idempotency_key.as_deref())
        .optional_as(|row| {
            Ok(State {
                running: row.optional_id("running")?,
                repeated: row.optional_id("repeated")?,
                last_position: row.get::<Option<i64>>("last_position")?.unwrap_or(0),
                told: Box::new(chats::read_told(row)?),
            })
        })
        .await
    }

    async fn repeated(&self, tx: &mut Tx, id: TurnId) -> StorageResult<Begun> {
        let turn = turns::one(tx, self.tenant, id)
            .await?
            .ok_or_else(|| StorageError::Internal("a turn vanished inside a transaction".to_owned()))?;
        Ok(if turn.fingerprint == self.begin.fingerprint { Begun::Repeated(turn) } else { Begun::KeyReused })
    }

    async fn answer_new(
        &self,
        tx: &mut Tx,
        state: State,
        id: MessageId,
        content: &str,
    ) -> StorageResult<Begun> {
        let begin = &self.begin;
        let State { last_position, told, .. } = state;
        let history = if last_position == 0 || begin.history_limit == 0 {
            Vec::new()
        } else {
            messages::last(tx, self.tenant, begin.chat_id, None, begin.history_limit).await?
        };
        let message = Message {
            id,
            chat_id: begin.chat_id,
            role: MessageRole::User,
            content: content.to_owned(),
            parts: Vec::new(),
            citations: Vec::new(),
            outcome: None,
            feedback: None,
            turn_id: begin.turn_id,
            created_at: begin.now,
        };
        let turn = self.turn(id);
        let sql = with_turn!(
            message: "INSERT INTO messages (tenant_id, id, chat_id, position, role, content, citations, turn_id, created_at)
            VALUES ($1, $4, $3, $11, 'user', $12, '[]', $2, $9)";
            "UPDATE chats SET title = COALESCE(title, $10), updated_at = $9 WHERE tenant_id = $1 AND id = $3"
        );
        self.begun(tx, sql, &turn)
            .bind(begin.title.as_deref())
            .bind(last_position + 1)
            .bind(content)
            .execute()
            .await?;
        Ok(Begun::Started { turn, message, history, told, before: None })
    }

    async fn answer_again(&self, tx: &mut Tx, told: Box<Told>) -> StorageResult<Begun> {
        let begin = &self.begin;
        let Some((position, message, history)) = self.question(tx).await? else {
            return Ok(Begun::NothingToAnswer);
        };
        let turn = self.turn(message.id);
        let sql = with_turn!(
            answer: "DELETE FROM messages WHERE tenant_id = $1 AND chat_id = $3 AND position > $11 AND role = 'assistant'";
            "UPDATE chats SET title = COALESCE(title, $10), updated_at = $9 WHERE tenant_id = $1 AND id = $3"
        );
        self.begun(tx, sql, &turn).bind(begin.title.as_deref()).bind(position).execute().await?;
        Ok(Begun::Started { turn, message, history, told, before: None })
    }

    /// The chat's last message must be an answer that waits. Its row stays as it is until the turn ends.
    async fn go_on(&self, tx: &mut Tx, told: Box<Told>) -> StorageResult<Begun> {
        let begin = &self.begin;
        let last = messages::last(tx, self.tenant, begin.chat_id, None, 1).await?.pop();
        let Some(before) = last.filter(|message| message.outcome == Some(TurnStatus::Waiting)) else {
            return Ok(Begun::NothingToAnswer);
        };
        let Some((_, message, history)) = self.question(tx).await? else {
            return Ok(Begun::NothingToAnswer);
        };
        let turn = TurnRecord { assistant_message_id: before.id, ..self.turn(message.id) };
        let sql = with_turn!(;
            "UPDATE chats SET updated_at = $9 WHERE tenant_id = $1 AND id = $3"
        );
        self.begun(tx, sql, &turn).execute().await?;
        Ok(Begun::Started { turn, message, history, told, before: Some(Box::new(before)) })
    }

    /// What the visitor said last, with its position and what came before it.
    async fn question(&self, tx: &mut Tx) -> StorageResult<Option<(i64, Message, Vec<Message>)>> {
        let begin = &self.begin;
        let found = messages::last_of_visitor(tx, self.tenant, begin.chat_id).await?;
        let Some((position, message)) = found else { return Ok(None) };
        let history =
            messages::last(tx, self.tenant, begin.chat_id, Some(position), begin.history_limit).await?;
        Ok(Some((position, message, history)))
    }

    /// A statement of `with_turn`, with the values of the turn's row.
    fn begun<'q>(&self, tx: &'q mut Tx, sql: Sql, turn: &TurnRecord) -> Query<'q> {
        tx.sql(sql)
            .id(self.tenant)
            .id(turn.id)
            .id(turn.chat_id)
            .id(turn.user_message_id)
            .id(turn.assistant_message_id)
            .id(turn.node_id)
            .bind(&turn.fingerprint[..])
            .bind(self.begin.idempotency_key.as_deref())
            .time(turn.started_at)
    }

    fn turn(&self, user_message_id: MessageId) -> TurnRecord {
        let begin = &self.begin;
        TurnRecord {
            id: begin.turn_id,
            chat_id: begin.chat_id,
            user_message_id,
            assistant_message_id: begin.assistant_message_id,
            status: TurnStatus::Running,
            node_id: begin.node_id,
            fingerprint: begin.fingerprint,
            started_at: begin.now,
            ended_at: None,
        }
    }
}
