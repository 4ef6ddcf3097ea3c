//! One story over both databases: the same steps, every port method, every documented outcome.
//!
//! Postgres is visited as a role that is not a superuser, so that its row-level policies are in force throughout.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod accounts;
mod agents;
mod alerts;
mod audit;
mod begin;
mod caches;
mod changes;
mod chats;
mod conversations;
mod documents;
mod evals;
mod feedback;
mod finish;
mod insight;
mod isolation;
mod jobs;
mod keys;
mod langfuse;
mod mcp;
mod nodes;
mod open;
mod outsized;
mod race;
mod repeats;
mod schema;
mod sources;
mod tenants;
mod tools;
mod visitors;
mod walls;
mod world;

/// Each chapter on each database.
macro_rules! chapters {
    ($($chapter:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $chapter() {
                crate::$chapter::story(&crate::world::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test] async fn $chapter() {
                crate::$chapter::story(&crate::world::World::postgres().await).await;
            })*
        }
    };
}

chapters!(
    accounts,
    agents,
    alerts,
    audit,
    begin,
    caches,
    changes,
    chats,
    conversations,
    documents,
    evals,
    feedback,
    finish,
    insight,
    isolation,
    jobs,
    keys,
    langfuse,
    mcp,
    nodes,
    outsized,
    race,
    repeats,
    schema,
    sources,
    tools,
    visitors
);
