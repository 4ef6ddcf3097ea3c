//! Flags and commands.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::commands;
use crate::config::{Config, Flags, Log, LogFormat};

/// A multi-tenant chat assistant platform in one binary.
#[derive(Debug, Parser)]
#[command(name = "parlor", version, about)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Global {
    /// Configuration file [default: parlor.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the database, uploads and keys [default: ./parlor-data]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve {
        /// Address to listen on [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS")]
        listen: Option<SocketAddr>,
        /// Seed a demo organization and serve /demo, a page that embeds its widget
        #[arg(long)]
        demo: bool,
        /// Leave background jobs to `parlor work`
        #[arg(long)]
        no_jobs: bool,
    },
    /// Run background jobs only
    Work,
    /// Bring the database up to date and exit
    Migrate,
    /// Write the database, uploads and the master key into one file; servers may go on running
    Backup {
        /// The file to make
        file: PathBuf,
    },
    /// Put a backup into an empty data folder
    Restore {
        /// What `parlor backup` made
        file: PathBuf,
    },
    /// Check configuration, storage, model and web apps, and say what to do
    Doctor,
    /// Print the OpenAPI document
    Openapi,
    /// Manage organizations, users and keys
    #[command(subcommand)]
    Admin(commands::admin::Admin),
    /// Test agents with suites of cases
    #[command(subcommand)]
    Eval(commands::eval::Eval),
    /// Read a document from standard input; started by the server itself
    #[command(name = outbound::extract::COMMAND, hide = true)]
    ExtractDocument(commands::extract_document::ExtractDocument),
    /// Print a completion script
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
}

/// Runs the command; errors go to standard error with their causes.
pub fn run(cli: Cli) -> ExitCode {
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the command line's own error output; the log may not be set up yet")]
pub(crate) fn report(error: &anyhow::Error) {
    eprintln!("parlor: {error:#}");
}

fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    let listen = match &cli.command {
        Command::Serve { listen, .. } => *listen,
        _ => None,
    };
    match cli.command {
        Command::Openapi => {
            commands::print::openapi()?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::ExtractDocument(command) => {
            command.run()?;
            return Ok(ExitCode::SUCCESS);
        }
        Command::Completions { shell } => {
            commands::print::completions(shell);
            return Ok(ExitCode::SUCCESS);
        }
        _ => {}
    }
    let data_dir_given = cli.global.data_dir.is_some();
    let flags = Flags { listen, data_dir: cli.global.data_dir, file: cli.global.config };
    let config = Config::load(&flags, std::env::vars())?;
    log_to_stderr(&config.log)?;
    outbound::tls::install_crypto_provider();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve { demo, no_jobs, .. } => commands::serve::run(config, demo, !no_jobs).await,
            Command::Work => commands::work::run(config).await,
            Command::Migrate => commands::migrate::run(&config).await,
            Command::Backup { file } => commands::backup::run(&config, &file).await,
            Command::Restore { file } => commands::backup::restore(&config, &file).await,
            Command::Doctor => commands::doctor::run(&config).await,
            Command::Admin(admin) => commands::admin::run(&config, admin).await,
            Command::Eval(eval) => return Ok(eval.run(config, data_dir_given).await),
            Command::Openapi | Command::ExtractDocument(_) | Command::Completions { .. } => Ok(()),
        }?;
        Ok(ExitCode::SUCCESS)
    })
}

fn log_to_stderr(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.filter)
        .map_err(|error| anyhow::anyhow!("configuration: log.filter: {error}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let set = match log.format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    set.map_err(|error| anyhow::anyhow!("the log cannot be set up: {error}"))
}
