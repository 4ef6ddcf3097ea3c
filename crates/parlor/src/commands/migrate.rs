//! `parlor migrate`.

use crate::config::Config;
use crate::wire;

/// Brings the database up to date. Safe while servers run and when started twice.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let store = wire::open_store(config).await?;
    store.close().await;
    tracing::info!("the database is up to date");
    Ok(())
}
