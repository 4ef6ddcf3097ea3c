//! `parlor serve`.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info};

use crate::commands::shutdown_signal;
use crate::config::Config;
use crate::demo::{self, Demo};
use crate::wire::App;

/// How long answers may go on after SIGTERM. What is still running then can be resumed on another node.
const DRAIN: Duration = Duration::from_secs(30);
/// How often it is looked whether answers still run.
const LOOK: Duration = Duration::from_millis(50);
/// How long open streams have to end when they are told to.
const CLOSE: Duration = Duration::from_secs(2);

/// Serves until SIGTERM or SIGINT.
pub async fn run(config: Config, with_demo: bool, jobs: bool) -> anyhow::Result<()> {
    let stop = shutdown_signal()?;
    let listen = config.server.listen;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let app = App::build(&config).await?;
    let demo = if with_demo { Some(demo::seed(&app).await?) } else { None };
    if demo.is_some() && jobs {
        // The first question should find everything.
        app.worker().run_due().await?;
    }
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
    // Other nodes interrupt the turns of a node that has never been heard of.
    app.engine.beat().await?;
    let sealed = app.seal_secrets().await?;
    if sealed > 0 {
        info!(secrets = sealed, "sealed what an earlier version stored as it is");
    }
    let background = app.spawn_background(options.jobs);
    ready(address, &options);

    let shut = CancellationToken::new();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    // Without this a small piece of an answer waits for the acknowledgement of the one before it, 40 ms and more.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            debug!(%error, "a connection refuses TCP_NODELAY");
        }
    });
    let server = axum::serve(listener, service).with_graceful_shutdown(shut.clone().cancelled_owned());
    tokio::select! {
        served = server => served?,
        () = drain(&app, stop, shut) => {}
    }

    background.stop().await;
    app.close().await;
    Ok(())
}

/// Says that the server drains and waits for running answers, at most [`DRAIN`]; then lets open streams end and closes.
async fn drain(app: &App, stop: CancellationToken, shut: CancellationToken) {
    stop.cancelled().await;
    info!("draining");
    app.lifecycle.draining.cancel();
    let deadline = app.clock.now().plus(DRAIN);
    while app.engine.live().count() > 0 && app.clock.now() < deadline {
        app.clock.sleep(LOOK).await;
    }
    app.engine.live().interrupt_all();
    app.lifecycle.closing.cancel();
    shut.cancel();
    app.clock.sleep(CLOSE).await;
}

#[expect(
    clippy::print_stdout,
    reason = "the address is this command's output; a caller may have asked for a free port"
)]
fn announce(address: SocketAddr, options: &Options) {
    println!("Parlor is ready at http://{address}");
    if let Some(demo) = &options.demo {
        println!("Demo page: http://{address}/demo");
        println!("Dashboard: http://{address}/login with {} and password {}", demo.email, demo.password);
    }
}
