//! What a tenant enters about a server, checked: the address, the headers.

use std::collections::BTreeMap;

use domain::id::TenantId;
use domain::mcp::{HEADER_PURPOSE, McpClient, McpHeader, McpServer, header_problem};
use domain::storage::StorageError;
use domain::vault::Vault;
use url::Url;

use crate::error::{ApiError, ApiResult};
use crate::tool::input::refused;

/// Headers by name; `null` keeps the value that is stored.
pub type Headers = BTreeMap<String, Option<String>>;

/// Refuses an address that is none, or that may not be reached.
pub async fn check_url(client: &dyn McpClient, url: &str) -> ApiResult<()> {
    client.check(url).await.map_err(|error| refused("url", error))
}

/// Refuses a server that breaks a rule.
pub fn check(server: &McpServer) -> ApiResult<()> {
    let problems = server.problems();
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// A slug that is taken, by the name of the field that it was made of.
pub fn taken(error: StorageError) -> ApiError {
    match error {
        StorageError::Conflict("slug") => StorageError::Conflict("name").into(),
        error => error.into(),
    }
}

/// The headers as they are stored.
pub fn seal(
    given: Headers,
    stored: &[McpHeader],
    tenant: TenantId,
    vault: &dyn Vault,
) -> ApiResult<Vec<McpHeader>> {
    let invalid = |message: String| ApiError::invalid("headers", message);
    let mut sealed: Vec<McpHeader> = Vec::new();
    for (name, value) in given {
        let name = name.to_ascii_lowercase();
        if sealed.iter().any(|header| header.name == name) {
            return Err(invalid(format!("has `{name}` twice")));
        }
        let Some(value) = value else {
            let kept = stored.iter().find(|header| header.name == name);
            sealed.push(kept.ok_or_else(|| invalid(format!("has no value for `{name}`")))?.clone());
            continue;
        };
        if let Some(problem) = header_problem(&name, &value) {
            return Err(invalid(problem));
        }
        let value = vault.seal(tenant, HEADER_PURPOSE, &value).map_err(ApiError::internal)?;
        sealed.push(McpHeader { name, value });
    }
    Ok(sealed)
}

/// Whether two addresses are of one origin: only there may the values go that were entered for the first.
pub fn same_origin(a: &str, b: &str) -> bool {
    let origin = |url: &str| Url::parse(url).map(|url| url.origin());
    matches!((origin(a), origin(b)), (Ok(a), Ok(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_with_their_origin() {
        let at = "https://mcp.example/a";
        for (other, expect) in [
            ("https://mcp.example/b", true),
            ("https://mcp.example:443/", true),
            ("http://mcp.example/a", false),
            ("https://mcp.example:444/a", false),
            ("https://evil.example/a", false),
            ("https://mcp.example@evil.example/", false),
            ("nonsense", false),
        ] {
            assert_eq!(same_origin(at, other), expect, "{other}");
        }
    }
}
