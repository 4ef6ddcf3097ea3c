//! An agent of this installation, or of a demo that is set up for the run: found by id or slug, live or as a draft, with another prompt or
//! model if wished.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use domain::agent::{Agent, LiveAgent};
use domain::chat::model::Models;
use domain::id::{AgentId, TenantId};
use domain::page::PageRequest;

use crate::config::Config;
use crate::demo;
use crate::wire::App;

/// Which agent, and in which form.
pub struct Choice {
    /// Id or slug; the only one there is when not given.
    pub agent: Option<String>,
    /// The draft instead of the live version.
    pub draft: bool,
    /// Instead of its instructions.
    pub prompt: Option<String>,
    /// Instead of its model.
    pub model: Option<String>,
}

/// An agent with the house it lives in.
pub struct House {
    /// Storage, search, models.
    pub app: App,
    /// Whose.
    pub tenant: TenantId,
    /// What is asked.
    pub agent: LiveAgent,
}

impl House {
    /// Opens the installation; `models` answers instead of the configured ones.
    pub async fn open(
        config: &Config,
        with_demo: bool,
        models: Option<Arc<dyn Models>>,
        choice: Choice,
    ) -> anyhow::Result<Self> {
        let app = App::build_with(config, models).await?;
        if with_demo {
            demo::seed(&app).await?;
            app.worker().run_due().await?;
        }
        let (tenant, agent) = find(&app, choice.agent.as_deref()).await?;
        let mut live = if choice.draft {
            agent.draft_as_live(app.cold.tenant(tenant).tools(agent.id).await?)
        } else {
            let live = app.cold.tenant(tenant).live_agent(agent.id).await?;
            live.with_context(|| format!("there is no agent {}", agent.id))?
        };
        if let Some(prompt) = choice.prompt {
            live.config.system_prompt = prompt;
        }
        if choice.model.is_some() {
            live.config.model = choice.model;
        }
        Ok(Self { app, tenant, agent: live })
    }
}

async fn find(app: &App, wanted: Option<&str>) -> anyhow::Result<(TenantId, Agent)> {
    let id: Option<AgentId> = wanted.and_then(|wanted| wanted.parse().ok());
    let mut found = Vec::new();
    for tenant in app.directory.tenants().await? {
        let store = app.cold.tenant(tenant.id);
        if let Some(id) = id {
            found.extend(store.agent(id).await?.map(|agent| (tenant.id, agent)));
            continue;
        }
        let mut page = PageRequest::first();
        loop {
            let agents = store.agents(page).await?;
            let fits = |agent: &Agent| wanted.is_none_or(|wanted| agent.slug == wanted);
            found.extend(agents.items.into_iter().filter(fits).map(|agent| (tenant.id, agent)));
            match agents.next {
                Some(next) => page = PageRequest { after: Some(next), ..page },
                None => break,
            }
        }
    }
    match (found.len(), wanted) {
        (1, _) => found.pop().context("there is no agent"),
        (0, Some(wanted)) => bail!("there is no agent {wanted}"),
        (0, None) => bail!("there is no agent yet; try --demo"),
        (_, _) => {
            let names: Vec<String> =
                found.iter().map(|(_, agent)| format!("{} ({})", agent.id, agent.draft.name)).collect();
            bail!("which agent? Give --agent with one of {}", names.join(", "))
        }
    }
}
