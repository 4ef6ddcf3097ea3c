//! How Langfuse projects are reached.

use std::sync::Arc;
use std::time::Duration;

use domain::clock::Clock;
use outbound::egress::EgressSettings;
use outbound::langfuse::LangfuseApi;

use crate::config::Config;

/// Where projects are when nobody says otherwise.
pub const HOST: &str = "https://cloud.langfuse.com";
/// Largest answer: a page of items may be long.
pub const ANSWER: usize = 16 << 20;
/// Longest time for one answer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Reaches tenants' projects, through the guarded client.
pub fn projects(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<LangfuseApi> {
    let settings = EgressSettings { max_body: ANSWER, time: PATIENCE, ..EgressSettings::default() };
    Ok(LangfuseApi::new(Arc::new(super::egress(config, settings)?), clock))
}
