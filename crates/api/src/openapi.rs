//! The OpenAPI document: what the routes do not say themselves (title, credentials, the error answer of every operation).
//!
//! The document is a checked-in snapshot, `docs/openapi.json`; clients are generated from it.

use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, Ref, RefOr, ResponseBuilder, ResponsesBuilder};

use crate::error::{FieldError, PROBLEM_JSON, Problem};
use crate::router::routes;
use crate::sse::StreamPart;

/// Operations that need no credential, by method and path.
#[cfg(test)]
pub const PUBLIC: [&str; 9] = [
    "post /api/auth/invitation",
    "post /api/auth/invitation/accept",
    "post /api/auth/login",
    "post /api/auth/reset",
    "post /api/auth/signup",
    // Signed by the tenant's project instead.
    "post /hooks/langfuse/{tenant}/{agent}",
    "get /health",
    "get /livez",
    "get /readyz",
];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Parlor",
        description = "Chat assistants that answer from an organization's documents. Errors are RFC 9457 problem documents with stable codes.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Problem, FieldError, StreamPart)),
    tags(
        (name = "chat", description = "What a visitor does, with a visitor token, or with a secret key on their behalf"),
        (name = "openai", description = "Agents as models of OpenAI's chat-completions API, for tenants' servers"),
        (name = "account", description = "Signing up and in"),
        (name = "agents", description = "Assistants: draft, versions, publishing"),
        (name = "documents", description = "An agent's knowledge"),
        (name = "sources", description = "Web pages, sitemaps and sites that agents know, and what synchronizations changed"),
        (name = "langfuse", description = "An agent's own Langfuse project: datasets, experiments, prompts"),
        (name = "mcp", description = "MCP servers that an agent's tools are chosen from"),
        (name = "tools", description = "What an agent's model may call: built-in tools and the organization's own servers"),
        (name = "evaluations", description = "Suites of cases that an agent is tested with, their runs, and the gate that publishing passes"),
        (name = "keys", description = "API keys"),
        (name = "conversations", description = "What visitors asked, and what was answered"),
        (name = "organization", description = "The organization and its members"),
        (name = "operations", description = "For operators and load balancers")
    )
)]
struct Base;

/// The whole document.
pub fn document() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

/// What the routes are added to.
pub fn base() -> utoipa::openapi::OpenApi {
    let mut document = Base::openapi();
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = |description: &str| {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(description));
        SecurityScheme::Http(scheme.build())
    };
    let cookie = ApiKeyValue::with_description(
        crate::auth::SESSION_COOKIE,
        "A signed-in member. Writes also send the header `X-CSRF-Token` with the token from signup, login or me.",
    );
    components.add_security_scheme("sessionCookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    components.add_security_scheme(
        "publishableKey",
        bearer("`pk_live_…`: a web page; may only open visitor sessions for the agents it is bound to, from its allowed origins."),
    );
    components.add_security_scheme(
        "visitorToken",
        bearer("`vt_…`: one visitor of one agent, for minutes; from `POST /api/session`."),
    );
    components.add_security_scheme(
        "secretKey",
        bearer("`sk_live_…`: a tenant's server, with scopes; on chat routes with `?agent=` and `X-Parlor-Visitor`."),
    );
    components.add_security_scheme(
        "operatorToken",
        bearer("Whoever runs the installation: the configured `PARLOR_METRICS_TOKEN`."),
    );
    document
}

/// Every operation can answer with a problem.
pub fn add_problems(document: &mut utoipa::openapi::OpenApi) {
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        for operation in operations.into_iter().flatten() {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let problem =
                ResponseBuilder::new().description("A problem").content(PROBLEM_JSON, content).build();
            let mut responses = ResponsesBuilder::new().response("default", RefOr::T(problem)).build();
            responses.responses.append(&mut operation.responses.responses);
            operation.responses = responses;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    use super::*;

    fn operations() -> Vec<(String, Value)> {
        let document = serde_json::to_value(document()).unwrap();
        let mut operations = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                operations.push((format!("{method} {path}"), operation.clone()));
            }
        }
        operations
    }

    /// `UPDATE_OPENAPI=1` rewrites the snapshot.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a developer's switch of this one test")]
    fn snapshot_is_current() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
        let fresh = document().to_pretty_json().unwrap() + "\n";
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == fresh, "docs/openapi.json is stale: run this test with UPDATE_OPENAPI=1");
    }

    #[test]
    fn every_operation_has_a_policy_or_is_public_by_name() {
        let mut public: Vec<String> = Vec::new();
        for (name, operation) in operations() {
            let security = operation["security"].as_array().unwrap_or_else(|| panic!("{name} has no policy"));
            assert!(!security.is_empty(), "{name} has no policy");
            let open = security.iter().any(|needs| needs.as_object().is_some_and(serde_json::Map::is_empty));
            if open {
                public.push(name);
            }
        }
        public.sort();
        let mut expected = PUBLIC.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(public, expected);
    }

    #[test]
    fn operation_ids_are_distinct_and_every_operation_says_what_it_does() {
        let mut seen = std::collections::BTreeSet::new();
        for (name, operation) in operations() {
            assert!(
                seen.insert(operation["operationId"].to_string()),
                "{name}: {}",
                operation["operationId"]
            );
            assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty()), "{name} has no summary");
            assert!(operation["responses"]["default"].is_object(), "{name} has no problem answer");
        }
    }

    /// Whether the schema, and each of those that it offers to choose from, takes no unknown fields.
    fn is_closed(document: &Value, schema: &Value) -> bool {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap();
            return is_closed(document, &document["components"]["schemas"][name]);
        }
        match schema["oneOf"].as_array() {
            Some(choices) => {
                choices.iter().all(|choice| choice["type"] == "null" || is_closed(document, choice))
            }
            None => schema["additionalProperties"] == false,
        }
    }

    #[test]
    fn every_request_body_is_closed() {
        let document = serde_json::to_value(document()).unwrap();
        for (name, operation) in operations() {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            assert!(schema.is_null() || is_closed(&document, schema), "{name} takes unknown fields");
        }
    }
}
