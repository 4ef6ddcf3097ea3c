//! `serve --demo`: one organization with an agent, documents and a key, so that there is something to try at once. Started again,
//! it finds what it made before.

use anyhow::Context as _;
use bytes::Bytes;
use domain::agent::create::create_agent;
use domain::agent::{AgentConfig, Theme, identity};
use domain::document::upload::Uploader;
use domain::id::{AgentId, Ids, TenantId};
use domain::key::{ApiKey, KeyKind, KeyText};
use domain::member::password;
use domain::page::PageRequest;
use domain::tenant::sign_up::{NewOrganization, sign_up};
use domain::tool::builtin::BuiltIn;
use domain::tool::{Tool, ToolAction, ToolPolicy};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::master_key::MasterKey;
use crate::wire::App;

const EMAIL: &str = "demo@parlor.example";

const DOCUMENTS: [(&str, &str); 4] = [
    ("About the shop.md", include_str!("../demo/shop.md")),
    ("Renting a bike.md", include_str!("../demo/rental.md")),
    ("Workshop and repairs.md", include_str!("../demo/repairs.md")),
    ("Returns and delivery.md", include_str!("../demo/returns.md")),
];

/// What a person needs to try the demo.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The agent that `/demo` embeds.
    pub agent: AgentId,
    /// Its publishable key.
    pub key: String,
    /// Account for the dashboard.
    pub email: &'static str,
    /// Its password.
    pub password: String,
}

/// Makes what is missing. Key and password follow from the master key, so that they stay the same and need not be stored.
pub async fn seed(app: &App) -> anyhow::Result<Demo> {
    let password = password(&app.master_key);
    let key = KeyText::generate(KeyKind::Publishable, &Derived::new(&app.master_key, "demo key"));
    let tenant = organization(app, &password).await.context("the demo organization")?;
    let store = app.cold.tenant(tenant);
    let agent = match store.agents(PageRequest::first()).await?.items.pop() {
        Some(agent) => agent.id,
        None => agent(app, tenant).await.context("the demo agent")?,
    };
    let hash = key.hash();
    if app.directory.key(&hash).await?.is_none() {
        let row = ApiKey {
            id: app.ids.next(),
            name: "Demo page".into(),
            kind: KeyKind::Publishable,
            prefix: key.prefix(),
            agent_ids: vec![agent],
            allowed_origins: Vec::new(),
            scopes: Vec::new(),
            created_at: app.clock.now(),
            last_used_at: None,
            revoked_at: None,
        };
        store.create_key(&row, &hash).await?;
    }
    Ok(Demo { agent, key: key.reveal().to_owned(), email: EMAIL, password })
}

async fn organization(app: &App, password: &str) -> anyhow::Result<TenantId> {
    if let Some(user) = app.directory.user_by_email(EMAIL).await? {
        let (tenant, _) =
            app.directory.memberships(user.id).await?.into_iter().next().context("has no member")?;
        return Ok(tenant.id);
    }
    let new = NewOrganization {
        organization: "Juniper Bikes".into(),
        email: EMAIL.into(),
        name: Some("Demo".into()),
        password_hash: password::hash(password, &*app.ids)?,
    };
    Ok(sign_up(&*app.directory, &*app.clock, &*app.ids, new).await?.tenant.id)
}

/// One line; what the shipped suites of cases are run with, too.
const INSTRUCTIONS: &str = include_str!("../demo/prompt.txt");

async fn agent(app: &App, tenant: TenantId) -> anyhow::Result<AgentId> {
    let config = AgentConfig {
        greeting: Some("Hi! Ask me anything about renting, repairs, returns or our opening hours.".into()),
        suggestions: vec![
            "How much does an e-bike cost per day?".into(),
            "Can I return something I bought online?".into(),
            "How long does a repair take?".into(),
        ],
        theme: Theme { color: Some("#0f766e".into()), ..Theme::default() },
        ..AgentConfig::new("Juniper Bikes".into(), INSTRUCTIONS.trim_end().into())
    };
    let secret = identity::fresh(&*app.vault, tenant, &*app.ids)?;
    let store = app.cold.tenant(tenant);
    let agent = create_agent(&*store, &*app.clock, &*app.ids, secret, config, None).await?;
    let uploader = Uploader { blobs: app.blobs.clone(), clock: app.clock.clone(), ids: app.ids.clone() };
    for built_in in [BuiltIn::CurrentTime, BuiltIn::Calculate] {
        let now = app.clock.now();
        let tool = Tool {
            id: app.ids.next(),
            agent_id: agent.id,
            spec: built_in.spec(),
            policy: ToolPolicy::Allowed,
            enabled: true,
            action: ToolAction::BuiltIn { built_in },
            revision: 1,
            created_at: now,
            updated_at: now,
        };
        store.create_tool(&tool).await?;
    }
    for (name, text) in DOCUMENTS {
        uploader.upload(&*store, tenant, agent.id, name, Bytes::from_static(text.as_bytes())).await?;
    }
    Ok(agent.id)
}

fn password(master: &MasterKey) -> String {
    let derived = Derived::new(master, "demo password");
    KeyText::generate(KeyKind::Publishable, &derived).reveal()[8..24].to_owned()
}

/// "Random" bytes that follow from the master key and a purpose: the same each time, unknown to others.
struct Derived<'a> {
    master: &'a MasterKey,
    purpose: &'static str,
}

impl<'a> Derived<'a> {
    fn new(master: &'a MasterKey, purpose: &'static str) -> Self {
        Self { master, purpose }
    }

    fn block(&self, counter: usize) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.master);
        hash.update(self.purpose.as_bytes());
        hash.update(counter.to_le_bytes());
        hash.finalize().into()
    }
}

impl Ids for Derived<'_> {
    fn uuid(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        for (counter, part) in bytes.chunks_mut(32).enumerate() {
            part.copy_from_slice(&self.block(counter)[..part.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_passwords_follow_from_the_master_key() {
        let key =
            |master: &MasterKey| KeyText::generate(KeyKind::Publishable, &Derived::new(master, "demo key"));
        assert!(key(&[1; 32]) == key(&[1; 32]));
        assert!(key(&[1; 32]) != key(&[2; 32]));
        assert_ne!(password(&[1; 32]), password(&[2; 32]));
        assert_eq!(password(&[1; 32]).len(), 16);
    }
}
