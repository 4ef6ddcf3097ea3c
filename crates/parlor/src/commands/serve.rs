//! `parlor serve`.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::commands::shutdown_signal;
use crate::config::Config;
use crate::demo::{self, Demo};
use crate::wire::App;

/// How long answers may go on after SIGTERM. What is still running then can be resumed on another node.
const DRAIN: Duration = Duration::from_secs(30);

/// Serves until SIGTERM or SIGINT.
pub async fn run(config: Config, with_demo: bool, jobs: bool) -> anyhow::Result<()> {
    let stop = shutdown_signal()?;
    let listen = config.server.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let app = App::build(&config).await?;
    let demo = if with_demo { Some(demo::seed(&app).await?) } else { None };
    let options = Options { config, demo, jobs };
    serve(app, listener, options, stop, announce).await
}

/// What a server is started with.
#[derive(Debug)]
pub struct Options {
    /// The configuration the app was built from.
    pub config: Config,
    /// What `/demo` shows.
    pub demo: Option<Demo>,
    /// Whether background jobs run here.
    pub jobs: bool,
}

/// Serves on `listener` until `stop`, then drains: readiness turns to 503, running answers get [`DRAIN`], and the rest is cut.
pub async fn serve(
    app: App,
    listener: TcpListener,
    options: Options,
    stop: CancellationToken,
    ready: impl FnOnce(SocketAddr, &Options),
) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    let router = app.router(&options, address)?;
    let background = app.spawn_background(options.jobs);
    ready(address, &options);

    let lifecycle = app.lifecycle.clone();
    let drained = drain(stop.clone(), lifecycle);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(stop.cancelled_owned());
    tokio::select! {
        served = server => served?,
        () = drained => {}
    }

    background.stop().await;
    app.close().await;
    Ok(())
}
