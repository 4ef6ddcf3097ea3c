//! `parlor work`: background jobs without a server.

use crate::commands::shutdown_signal;
use crate::config::Config;
use crate::wire::App;

/// Works until SIGTERM or SIGINT; jobs in hand are finished first.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let stop = shutdown_signal()?;
    let app = App::build(&config).await?;
    tracing::info!("working on background jobs");
    for worker in app.spawn_workers(&stop) {
        worker.await?;
    }
    app.close().await;
    Ok(())
}
