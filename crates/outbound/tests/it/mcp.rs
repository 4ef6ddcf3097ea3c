//! MCP servers, well-behaved and otherwise: what a bad one costs is bounded, and what it says is an error by name.

use std::sync::Arc;
use std::time::Duration;

use domain::clock::Timestamp;
use domain::id::TenantId;
use domain::mcp::{HEADER_PURPOSE, McpClient, McpHeader, McpServer};
use domain::tool::ToolError;
use domain::vault::Vault;
use outbound::egress::{Egress, EgressSettings};
use outbound::mcp::{McpSessions, McpSettings};
use outbound::system::SystemIds;
use outbound::vault::MasterVault;
use serde_json::{Map, Value, json};
use testkit::mcp::{McpServer as Stand, Mood, tool};
use tokio::time::timeout;
use uuid::Uuid;

use crate::egress::{Canary, HELLO, PRIVATE_HOSTS, private_names};

/// Longest time of one request; a call and an opening take at most a few of them.
const REQUEST: Duration = Duration::from_secs(1);

struct World {
    sessions: McpSessions,
    vault: Arc<MasterVault>,
    tenant: TenantId,
}

fn world(permitted: &[&str]) -> World {
    let settings = EgressSettings {
        permitted: permitted.iter().map(|net| net.parse().unwrap()).collect(),
        time: REQUEST,
        ..EgressSettings::default()
    };
    let egress = Egress::with(settings, Arc::new(private_names())).unwrap();
    let vault = Arc::new(MasterVault::new(&[7; 32], Arc::new(SystemIds)));
    let limits = McpSettings { open_time: REQUEST * 4, call_time: REQUEST * 4, ..McpSettings::default() };
    let sessions = McpSessions::new(Arc::new(egress), vault.clone(), limits);
    World { sessions, vault, tenant: Uuid::from_u128(1).into() }
}

impl World {
    fn server(&self, url: &str) -> McpServer {
        let value = self.vault.seal(self.tenant, HEADER_PURPOSE, "Bearer secret").unwrap();
        McpServer {
            id: Uuid::from_u128(2).into(),
            agent_id: Uuid::from_u128(3).into(),
            name: "Shop".into(),
            slug: "shop".into(),
            url: url.into(),
            headers: vec![McpHeader { name: "authorization".into(), value }],
            revision: 1,
            created_at: Timestamp::from_millis(1),
            updated_at: Timestamp::from_millis(1),
        }
    }

    async fn call(&self, url: &str) -> Result<Value, ToolError> {
        let arguments = Map::from_iter([("text".to_owned(), json!("A7"))]);
        self.sessions.call(self.tenant, &self.server(url), "find", arguments).await
    }

    async fn list(&self, url: &str) -> Result<Vec<String>, ToolError> {
        let listing = self.sessions.list(self.tenant, &self.server(url)).await?;
        Ok(listing.offers.iter().map(|offer| offer.name.clone()).collect())
    }
}

#[tokio::test]
async fn a_session_lists_and_calls_and_begins_again_when_it_is_forgotten() {
    let world = world(&["127.0.0.1/32"]);
    let stand = Stand::start(vec![tool("find", "Finds."), tool("send", "Sends."), tool("find", "Twice.")])
        .await
        .unwrap();
    assert_eq!(world.list(&stand.url).await.unwrap(), ["find", "send"]);
    let listing = world.sessions.known(world.tenant, &world.server(&stand.url)).await.unwrap();
    assert_eq!((listing.server.as_str(), listing.protocol.as_str()), ("shop 1.0", "2025-11-25"));
    let said = json!(r#""find" heard {"text":"A7"}"#);
    assert_eq!(world.call(&stand.url).await, Ok(said.clone()));
    assert_eq!(world.call(&stand.url).await, Ok(said.clone()));
    assert_eq!(stand.begun(), 1, "one session for all of it");
    stand.forget();
    assert_eq!(world.call(&stand.url).await, Ok(said));
    assert_eq!((stand.begun(), stand.calls().len()), (2, 3));
    assert!(stand.heads().iter().all(|head| head["authorization"] == "Bearer secret"));
    let called = &stand.calls()[0];
    assert_eq!((&called["name"], &called["arguments"]), (&json!("find"), &json!({"text": "A7"})));
}

#[tokio::test]
async fn a_server_without_tools_has_none_and_that_is_no_error() {
    let world = world(&["127.0.0.1/32"]);
    let stand = Stand::start(vec![]).await.unwrap();
    stand.misbehave("tools/list", Mood::Unknown);
    assert_eq!(world.list(&stand.url).await.unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_bad_listing_is_an_error_by_name_and_soon() {
    for (method, mood, expect) in [
        ("initialize", Mood::Hang, ToolError::TimedOut),
        ("initialize", Mood::Status(401), ToolError::Refused("status 401".into())),
        ("initialize", Mood::Status(500), ToolError::Refused("status 500".into())),
        ("initialize", Mood::Huge, ToolError::TooLarge),
        ("initialize", Mood::Say("<html>".into()), ToolError::Refused("status 200".into())),
        ("tools/list", Mood::Hang, ToolError::TimedOut),
        ("tools/list", Mood::Huge, ToolError::TooLarge),
        ("tools/list", Mood::Endless, ToolError::TooLarge),
        ("tools/list", Mood::Status(503), ToolError::Refused("status 503".into())),
        ("tools/list", Mood::Say("[".repeat(100_000)), ToolError::Refused("status 200".into())),
    ] {
        let world = world(&["127.0.0.1/32"]);
        let stand = Stand::start(vec![tool("find", "Finds.")]).await.unwrap();
        stand.misbehave(method, mood.clone());
        let listed = timeout(REQUEST * 8, world.list(&stand.url)).await.unwrap();
        assert_eq!(listed, Err(expect), "{method}");
    }
}

#[tokio::test]
async fn a_bad_answer_to_a_call_is_an_error_by_name_and_soon() {
    for (mood, expect) in [
        (Mood::Hang, &[ToolError::TimedOut][..]),
        // Whichever bound it meets first.
        (Mood::Babble, &[ToolError::TooLarge, ToolError::TimedOut]),
        (Mood::Huge, &[ToolError::TooLarge]),
        (Mood::Status(500), &[ToolError::Refused("status 500".into())]),
        (Mood::Say("no JSON".into()), &[ToolError::Refused("status 200".into())]),
    ] {
        let world = world(&["127.0.0.1/32"]);
        let stand = Stand::start(vec![tool("find", "Finds.")]).await.unwrap();
        stand.misbehave("tools/call", mood.clone());
        let kind = format!("{mood:?}").chars().take(20).collect::<String>();
        let called = timeout(REQUEST * 8, world.call(&stand.url)).await.unwrap();
        let error = called.unwrap_err();
        assert!(expect.contains(&error), "{kind}: {error:?}");
    }
}

#[tokio::test]
async fn no_server_on_a_private_address_is_ever_connected_to() {
    let world = world(&[]);
    let canary = Canary::at("127.0.0.1", HELLO).await;
    for host in PRIVATE_HOSTS {
        let url = format!("http://{host}:{}/mcp", canary.port);
        let checked = world.sessions.check(&url).await;
        if matches!(checked, Err(ToolError::InvalidArguments(_))) {
            continue;
        }
        assert_eq!(checked, Err(ToolError::Blocked), "saving {url}");
        assert_eq!(world.list(&url).await, Err(ToolError::Blocked), "listing {url}");
        assert_eq!(world.call(&url).await, Err(ToolError::Blocked), "calling {url}");
    }
    assert_eq!(canary.heard(), 0);
}
