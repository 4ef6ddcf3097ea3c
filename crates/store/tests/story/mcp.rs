//! MCP servers of an agent, and the tools that were chosen from them.

use domain::id::AgentId;
use domain::mcp::{McpHeader, McpServer, McpTool, PinState};
use domain::storage::StorageError;
use domain::tool::{Tool, ToolAction};
use domain::vault::Sealed;

use crate::tools::tool;
use crate::world::{World, at};

pub fn server(world: &World, agent: AgentId, slug: &str) -> McpServer {
    McpServer {
        id: world.id(),
        agent_id: agent,
        name: "Our \"shop\"".into(),
        slug: slug.into(),
        url: "https://mcp.shop.example/mcp".into(),
        headers: vec![McpHeader {
            name: "authorization".into(),
            value: Sealed::from_text("v1.sealed".into()),
        }],
        revision: 1,
        created_at: at(3_000),
        updated_at: at(3_000),
    }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    let (first, second) = (server(world, agent, "shop"), server(world, agent, "bank"));
    home.cold.create_mcp_server(&first).await.unwrap();
    home.cold.create_mcp_server(&second).await.unwrap();
    let taken = home.cold.create_mcp_server(&server(world, agent, "shop")).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("slug")), "{taken:?}");
    let orphan = home.cold.create_mcp_server(&server(world, world.id(), "lost")).await.unwrap_err();
    assert!(matches!(orphan, StorageError::Conflict("reference")), "{orphan:?}");
    assert_eq!(home.cold.mcp_servers(agent).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(home.cold.mcp_servers(world.id()).await.unwrap(), []);
    assert_eq!(home.cold.mcp_server(first.id).await.unwrap().as_ref(), Some(&first));
    assert_eq!(home.cold.mcp_server(world.id()).await.unwrap(), None);

    let change = McpServer { name: "Store".into(), headers: vec![], updated_at: at(9_000), ..first.clone() };
    let changed = home.cold.update_mcp_server(1, &change).await.unwrap().unwrap();
    assert_eq!(changed, McpServer { revision: 2, ..change.clone() });
    let stale = home.cold.update_mcp_server(1, &change).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    let unknown = McpServer { id: world.id(), ..change };
    assert_eq!(home.cold.update_mcp_server(1, &unknown).await.unwrap(), None);

    let names = || async {
        let live = home.cold.live_agent(agent).await.unwrap().unwrap();
        live.tools.iter().map(|tool| tool.spec.name.clone()).collect::<Vec<_>>()
    };
    let chosen = |name: &str, of: &McpServer| {
        let mcp = McpTool { server: of.id, name: "find".into(), pin: "00".into(), state: PinState::Pinned };
        Tool { action: ToolAction::Mcp(mcp), ..tool(world, agent, name) }
    };
    let (theirs, other) = (chosen("shop_find", &first), chosen("bank_find", &second));
    for tool in [&theirs, &other, &tool(world, agent, "get_order")] {
        home.cold.create_tool(tool).await.unwrap();
    }
    assert_eq!(names().await, ["shop_find", "bank_find", "get_order"]);
    let mut noted = other.clone();
    if let ToolAction::Mcp(mcp) = &mut noted.action {
        mcp.state = PinState::Withdrawn { reason: "gone".into() };
    }
    let noted = home.cold.update_tool(1, &noted).await.unwrap().unwrap();
    assert_eq!(home.cold.tool(other.id).await.unwrap(), Some(noted));
    assert_eq!(names().await, ["shop_find", "get_order"], "what was withdrawn is not live");
    assert!(home.cold.delete_mcp_server(first.id).await.unwrap());
    assert!(!home.cold.delete_mcp_server(first.id).await.unwrap());
    assert_eq!(names().await, ["get_order"], "its tools go with it, at once");
    assert_eq!(home.cold.tools(agent).await.unwrap().len(), 2);
    assert!(home.cold.delete_agent(agent, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.mcp_server(second.id).await.unwrap(), None);
}
