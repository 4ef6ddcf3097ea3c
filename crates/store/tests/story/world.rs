//! Where a chapter takes place: an empty, migrated database, and values to put into it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::agent::{Agent, AgentConfig, AgentVersion};
use domain::chat::event::{Sequenced, TurnEvent};
use domain::chat::store::{BeginTurn, Begun, ChatStore, FinishTurn, TurnInput};
use domain::chat::{Chat, ChatOwner, ChatStatus, TurnRecord, TurnStatus};
use domain::clock::Timestamp;
use domain::conversation::ConversationStore;
use domain::document::{Document, DocumentStatus};
use domain::id::{AgentId, ChatId, NodeId, TenantId, VisitorId};
use domain::insight::InsightStore;
use domain::job::{Job, JobKind};
use domain::member::{Member, MemberStatus, Role, User};
use domain::storage::{ColdStorage, HotStorage, TenantStore};
use domain::tenant::{Directory, SignUp, Tenant, TenantStatus};
use domain::vault::Sealed;
use domain::visitor::Visitor;
use sqlx::{Connection, PgConnection, SqliteConnection};
use store::{Options, Store};
use testkit::postgres::Database;
use uuid::Uuid;

pub struct World {
    pub store: Store,
    pub url: String,
    next: AtomicU64,
    place: Place,
}

enum Place {
    File { _folder: tempfile::TempDir },
    Server { _database: Box<Database> },
}

/// One tenant's two storages.
pub struct Home {
    pub id: TenantId,
    pub cold: Arc<dyn TenantStore>,
    pub hot: Arc<dyn ChatStore>,
    /// Its conversations as members see them.
    pub all: Arc<dyn ConversationStore>,
    /// The same in numbers.
    pub insight: Arc<dyn InsightStore>,
}

pub fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("parlor.db").display());
        Self::at(url, Place::File { _folder: folder }).await
    }

    pub async fn postgres() -> Self {
        let (database, url) = empty_postgres().await;
        Self::at(url, Place::Server { _database: Box::new(database) }).await
    }

    async fn at(url: String, place: Place) -> Self {
        let store = Store::open(&url, Options::default()).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, url, next: AtomicU64::new(1), place }
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.place, Place::Server { .. })
    }

    /// A fresh id; later ones sort after earlier ones.
    pub fn id<T: From<Uuid>>(&self) -> T {
        let next = u128::from(self.next.fetch_add(1, Ordering::Relaxed));
        T::from(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + next))
    }

    pub fn home(&self, id: TenantId) -> Home {
        Home {
            id,
            cold: ColdStorage::tenant(&self.store, id),
            hot: HotStorage::tenant(&self.store, id),
            all: self.store.conversations(id, None),
            insight: self.store.insight(id),
        }
    }

    pub fn sign_up(&self, name: &str) -> SignUp {
        let user_id = self.id();
        let email = format!("{name}@example.com");
        let created_at = at(1_000);
        SignUp {
            tenant: Tenant {
                id: self.id(),
                name: name.to_uppercase(),
                slug: name.to_owned(),
                status: TenantStatus::Active,
                created_at,
            },
            user: User {
                id: user_id,
                email: email.clone(),
                name: Some("Ada".into()),
                password_hash: "$argon2id$".into(),
                created_at,
            },
            member: Member {
                id: self.id(),
                user_id,
                email,
                name: Some("Ada".into()),
                role: Role::Owner,
                status: MemberStatus::Active,
                created_at,
            },
        }
    }

    /// A signed-up organization.
    pub async fn settle(&self, name: &str) -> Home {
        let sign_up = self.sign_up(name);
        self.store.sign_up(&sign_up).await.unwrap();
        self.home(sign_up.tenant.id)
    }

    pub fn agent(&self, slug: &str) -> (Agent, AgentVersion) {
        let config = AgentConfig::new("Ada".into(), "Help.".into());
        let agent = Agent {
            id: self.id(),
            slug: slug.to_owned(),
            draft: config.clone(),
            revision: 1,
            live_version: 1,
            knowledge_version: 0,
            identity_secret: Sealed::from_text("v1.sealed".into()),
            created_at: at(2_000),
            updated_at: at(2_000),
        };
        (agent, version(config))
    }

    pub async fn stored_agent(&self, home: &Home, slug: &str) -> AgentId {
        let (agent, first) = self.agent(slug);
        home.cold.create_agent(&agent, &first).await.unwrap();
        agent.id
    }

    pub fn cleanup(&self) -> Job {
        Job::due(self.id(), JobKind::DeleteBlobs { prefix: "agt_x/".into() }, at(0))
    }

    pub fn document(&self, agent: AgentId) -> (Document, Job) {
        let document = Document {
            id: self.id(),
            agent_id: agent,
            source_id: None,
            title: "Guide".into(),
            filename: "Guide.md".into(),
            media_type: "text/markdown".into(),
            size: 5_000_000_000,
            status: DocumentStatus::Queued,
            error: None,
            progress: None,
            chunk_count: 0,
            page_count: None,
            created_at: at(3_000),
            updated_at: at(3_000),
        };
        let ingest = Job::due(self.id(), JobKind::IngestDocument { document_id: document.id }, at(3_000));
        (document, ingest)
    }

    pub fn anonymous(&self, agent: AgentId) -> Visitor {
        Visitor {
            id: self.id(),
            agent_id: agent,
            external_id: None,
            name: None,
            email: None,
            created_at: at(4_000),
        }
    }

    /// A stored visitor.
    pub async fn visitor(&self, home: &Home, agent: AgentId) -> ChatOwner {
        let visitor = home.hot.put_visitor(&self.anonymous(agent)).await.unwrap();
        ChatOwner { agent, visitor: visitor.id }
    }

    pub fn new_chat(&self, owner: ChatOwner) -> Chat {
        Chat {
            id: self.id(),
            agent_id: owner.agent,
            visitor_id: owner.visitor,
            title: None,
            status: ChatStatus::Open,
            preview: false,
            created_at: at(5_000),
            updated_at: at(5_000),
        }
    }

    /// A stored chat with its stored visitor.
    pub async fn chat(&self, home: &Home) -> (ChatOwner, ChatId) {
        let owner = self.visitor(home, self.id()).await;
        let chat = self.new_chat(owner);
        home.hot.create_chat(&chat, None).await.unwrap();
        (owner, chat.id)
    }

    pub fn say(&self, owner: ChatOwner, chat: ChatId, content: &str) -> BeginTurn {
        BeginTurn {
            turn_id: self.id(),
            chat_id: chat,
            owner,
            input: TurnInput::Message { id: self.id(), content: content.into() },
            assistant_message_id: self.id(),
            idempotency_key: None,
            fingerprint: [7; 32],
            node_id: NodeId::from(Uuid::from_u128(1)),
            history_limit: 20,
            title: None,
            now: at(6_000),
        }
    }

    /// A turn that was begun.
    pub async fn begun(&self, home: &Home, begin: BeginTurn) -> TurnRecord {
        match home.hot.begin_turn(begin).await.unwrap() {
            Begun::Started { turn, .. } => turn,
            other => panic!("the turn was not started: {other:?}"),
        }
    }

    /// A question and its complete answer.
    pub async fn exchange(&self, home: &Home, owner: ChatOwner, chat: ChatId, question: &str) -> TurnRecord {
        let turn = self.begun(home, self.say(owner, chat, question)).await;
        let answer = answered(&format!("{question}!"));
        assert!(home.hot.finish_turn(turn.id, answer).await.unwrap());
        turn
    }

    /// Whoever has no rows here.
    pub fn stranger(&self, agent: AgentId) -> ChatOwner {
        ChatOwner { agent, visitor: self.id::<VisitorId>() }
    }
}

pub fn version(config: AgentConfig) -> AgentVersion {
    AgentVersion { version: 1, config, note: None, published_by: None, published_at: at(2_000), gate: None }
}

pub fn answered(content: &str) -> FinishTurn {
    FinishTurn {
        status: TurnStatus::Complete,
        content: content.into(),
        parts: Vec::new(),
        citations: Vec::new(),
        usage: None,
        log: Vec::new(),
        now: at(7_000),
    }
}

pub fn events(numbers: std::ops::RangeInclusive<u64>) -> Vec<Sequenced> {
    let event = |seq| Sequenced { seq, event: TurnEvent::TextDelta { text: format!("“{seq}”\n") } };
    numbers.map(event).collect()
}

/// A plain connection for looking under the ports.
pub enum Raw {
    Lite(SqliteConnection),
    Pg(PgConnection),
}

impl World {
    pub async fn raw(&self) -> Raw {
        if self.is_postgres() {
            Raw::Pg(PgConnection::connect(&self.url).await.unwrap())
        } else {
            Raw::Lite(SqliteConnection::connect(&self.url).await.unwrap())
        }
    }
}

/// A database without a single table, and its URL for a role that is not a superuser.
pub async fn empty_postgres() -> (Database, String) {
    let database = Database::create().await.unwrap();
    let url = hand_over(database.url()).await;
    (database, url)
}

/// Gives the database to a role that is not a superuser: superusers are above row-level security. Such a role may not add pgvector by
/// itself. Returns that role's URL.
async fn hand_over(url: &str) -> String {
    let mut server = PgConnection::connect(url).await.unwrap();
    // Roles belong to the server, and other tests make the same one at the same time.
    sqlx::raw_sql(
        "DO $$ BEGIN
            CREATE ROLE parlor_story LOGIN PASSWORD 'parlor_story' NOSUPERUSER NOBYPASSRLS;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        DO $$ BEGIN
            EXECUTE format('ALTER DATABASE %I OWNER TO parlor_story', current_database());
        END $$;
        CREATE EXTENSION vector;",
    )
    .execute(&mut server)
    .await
    .unwrap();
    server.close().await.unwrap();
    let (scheme, rest) = url.split_once("://").unwrap();
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    format!("{scheme}://parlor_story:parlor_story@{host}")
}
