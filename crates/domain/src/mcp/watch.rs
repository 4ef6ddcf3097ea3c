//! What a server's listing changes about the tools that were chosen from it.

use super::{Listing, McpServer};
use crate::clock::Timestamp;
use crate::storage::{StorageError, StorageResult, TenantStore};
use crate::tool::{Tool, ToolAction};

/// Notes on every tool of the server what the listing says about it. What is withdrawn or changed is not shown to a model from then
/// on; what is again as it was agreed to, is.
pub async fn note_changes(
    store: &dyn TenantStore,
    server: &McpServer,
    listing: &Listing,
    now: Timestamp,
) -> StorageResult<()> {
    for tool in store.tools(server.agent_id).await? {
        let Some(noted) = noted(&tool, server, listing) else { continue };
        match store.update_tool(tool.revision, &Tool { updated_at: now, ..noted }).await {
            // Whoever changed it meanwhile has seen a listing, too, or the next one will tell.
            Ok(_) | Err(StorageError::Conflict("version")) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The tool as it is to be stored; `None` when nothing is new, or it is another server's.
fn noted(tool: &Tool, server: &McpServer, listing: &Listing) -> Option<Tool> {
    let ToolAction::Mcp(mcp) = &tool.action else { return None };
    if mcp.server != server.id {
        return None;
    }
    let state = mcp.judged(listing, &server.slug);
    if state == mcp.state {
        return None;
    }
    let mut noted = tool.clone();
    if let ToolAction::Mcp(mcp) = &mut noted.action {
        mcp.state = state;
    }
    Some(noted)
}
