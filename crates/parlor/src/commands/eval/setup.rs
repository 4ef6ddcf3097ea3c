//! Who is asked in a run, and with what: an agent of this installation, or one of a running server.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use domain::chat::extract;
use domain::chat::model::Models;
use domain::document::Embedder;
use domain::id::AgentId;
use evals::judge::Judge;
use evals::run::budget::Meter;
use evals::script::Script;
use evals::tape::Tape;
use evals::target::Target;
use evals::target::engine::EngineTarget;
use outbound::Secret;
use outbound::remote::RemoteAgent;
use outbound::system::{SystemClock, SystemIds};

use super::files;
use super::house::{Choice, House};
use super::remote::Remote;
use super::run::Run;
use crate::config::Config;
use crate::wire;

/// See the module.
pub struct Setup {
    /// Who is asked.
    pub target: Arc<dyn Target>,
    /// Who judges, when anybody can.
    pub judge: Option<Judge>,
    /// Text to vectors.
    pub embedder: Arc<dyn Embedder>,
    /// Who is asked, for people.
    pub name: String,
    /// This installation, when it is the one that is asked.
    pub house: Option<House>,
}

impl Setup {
    /// As the flags say.
    pub async fn new(
        run: &Run,
        config: &Config,
        tape: &Arc<Tape>,
        meter: &Arc<Meter>,
    ) -> anyhow::Result<Self> {
        let scripted = run.script.as_deref().map(script).transpose()?;
        if let (Some(url), Some(key), Some(agent)) = (&run.url, &run.key, &run.agent) {
            let agent: AgentId = agent.parse().context("--agent: a server is asked by the agent's id")?;
            let models = match scripted {
                Some(models) => models,
                None => wire::models::language(config)?,
            };
            let target = Remote {
                agent: RemoteAgent::new(url, Secret::new(key), agent)?,
                meter: meter.clone(),
                clock: Arc::new(SystemClock),
                ids: Arc::new(SystemIds),
            };
            return Ok(Self {
                target: Arc::new(target),
                judge: judge(run, models),
                embedder: wire::models::embedders(config)?.current(),
                name: format!("{agent} at {url}"),
                house: None,
            });
        }
        let choice = Choice {
            agent: run.agent.clone(),
            draft: run.draft,
            prompt: run.prompt.as_deref().map(files::read).transpose()?,
            model: run.model.clone(),
        };
        let house = House::open(config, run.demo, scripted, choice).await?;
        let target = EngineTarget::new(house.app.ports(), tape.clone(), house.tenant, house.agent.clone());
        let version =
            house.agent.version.map_or_else(|| "draft".to_owned(), |version| format!("version {version}"));
        Ok(Self {
            target: Arc::new(target),
            judge: judge(run, house.app.models.clone()),
            embedder: house.app.embedders.current(),
            name: format!("{}, {version}", house.agent.config.name),
            house: Some(house),
        })
    }
}

/// The built-in answerer quotes and cannot judge.
fn judge(run: &Run, models: Arc<dyn Models>) -> Option<Judge> {
    let able = run.judge_model.is_some() || models.default_model() != extract::MODEL;
    able.then(|| Judge::new(models, run.judge_model.clone()))
}

/// The scripted model in a file.
pub fn script(path: &Path) -> anyhow::Result<Arc<dyn Models>> {
    Ok(Arc::new(Script::read(&path.display().to_string(), &files::read(path)?)?.alone()))
}
