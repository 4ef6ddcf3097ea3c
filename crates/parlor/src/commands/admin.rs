//! `parlor admin`: organizations, users and keys from the command line, for people and (with `--json`) for scripts.

use std::io::Write as _;

use anyhow::{Context as _, bail, ensure};
use api::Settings;
use clap::{Subcommand, ValueEnum};
use domain::agent::create::create_agent;
use domain::agent::{AgentConfig, identity};
use domain::id::{AgentId, TenantId};
use domain::key::{ApiKey, KeyKind, KeyText, Scope, SecretHash};
use domain::member::accounts::{RESET_LIFETIME, ResetLink};
use domain::member::password;
use domain::tenant::TenantStatus;
use domain::tenant::sign_up::{NewOrganization, sign_up};
use serde_json::{Value, json};
use url::Url;

use crate::config::Config;
use crate::wire::App;

/// What can be managed.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Create an organization with its owner; the password is read from standard input
    CreateOrganization {
        /// Name of the organization
        name: String,
        /// The owner's address
        #[arg(long)]
        email: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List organizations
    Organizations {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Refuse every credential of an organization
    Suspend {
        /// Its id, org_…
        organization: TenantId,
    },
    /// Undo `suspend`
    Activate {
        /// Its id, org_…
        organization: TenantId,
    },
    /// Print a link with which somebody chooses a new password; it works once and for a day
    ResetPassword {
        /// The address of their account
        email: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Create an agent that is live at once
    CreateAgent {
        /// Whose, org_…
        organization: TenantId,
        /// What visitors see
        #[arg(long)]
        name: String,
        /// Instructions for the model
        #[arg(long, default_value = "Answer from the documents, briefly and kindly.")]
        prompt: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Create an API key and print it once
    CreateKey {
        /// Whose, org_…
        organization: TenantId,
        /// What people call it
        #[arg(long)]
        name: String,
        /// Publishable or secret
        #[arg(long, value_enum)]
        kind: Kind,
        /// Agents it is bound to, agt_…; all when not given
        #[arg(long = "agent")]
        agents: Vec<AgentId>,
        /// Origins that may use it; all when not given
        #[arg(long = "origin")]
        origins: Vec<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List an organization's keys
    Keys {
        /// Whose, org_…
        organization: TenantId,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Kind of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// For web pages.
    Publishable,
    /// For servers; gets every scope.
    Secret,
}

/// Runs one of the commands.
pub async fn run(config: &Config, admin: Admin) -> anyhow::Result<()> {
    let app = App::build(config).await?;
    let listen = || Url::parse(&format!("http://{}", config.server.listen));
    let public_url = config.server.public_url.clone().map_or_else(listen, Ok)?;
    let done = perform(&app, public_url, admin).await;
    app.close().await;
    done
}

async fn perform(app: &App, public_url: Url, admin: Admin) -> anyhow::Result<()> {
    match admin {
        Admin::CreateOrganization { name, email, json } => create_organization(app, name, email, json).await,
        Admin::Organizations { json } => {
            let rows = app.directory.tenants().await?.into_iter().map(|tenant| {
                let suspended = tenant.status == TenantStatus::Suspended;
                json!({"id": tenant.id, "name": tenant.name, "slug": tenant.slug, "suspended": suspended, "createdAt": tenant.created_at})
            });
            print(rows.collect(), json)
        }
        Admin::Suspend { organization } => set_status(app, organization, TenantStatus::Suspended).await,
        Admin::Activate { organization } => set_status(app, organization, TenantStatus::Active).await,
        Admin::ResetPassword { email, json } => reset_password(app, public_url, &email, json).await,
        Admin::CreateAgent { organization, name, prompt, json } => {
            create_agent_for(app, organization, name, prompt, json).await
        }
        Admin::CreateKey { organization, name, kind, agents, origins, json } => {
            create_key(app, organization, name, kind, agents, origins, json).await
        }
        Admin::Keys { organization, json } => {
            let rows = app.cold.tenant(organization).keys().await?.into_iter().map(|key| {
                json!({"id": key.id, "name": key.name, "kind": key.kind, "prefix": key.prefix, "createdAt": key.created_at,
                       "lastUsedAt": key.last_used_at, "revokedAt": key.revoked_at})
            });
            print(rows.collect(), json)
        }
    }
}

async fn create_organization(app: &App, name: String, email: String, json: bool) -> anyhow::Result<()> {
    ensure!(email.contains('@'), "{email} is not an address");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("the password")?;
    let secret = line.trim_end_matches(['\r', '\n']);
    ensure!(
        (password::MIN_LENGTH..=password::MAX_LENGTH).contains(&secret.len()),
        "a password has {} to {} characters",
        password::MIN_LENGTH,
        password::MAX_LENGTH
    );
    let password_hash = password::hash(secret, &*app.ids)?;
    let new = NewOrganization { organization: name, email, name: None, password_hash };
    let made = sign_up(&*app.directory, &*app.clock, &*app.ids, new).await?;
    print(vec![json!({"id": made.tenant.id, "slug": made.tenant.slug, "owner": made.member.id})], json)
}

async fn reset_password(app: &App, public_url: Url, email: &str, json: bool) -> anyhow::Result<()> {
    let user = app.directory.user_by_email(email.trim()).await?;
    let user = user.with_context(|| format!("there is no account {email}"))?;
    let token = api::link_secret(&*app.ids);
    let expires_at = app.clock.now().plus(RESET_LIFETIME);
    let reset = ResetLink { token: SecretHash::of(&token), user: user.id, expires_at };
    app.accounts.create_reset(&reset, None).await?;
    let link = Settings::new(public_url).link("reset", &token);
    print(vec![json!({"link": link, "expiresAt": expires_at})], json)
}

async fn set_status(app: &App, organization: TenantId, status: TenantStatus) -> anyhow::Result<()> {
    ensure!(
        app.directory.set_tenant_status(organization, status).await?,
        "there is no organization {organization}"
    );
    Ok(())
}

async fn create_agent_for(
    app: &App,
    organization: TenantId,
    name: String,
    system_prompt: String,
    json: bool,
) -> anyhow::Result<()> {
    ensure!(app.directory.tenant(organization).await?.is_some(), "there is no organization {organization}");
    let config = AgentConfig::new(name, system_prompt);
    if let Some(problem) = config.problems().into_iter().next() {
        bail!("{problem}");
    }
    let secret = identity::fresh(&*app.vault, organization, &*app.ids)?;
    let store = app.cold.tenant(organization);
    let agent = create_agent(&*store, &*app.clock, &*app.ids, secret, config, None).await?;
    print(vec![json!({"id": agent.id, "slug": agent.slug})], json)
}

async fn create_key(
    app: &App,
    organization: TenantId,
    name: String,
    kind: Kind,
    agents: Vec<AgentId>,
    origins: Vec<String>,
    json: bool,
) -> anyhow::Result<()> {
    ensure!(app.directory.tenant(organization).await?.is_some(), "there is no organization {organization}");
    let store = app.cold.tenant(organization);
    for agent in &agents {
        if store.agent(*agent).await?.is_none() {
            bail!("there is no agent {agent}");
        }
    }
    let (kind, scopes) = match kind {
        Kind::Publishable => (KeyKind::Publishable, Vec::new()),
        Kind::Secret => (KeyKind::Secret, Scope::ALL.to_vec()),
    };
    let text = KeyText::generate(kind, &*app.ids);
    let key = ApiKey {
        id: app.ids.next(),
        name,
        kind,
        prefix: text.prefix(),
        agent_ids: agents,
        allowed_origins: origins,
        scopes,
        created_at: app.clock.now(),
        last_used_at: None,
        revoked_at: None,
    };
    store.create_key(&key, &text.hash()).await?;
    print(vec![json!({"id": key.id, "key": text.reveal()})], json)
}

/// JSON lines for machines; `name=value` pairs for people.
fn print(rows: Vec<Value>, json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for row in rows {
        match &row {
            Value::Object(fields) if !json => {
                let pairs: Vec<String> =
                    fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
                writeln!(out, "{}", pairs.join("  "))?;
            }
            _ => writeln!(out, "{row}")?,
        }
    }
    Ok(())
}
