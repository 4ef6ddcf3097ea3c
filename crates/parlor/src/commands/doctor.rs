//! `parlor doctor`: what works, what does not, and what to do about it.

use std::io::Write as _;

use domain::document::EmbedError;

use crate::assets;
use crate::config::Config;
use crate::wire::App;

struct Finding {
    subject: &'static str,
    state: Result<String, String>,
}

/// Prints one line per subject; fails when something needed does not work.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let app = App::build(config).await?;
    let findings = [storage(&app).await, embedding(&app).await, model(&app), web_apps()];
    app.close().await;
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        let (mark, text) = match &finding.state {
            Ok(text) => ("ok", text),
            Err(text) => ("--", text),
        };
        writeln!(out, "{mark}  {:<10} {text}", finding.subject)?;
    }
    match findings.iter().find(|finding| finding.subject == "storage" && finding.state.is_err()) {
        Some(_) => anyhow::bail!("storage does not work"),
        None => Ok(()),
    }
}

async fn storage(app: &App) -> Finding {
    let state = match app.hot.check().await {
        Ok(()) => Ok("reads and writes".to_owned()),
        Err(error) => Err(error.to_string()),
    };
    Finding { subject: "storage", state }
}

async fn embedding(app: &App) -> Finding {
    let embedder = app.embedders.current();
    let state = match embedder.embed(vec!["hello".into()]).await {
        Ok(_) => Ok(embedder.model().to_owned()),
        Err(EmbedError::Missing(reason)) => Err(format!("search works on text alone: {reason}")),
        Err(error) => Err(error.to_string()),
    };
    Finding { subject: "embedding", state }
}

fn model(app: &App) -> Finding {
    Finding { subject: "model", state: Ok(app.models.default_model().to_owned()) }
}

fn web_apps() -> Finding {
    let state = match assets::missing() {
        missing if missing.is_empty() => Ok("widget and dashboard".to_owned()),
        missing => Err(format!("not built: {}; run `cargo xtask web`", missing.join(", "))),
    };
    Finding { subject: "web apps", state }
}
