//! Reports. Ids begin with the time, so a stretch of time is a stretch of the primary key; what lies in it is read once.

use std::time::Duration;

use async_trait::async_trait;
use domain::alert::Ratings;
use domain::id::first_at;
use domain::insight::{Day, InsightStore, Latency, Question, ReportRange};
use domain::storage::StorageResult;

use crate::query::{Query, Row};
use crate::scope::Scope;

/// Binds `$1` to `$4`: tenant, the range's first ids, the agent.
fn bind_range<'c>(query: Query<'c>, scope: &Scope, range: ReportRange) -> Query<'c> {
    query.id(scope.tenant).bind(first_at(range.from)).bind(first_at(range.until)).optional_id(range.agent)
}

#[async_trait]
impl InsightStore for Scope {
    async fn days(&self, range: ReportRange) -> StorageResult<Vec<Day>> {
        let mut tx = self.read().await?;
        let query = tx.sql(
            "SELECT (m.created_at + $5) / 86400000 AS day,
                COUNT(DISTINCT CASE WHEN m.role = 'user' THEN m.chat_id END) AS conversations,
                SUM(CASE WHEN m.role = 'user' THEN 1 ELSE 0 END) AS questions,
                SUM(CASE WHEN m.rating = 'up' THEN 1 ELSE 0 END) AS ups,
                SUM(CASE WHEN m.rating = 'down' THEN 1 ELSE 0 END) AS downs,
                SUM(CASE WHEN m.role = 'user' AND NOT EXISTS (
                    SELECT 1 FROM messages a WHERE a.tenant_id = m.tenant_id AND a.chat_id = m.chat_id
                        AND a.position = m.position + 1 AND a.role = 'assistant' AND a.outcome = 'complete'
                        AND a.citations <> '[]'
                ) THEN 1 ELSE 0 END) AS unanswered
            FROM messages m JOIN chats c ON c.tenant_id = m.tenant_id AND c.id = m.chat_id
            WHERE m.tenant_id = $1 AND m.id >= $2 AND m.id < $3 AND NOT c.preview AND ($4 IS NULL OR c.agent_id = $4)
            GROUP BY 1 HAVING SUM(CASE WHEN m.role = 'user' OR m.rating IS NOT NULL THEN 1 ELSE 0 END) > 0 ORDER BY 1",
        );
        bind_range(query, self, range).bind(i64::from(range.offset_minutes) * 60_000).all_as(read_day).await
    }

    async fn latency(&self, range: ReportRange) -> StorageResult<Latency> {
        let mut tx = self.snapshot().await?;
        let query = tx.sql(
            "SELECT COUNT(*) AS answers FROM turns t JOIN chats c ON c.tenant_id = t.tenant_id AND c.id = t.chat_id
            WHERE t.tenant_id = $1 AND t.id >= $2 AND t.id < $3 AND NOT c.preview AND ($4 IS NULL OR c.agent_id = $4)
                AND t.status = 'complete'",
        );
        let answers: i64 =
            bind_range(query, self, range).optional_as(|row| row.get("answers")).await?.unwrap_or(0);
        let mut latency = Latency { answers: u64::try_from(answers).unwrap_or(0), ..Latency::default() };
        for (part, place) in [(&mut latency.median, answers / 2), (&mut latency.p95, answers * 95 / 100)] {
            let query = tx.sql(
                "SELECT t.ended_at - t.started_at AS took
                FROM turns t JOIN chats c ON c.tenant_id = t.tenant_id AND c.id = t.chat_id
                WHERE t.tenant_id = $1 AND t.id >= $2 AND t.id < $3 AND NOT c.preview
                    AND ($4 IS NULL OR c.agent_id = $4) AND t.status = 'complete'
                ORDER BY 1 LIMIT 1 OFFSET $5",
            );
            let took: Option<i64> =
                bind_range(query, self, range).bind(place).optional_as(|row| row.get("took")).await?;
            *part = Duration::from_millis(took.and_then(|took| u64::try_from(took).ok()).unwrap_or(0));
        }
        Ok(latency)
    }

    async fn ratings(&self, range: ReportRange, most: u32) -> StorageResult<Ratings> {
        let mut tx = self.read().await?;
        let query = tx.sql(
            "SELECT COALESCE(SUM(CASE WHEN r.rating = 'up' THEN 1 ELSE 0 END), 0) AS ups,
                COALESCE(SUM(CASE WHEN r.rating = 'down' THEN 1 ELSE 0 END), 0) AS downs
            FROM (
                SELECT m.rating AS rating FROM messages m JOIN chats c ON c.tenant_id = m.tenant_id AND c.id = m.chat_id
                WHERE m.tenant_id = $1 AND m.id >= $2 AND m.id < $3 AND m.rating IS NOT NULL AND NOT c.preview
                    AND ($4 IS NULL OR c.agent_id = $4)
                ORDER BY m.id DESC LIMIT $5
            ) r",
        );
        let query = bind_range(query, self, range).bind(i64::from(most));
        let ratings = query
            .optional_as(|row| Ok(Ratings { up: row.number("ups")?, down: row.number("downs")? }))
            .await?;
        Ok(ratings.unwrap_or_default())
    }

    async fn unanswered(&self, range: ReportRange, limit: u32) -> StorageResult<Vec<Question>> {
        let mut tx = self.read().await?;
        let query = tx.sql(
            "SELECT m.chat_id, SUBSTR(m.content, 1, 300) AS question
            FROM messages m JOIN chats c ON c.tenant_id = m.tenant_id AND c.id = m.chat_id
            WHERE m.tenant_id = $1 AND m.id >= $2 AND m.id < $3 AND NOT c.preview AND ($4 IS NULL OR c.agent_id = $4)
                AND m.role = 'user' AND NOT EXISTS (
                    SELECT 1 FROM messages a WHERE a.tenant_id = m.tenant_id AND a.chat_id = m.chat_id
                        AND a.position = m.position + 1 AND a.role = 'assistant' AND a.outcome = 'complete'
                        AND a.citations <> '[]'
                ) AND NOT EXISTS (
                    SELECT 1 FROM turns t WHERE t.tenant_id = m.tenant_id AND t.chat_id = m.chat_id AND t.status = 'running'
                )
            ORDER BY m.id DESC LIMIT $5",
        );
        bind_range(query, self, range)
            .bind(i64::from(limit))
            .all_as(|row| Ok(Question { chat_id: row.id("chat_id")?, text: row.text("question")? }))
            .await
    }
}

fn read_day(row: &Row) -> StorageResult<Day> {
    Ok(Day {
        day: row.get("day")?,
        conversations: row.number("conversations")?,
        questions: row.number("questions")?,
        unanswered: row.number("unanswered")?,
        ups: row.number("ups")?,
        downs: row.number("downs")?,
    })
}
