//! The inbox. What an index answers (agent, visitor, time, place in the list) chooses a window of conversations, newest first; what
//! has to be looked for (words, ratings, labels) is looked for in that window only, so that no search reads more than its share.

use std::collections::HashMap;
use std::fmt::Write as _;

use domain::chat::{Chat, Rating};
use domain::conversation::{Conversation, ConversationFilter};
use domain::id::{ChatId, first_at};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;
use domain::visitor::Visitor;
use uuid::Uuid;

use super::label;
use crate::chat::{rating_word, read_chat};
use crate::db::Tx;
use crate::dialect::Sql;
use crate::query::{Row, overfetch};
use crate::scope::Scope;

/// How many conversations one call looks at when it has to look into them.
const WINDOW: i64 = 2_000;

/// Whether the conversation `c` has a question without a complete, cited answer. An answer stands right after its question.
const UNANSWERED: &str = "(NOT EXISTS (
        SELECT 1 FROM turns t WHERE t.tenant_id = c.tenant_id AND t.chat_id = c.id AND t.status = 'running'
    ) AND EXISTS (
        SELECT 1 FROM messages q WHERE q.tenant_id = c.tenant_id AND q.chat_id = c.id AND q.role = 'user' AND NOT EXISTS (
            SELECT 1 FROM messages a WHERE a.tenant_id = q.tenant_id AND a.chat_id = q.chat_id
                AND a.position = q.position + 1 AND a.role = 'assistant' AND a.outcome = 'complete' AND a.citations <> '[]'
        )
    ))";

/// A value for a place in the text.
enum Bind {
    Id(Uuid),
    Number(i64),
    Text(String),
}

/// A statement with its values, put together from the conditions that are asked for. Only texts of this file go into the statement.
#[derive(Default)]
struct Statement {
    text: String,
    binds: Vec<Bind>,
}

impl Statement {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text in which `$` stands for the value, any number of times.
    fn with(&mut self, text: &str, value: Bind) {
        self.binds.push(value);
        let place = format!("${}", self.binds.len());
        self.text.push_str(&text.replace('$', &place));
    }

    fn run(self, tx: &mut Tx) -> crate::query::Query<'_> {
        // SQLite's LIKE knows no case; on Postgres that is another word.
        let pg = self.text.replace(" LIKE ", " ILIKE ");
        self.binds.into_iter().fold(tx.sql(Sql::owned(self.text, pg)), |query, bind| match bind {
            Bind::Id(id) => query.bind(id),
            Bind::Number(number) => query.bind(number),
            Bind::Text(text) => query.bind(text),
        })
    }
}

/// The conversations that an index finds: all conditions but those that [`inner`] adds.
fn window(scope: &Scope, filter: &ConversationFilter, after: Option<Uuid>) -> Statement {
    let mut sql = Statement::default();
    sql.push("SELECT tenant_id, id, agent_id, visitor_id, title, status, preview, created_at, updated_at FROM chats");
    sql.with(" WHERE tenant_id = $ AND NOT preview", Bind::Id(scope.tenant.into()));
    if let Some(agent) = filter.agent {
        sql.with(" AND agent_id = $", Bind::Id(agent.into()));
    }
    if let Some(visitor) = filter.visitor {
        sql.with(" AND visitor_id = $", Bind::Id(visitor.into()));
    }
    if let Some(after) = after {
        sql.with(" AND id < $", Bind::Id(after));
    }
    // Ids begin with the time, so the key finds a time, too.
    if let Some(from) = filter.from {
        sql.with(" AND id >= $", Bind::Id(first_at(from)));
    }
    if let Some(until) = filter.until {
        sql.with(" AND id < $", Bind::Id(first_at(until)));
    }
    sql.push(" ORDER BY id DESC");
    sql
}

fn looks_inside(filter: &ConversationFilter) -> bool {
    let ConversationFilter { text, visitor_text, rating, label, unanswered, .. } = filter;
    text.is_some() || visitor_text.is_some() || rating.is_some() || label.is_some() || *unanswered
}

/// Adds the conditions that look into a conversation.
fn inner(sql: &mut Statement, filter: &ConversationFilter) {
    if let Some(text) = &filter.text {
        sql.with(
            " AND (c.title LIKE $ ESCAPE '\\' OR EXISTS (
                SELECT 1 FROM messages m
                WHERE m.tenant_id = c.tenant_id AND m.chat_id = c.id AND m.content LIKE $ ESCAPE '\\'
            ))",
            Bind::Text(containing(text)),
        );
    }
    if let Some(text) = &filter.visitor_text {
        sql.with(
            " AND (v.external_id LIKE $ ESCAPE '\\' OR v.name LIKE $ ESCAPE '\\' OR v.email LIKE $ ESCAPE '\\')",
            Bind::Text(containing(text)),
        );
    }
    if let Some(rating) = filter.rating {
        sql.with(
            " AND EXISTS (
                SELECT 1 FROM messages m WHERE m.tenant_id = c.tenant_id AND m.chat_id = c.id AND m.rating = $
            )",
            Bind::Text(rating_word(rating).to_owned()),
        );
    }
    if let Some(label) = &filter.label {
        sql.with(
            " AND EXISTS (
                SELECT 1 FROM chat_labels l WHERE l.tenant_id = c.tenant_id AND l.chat_id = c.id AND l.label = $
            )",
            Bind::Text(label.clone()),
        );
    }
    if filter.unanswered {
        sql.push(" AND ");
        sql.push(UNANSWERED);
    }
}

/// The pattern for text that contains `text`, taken literally.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// What is read of each conversation `c`, with its visitor `v`.
fn columns() -> String {
    let mut text =
        "SELECT c.id, c.agent_id, c.visitor_id, c.title, c.status, c.preview, c.created_at, c.updated_at,
        v.external_id, v.name, v.email, v.created_at AS visitor_created_at"
            .to_owned();
    for rating in [Rating::Up, Rating::Down] {
        let word = rating_word(rating);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            ", (SELECT COUNT(*) FROM messages m
                WHERE m.tenant_id = c.tenant_id AND m.chat_id = c.id AND m.rating = '{word}') AS {word}s"
        );
    }
    text + ", " + UNANSWERED + " AS unanswered"
}

fn read(row: &Row) -> StorageResult<Conversation> {
    let chat: Chat = read_chat(row)?;
    let visitor = Visitor {
        id: chat.visitor_id,
        agent_id: chat.agent_id,
        external_id: row.get("external_id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        created_at: row.time("visitor_created_at")?,
    };
    Ok(Conversation {
        chat,
        visitor,
        labels: Vec::new(),
        ups: row.number("ups")?,
        downs: row.number("downs")?,
        unanswered: row.get("unanswered")?,
    })
}

pub(super) async fn page(
    scope: &Scope,
    filter: &ConversationFilter,
    request: PageRequest,
) -> StorageResult<Page<Conversation>> {
    let mut tx = scope.read().await?;
    let searches = looks_inside(filter);
    let size = if searches { WINDOW } else { overfetch(request.limit) };
    let mut sql = window(scope, filter, request.after);
    sql.text.insert_str(0, &format!("{} FROM (", columns()));
    sql.with(" LIMIT $", Bind::Number(size));
    sql.push(") c JOIN visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id WHERE TRUE");
    inner(&mut sql, filter);
    sql.with(" ORDER BY c.id DESC LIMIT $", Bind::Number(overfetch(request.limit)));
    let found = sql.run(&mut tx).all_as(read).await?;
    let mut page = Page::from_overfetch(found, request.limit, |one| one.chat.id.into());
    if searches && page.next.is_none() {
        // Nothing more in this window: the search goes on after its last conversation, if the window was full.
        let mut last = window(scope, filter, request.after);
        last.with(" LIMIT 1 OFFSET $", Bind::Number(WINDOW - 1));
        page.next = last.run(&mut tx).optional_as(|row| row.get("id")).await?;
    }
    add_labels(scope, &mut tx, &mut page.items).await?;
    Ok(page)
}

pub(super) async fn one(scope: &Scope, id: ChatId) -> StorageResult<Option<Conversation>> {
    let mut tx = scope.read().await?;
    let mut sql = Statement { text: columns(), binds: Vec::new() };
    sql.push(" FROM chats c JOIN visitors v ON v.tenant_id = c.tenant_id AND v.id = c.visitor_id");
    sql.with(" WHERE c.tenant_id = $", Bind::Id(scope.tenant.into()));
    sql.with(" AND c.id = $", Bind::Id(id.into()));
    let Some(found) = sql.run(&mut tx).optional_as(read).await? else { return Ok(None) };
    let mut found = [found];
    add_labels(scope, &mut tx, &mut found).await?;
    let [found] = found;
    Ok(Some(found))
}

/// Fills in the labels of a page, which is sorted by id, newest first.
async fn add_labels(scope: &Scope, tx: &mut Tx, page: &mut [Conversation]) -> StorageResult<()> {
    let (Some(newest), Some(oldest)) = (page.first(), page.last()) else { return Ok(()) };
    let mut by_chat: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (chat, label) in label::between(scope, tx, oldest.chat.id, newest.chat.id).await? {
        by_chat.entry(chat).or_default().push(label);
    }
    for one in page {
        one.labels = by_chat.remove(&one.chat.id.into()).unwrap_or_default();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_takes_its_words_literally() {
        assert_eq!(containing("50% off_\\"), "%50\\% off\\_\\\\%");
        let mut sql = Statement::default();
        sql.with("a = $", Bind::Number(1));
        sql.with(" AND (b LIKE $ OR c LIKE $)", Bind::Text("$1".into()));
        assert_eq!(sql.text, "a = $1 AND (b LIKE $2 OR c LIKE $2)");
    }
}
