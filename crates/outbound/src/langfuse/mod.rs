//! Langfuse projects over their public API, through the guarded client: datasets, experiments, scores, prompts.
//!
//! Every request may be sent again: what is written has an id that follows from what it is. Lists are read up to a bound. It must not know
//! what an item means. [`experiment`] writes runs, [`call`] is one request with its repetitions.

mod call;
mod experiment;

use std::sync::Arc;

use async_trait::async_trait;
use domain::clock::Clock;
use domain::langfuse::{
    Api, Dataset, Experiment, Item, Langfuse, LangfuseError, Probe, Project, Prompt, Pushed, Reported,
};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use self::call::Caller;
use crate::egress::Egress;

/// Items of one page.
const PAGE: usize = 50;
/// Pages that are read at most: twice the largest suite.
const PAGES: usize = 400;

/// Talks to Langfuse projects.
pub struct LangfuseApi {
    egress: Arc<Egress>,
    clock: Arc<dyn Clock>,
}

impl LangfuseApi {
    /// Over this client.
    pub fn new(egress: Arc<Egress>, clock: Arc<dyn Clock>) -> Self {
        Self { egress, clock }
    }

    fn caller(&self, project: &Project) -> Result<Caller<'_>, LangfuseError> {
        Caller::new(&self.egress, &*self.clock, project)
    }
}

#[async_trait]
impl Langfuse for LangfuseApi {
    async fn check(&self, host: &str) -> Result<(), LangfuseError> {
        let url = Url::parse(host).map_err(|error| LangfuseError::Address(error.to_string()))?;
        Ok(self.egress.check(&url).await?)
    }

    async fn probe(&self, project: &Project) -> Result<Probe, LangfuseError> {
        probe(&self.caller(project)?, project.api).await
    }

    async fn datasets(&self, project: &Project) -> Result<Vec<String>, LangfuseError> {
        let caller = self.caller(project)?;
        let datasets: Vec<DatasetWire> = pages(&caller, &["v2", "datasets"], &[]).await?;
        Ok(datasets.into_iter().map(|dataset| dataset.name).collect())
    }

    async fn dataset(&self, project: &Project, name: &str) -> Result<Dataset, LangfuseError> {
        let caller = self.caller(project)?;
        let dataset = find(&caller, name).await?;
        let items = items(&caller, name).await?;
        Ok(Dataset {
            name: dataset.name,
            description: dataset.description,
            metadata: object(dataset.metadata),
            items,
        })
    }

    async fn push(&self, project: &Project, dataset: &Dataset) -> Result<Pushed, LangfuseError> {
        let caller = self.caller(project)?;
        let made =
            json!({"name": dataset.name, "description": dataset.description, "metadata": dataset.metadata});
        let _: Value = caller.ask(Method::POST, &["v2", "datasets"], &[], Some(&made)).await?;
        let there = items(&caller, &dataset.name).await?;
        let mut pushed = Pushed::default();
        for item in &dataset.items {
            if there.iter().any(|other| other == item) {
                pushed.unchanged += 1;
                continue;
            }
            let made = json!({
                "datasetName": dataset.name,
                "id": item.id,
                "input": item.input,
                "expectedOutput": item.expected,
                "metadata": item.metadata,
                "status": if item.archived { "ARCHIVED" } else { "ACTIVE" },
            });
            let _: Value = caller.ask(Method::POST, &["dataset-items"], &[], Some(&made)).await?;
            if item.archived { pushed.archived += 1 } else { pushed.written += 1 }
        }
        Ok(pushed)
    }

    async fn report(&self, project: &Project, experiment: &Experiment) -> Result<Reported, LangfuseError> {
        let caller = self.caller(project)?;
        let probe = probe(&caller, project.api).await?;
        let dataset = find(&caller, &experiment.dataset).await?;
        let experiment = experiment::Writing { caller: &caller, experiment, dataset: dataset.id, probe };
        Ok(experiment.write().await)
    }

    async fn prompt(&self, project: &Project, name: &str, label: &str) -> Result<Prompt, LangfuseError> {
        let caller = self.caller(project)?;
        let found = caller.ask(Method::GET, &["v2", "prompts", name], &[("label", label)], None).await;
        let prompt: PromptWire = named(found, || format!("prompt {name} with the label {label}"))?;
        Ok(Prompt { name: prompt.name, version: prompt.version, text: text(&prompt.prompt)? })
    }
}

async fn probe(caller: &Caller<'_>, api: Option<Api>) -> Result<Probe, LangfuseError> {
    let health: Health = caller.ask(Method::GET, &["health"], &[], None).await?;
    let projects: Projects = caller.ask(Method::GET, &["projects"], &[], None).await?;
    let project = projects.data.into_iter().next();
    let project = project.ok_or_else(|| LangfuseError::Answer("the keys are of no project".to_owned()))?;
    let api = api.unwrap_or_else(|| told_by(&health.version));
    Ok(Probe { version: health.version, api, project_id: project.id, project: project.name })
}

/// Version 4 took dataset runs away. A version that says nothing is taken for a new one.
fn told_by(version: &str) -> Api {
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_some_and(|major| major < 4) { Api::RunItems } else { Api::Spans }
}

async fn find(caller: &Caller<'_>, name: &str) -> Result<DatasetWire, LangfuseError> {
    let found = caller.ask(Method::GET, &["v2", "datasets", name], &[], None).await;
    named(found, || format!("dataset {name}"))
}

async fn items(caller: &Caller<'_>, dataset: &str) -> Result<Vec<Item>, LangfuseError> {
    let items: Vec<ItemWire> = pages(caller, &["dataset-items"], &[("datasetName", dataset)]).await?;
    // The server lists the newest first.
    Ok(items.into_iter().rev().map(Item::from).collect())
}

/// All of a list that is read by pages.
async fn pages<T: for<'de> Deserialize<'de>>(
    caller: &Caller<'_>,
    path: &[&str],
    query: &[(&str, &str)],
) -> Result<Vec<T>, LangfuseError> {
    let mut all = Vec::new();
    for number in 1..=PAGES {
        let (number, limit) = (number.to_string(), PAGE.to_string());
        let query = [query, &[("page", number.as_str()), ("limit", limit.as_str())]].concat();
        let page: Page<T> = caller.ask(Method::GET, path, &query, None).await?;
        let last = page.data.len() < PAGE;
        all.extend(page.data);
        if last {
            return Ok(all);
        }
    }
    Err(LangfuseError::Answer(format!("{} has more than {} entries", path.join("/"), PAGES * PAGE)))
}

fn named<T>(found: Result<T, LangfuseError>, what: impl Fn() -> String) -> Result<T, LangfuseError> {
    found.map_err(|error| match error {
        LangfuseError::Missing(_) => LangfuseError::Missing(what()),
        other => other,
    })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

/// The text of a prompt. Of a chat prompt only instructions can be taken: what else it says is no system prompt.
fn text(prompt: &Value) -> Result<String, LangfuseError> {
    let text = match prompt {
        Value::String(text) => text.clone(),
        Value::Array(messages) => {
            let system = |message: &&Value| matches!(message["role"].as_str(), Some("system" | "developer"));
            let texts: Vec<&str> =
                messages.iter().filter(system).filter_map(|message| message["content"].as_str()).collect();
            texts.join("\n\n")
        }
        _ => String::new(),
    };
    if text.trim().is_empty() {
        return Err(LangfuseError::Answer("the prompt holds no instructions".to_owned()));
    }
    Ok(text)
}

#[derive(Deserialize)]
struct Health {
    version: String,
}

#[derive(Deserialize)]
struct Projects {
    data: Vec<ProjectWire>,
}

#[derive(Deserialize)]
struct ProjectWire {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Page<T> {
    data: Vec<T>,
}

#[derive(Deserialize)]
struct DatasetWire {
    id: String,
    name: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    metadata: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ItemWire {
    id: String,
    #[serde(default)]
    input: Value,
    #[serde(default)]
    expected_output: Value,
    #[serde(default)]
    metadata: Value,
    #[serde(default)]
    status: Option<String>,
}

impl From<ItemWire> for Item {
    fn from(item: ItemWire) -> Self {
        Self {
            id: item.id,
            input: item.input,
            expected: item.expected_output,
            metadata: object(item.metadata),
            archived: item.status.as_deref() == Some("ARCHIVED"),
        }
    }
}

#[derive(Deserialize)]
struct PromptWire {
    name: String,
    version: i64,
    prompt: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_tells_how_experiments_are_taken() {
        for (version, api) in [
            ("2.95.11", Api::RunItems),
            ("v3.117.0", Api::RunItems),
            ("4.0.0", Api::Spans),
            ("12.1", Api::Spans),
            ("unknown", Api::Spans),
        ] {
            assert_eq!(told_by(version), api, "{version}");
        }
    }

    #[test]
    fn only_instructions_are_taken_from_a_prompt() {
        assert_eq!(text(&json!("Be kind.")).unwrap(), "Be kind.");
        let chat = json!([
            {"role": "system", "content": "Be kind."},
            {"role": "user", "content": "Hello"},
            {"type": "placeholder", "name": "history"},
            {"role": "developer", "content": "Be brief."},
        ]);
        assert_eq!(text(&chat).unwrap(), "Be kind.\n\nBe brief.");
        for nothing in [json!(" "), json!([{"role": "user", "content": "Hello"}]), json!(null)] {
            assert!(matches!(text(&nothing), Err(LangfuseError::Answer(_))), "{nothing}");
        }
    }
}
