//! An agent's own Langfuse project: the connection, datasets as suites and back, the prompt, the project's webhook. Owns their wire types. It
//! must not know how a project is talked to.

pub mod connect;
pub mod disconnect;
pub mod get;
pub mod hook;
pub mod prompt;
pub mod pull;
pub mod push;
mod signature;
pub mod test;

use domain::id::AgentId;
use domain::langfuse::connection::Connection;
use domain::langfuse::{LangfuseError, Project};

use crate::auth::Can;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};

/// The project of an agent that the caller reaches; 404 without one.
async fn find<P>(can: &Can<P>, agent: AgentId) -> ApiResult<Connection> {
    can.agent(agent).await?;
    can.store.connection(agent).await?.ok_or_else(ApiError::not_found)
}

/// The same, opened.
async fn project<P>(edge: &Edge, can: &Can<P>, agent: AgentId) -> ApiResult<Project> {
    find(can, agent).await?.project(can.tenant.id, &*edge.vault).map_err(ApiError::internal)
}

/// What a project answered, at the field that it is about.
fn told(path: &'static str) -> impl Fn(LangfuseError) -> ApiError {
    move |error| match error {
        LangfuseError::Address(reason) => ApiError {
            code: Code::BlockedDestination,
            ..ApiError::invalid("host", format!("cannot be used: {reason}"))
        },
        LangfuseError::Missing(what) => ApiError::invalid(path, format!("names nothing: there is no {what}")),
        error => ApiError::new(Code::UpstreamError, format!("Langfuse: {error}.")),
    }
}
