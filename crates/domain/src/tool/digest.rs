//! What of an agent's tools bears on its answers, in one short text.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{Tool, ToolAction};

/// The same for the same live tools in whatever order; another one when a tool is added, edited, switched, removed or agreed to anew. A
/// signing secret changes no answer.
pub fn digest(tools: &[Tool]) -> String {
    let mut told: Vec<String> = tools.iter().filter(|tool| tool.is_live()).map(tell).collect();
    told.sort_unstable();
    let mut hash = Sha256::new();
    for tool in &told {
        hash.update((tool.len() as u64).to_le_bytes());
        hash.update(tool);
    }
    HEXLOWER.encode(&hash.finalize()[..16])
}

fn tell(tool: &Tool) -> String {
    let action = match &tool.action {
        ToolAction::BuiltIn { built_in } => format!("{built_in:?}"),
        ToolAction::Webhook(webhook) => format!("{:?} {}", webhook.method, webhook.url),
        ToolAction::Mcp(mcp) => format!("{} {} {}", mcp.server, mcp.name, mcp.pin),
    };
    let spec = &tool.spec;
    format!(
        "{:?}",
        (&spec.name, &spec.description, spec.parameters.to_string(), tool.policy.as_str(), action)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::tool::builtin::BuiltIn;
    use crate::tool::{ToolPolicy, Webhook, WebhookMethod};
    use crate::vault::Sealed;

    fn tool(n: u128, action: ToolAction) -> Tool {
        Tool {
            id: uuid::Uuid::from_u128(n).into(),
            agent_id: uuid::Uuid::from_u128(1).into(),
            spec: BuiltIn::Calculate.spec(),
            policy: ToolPolicy::Allowed,
            enabled: true,
            action,
            revision: 1,
            created_at: Timestamp::from_millis(0),
            updated_at: Timestamp::from_millis(0),
        }
    }

    fn webhook(url: &str, secret: &str) -> ToolAction {
        let secret = Sealed::from_text(secret.into());
        ToolAction::Webhook(Webhook { url: url.into(), method: WebhookMethod::Post, secret })
    }

    #[test]
    fn the_digest_is_of_what_bears_on_answers() {
        let built_in = tool(1, ToolAction::BuiltIn { built_in: BuiltIn::Calculate });
        let hook = tool(2, webhook("https://shop.example/a", "s"));
        let both = [built_in.clone(), hook.clone()];
        let same = [
            vec![hook.clone(), built_in.clone()],
            vec![built_in.clone(), tool(3, webhook("https://shop.example/a", "other"))],
            vec![
                built_in.clone(),
                Tool { revision: 7, updated_at: Timestamp::from_millis(9), ..hook.clone() },
            ],
            vec![
                built_in.clone(),
                hook.clone(),
                Tool { enabled: false, ..tool(4, webhook("https://x.example", "")) },
            ],
        ];
        for tools in same {
            assert_eq!(digest(&tools), digest(&both), "{tools:?}");
        }
        let mut described = hook.clone();
        described.spec.description.push('!');
        let others = [
            vec![],
            vec![built_in.clone()],
            vec![built_in.clone(), hook.clone(), hook.clone()],
            vec![built_in.clone(), tool(2, webhook("https://shop.example/b", "s"))],
            vec![built_in.clone(), Tool { enabled: false, ..hook.clone() }],
            vec![built_in.clone(), Tool { policy: ToolPolicy::AskVisitor, ..hook }],
            vec![built_in, described],
        ];
        for tools in others {
            assert_ne!(digest(&tools), digest(&both), "{tools:?}");
        }
    }
}
