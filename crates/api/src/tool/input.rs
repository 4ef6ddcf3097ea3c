//! What a tenant enters about a tool, checked: the rules of all tools, the address, the secret.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::id::{Ids, TenantId};
use domain::tool::toolbox::WebhookCaller;
use domain::tool::{SECRET_PURPOSE, ToolError, ToolSpec};
use domain::vault::{Sealed, Vault};

use crate::error::{ApiError, ApiResult, Code};

/// What a secret begins with (Standard Webhooks).
const PREFIX: &str = "whsec_";
/// Bytes of a secret, as the specification allows.
const SECRET: std::ops::RangeInclusive<usize> = 24..=64;

/// Refuses a tool that breaks a rule.
pub fn check_spec(spec: &ToolSpec) -> ApiResult<()> {
    let problems = spec.problems();
    if problems.is_empty() { Ok(()) } else { Err(problems.into()) }
}

/// Refuses a tool that is no webhook for which a field of webhooks was given: names of those fields, and whether they were.
pub fn check_no_webhook(of_webhooks: [(&str, bool); 6]) -> ApiResult<()> {
    match of_webhooks.into_iter().find(|(_, given)| *given) {
        Some((path, _)) => Err(ApiError::invalid(path, "is given for a tool that is no webhook")),
        None => Ok(()),
    }
}

/// Refuses an address that is none, or that may not be reached.
pub async fn check_url(webhooks: &dyn WebhookCaller, url: &str) -> ApiResult<()> {
    webhooks.check(url).await.map_err(|error| refused("url", error))
}

/// An address that was refused, by the name of its field.
pub fn refused(path: &str, error: ToolError) -> ApiError {
    match error {
        ToolError::Blocked => {
            let message = "is not an address on the public internet";
            ApiError { code: Code::BlockedDestination, ..ApiError::invalid(path, message) }
        }
        error => ApiError::invalid(path, format!("is not a usable address: {error}")),
    }
}

/// A server that did not say what its tools are.
pub fn unlisted(error: ToolError) -> ApiError {
    match error {
        ToolError::Blocked => refused("url", error),
        error => ApiError::new(Code::UpstreamError, format!("The server did not list its tools: {error}")),
    }
}

/// A secret that was given or is made now, and its sealed form.
pub fn secret(
    given: Option<String>,
    tenant: TenantId,
    vault: &dyn Vault,
    ids: &dyn Ids,
) -> ApiResult<(String, Sealed)> {
    let secret = match given {
        Some(secret) => checked(secret)?,
        None => format!("{PREFIX}{}", STANDARD.encode(ids.random::<32>())),
    };
    let sealed = vault.seal(tenant, SECRET_PURPOSE, &secret).map_err(ApiError::internal)?;
    Ok((secret, sealed))
}

fn checked(secret: String) -> ApiResult<String> {
    let bytes = secret.strip_prefix(PREFIX).and_then(|text| STANDARD.decode(text).ok());
    match bytes {
        Some(bytes) if SECRET.contains(&bytes.len()) => Ok(secret),
        _ => Err(ApiError::invalid("secret", "must be `whsec_` and 24 to 64 bytes in base64")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_secrets_of_the_standard_form_are_taken() {
        let of = |bytes: usize| format!("whsec_{}", STANDARD.encode(vec![7; bytes]));
        assert!(checked(of(24)).is_ok() && checked(of(64)).is_ok());
        for wrong in [of(23), of(65), "whsec_".into(), "secret".into(), STANDARD.encode([7; 32])] {
            assert_eq!(checked(wrong).unwrap_err().fields[0].path, "secret");
        }
    }
}
