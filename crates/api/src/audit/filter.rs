//! Which entries: the query parameters that the list and the export share.

use domain::audit::{Actor, AuditFilter};
use domain::clock::Timestamp;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::error::{ApiError, ApiResult};

/// Which entries; every condition that is given must hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// A noun such as `agent`, or a whole action such as `agent.publish`.
    action: Option<String>,
    /// By the member or key with this id.
    actor: Option<String>,
    /// About the thing with this id.
    subject: Option<String>,
    /// At this time or later.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Before this time.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

impl AuditQuery {
    /// The filter.
    pub fn filter(self) -> ApiResult<AuditFilter> {
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let action = given(self.action);
        let is_word =
            |text: &String| text.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'_'));
        if action.as_ref().is_some_and(|text| !is_word(text)) {
            return Err(ApiError::invalid("action", "must be a noun, or a noun and a verb"));
        }
        let actor = given(self.actor).map(|text| {
            let member = text.parse().map(Actor::Member).ok();
            member
                .or_else(|| text.parse().map(Actor::Key).ok())
                .ok_or_else(|| ApiError::invalid("actor", "must be the id of a member or a key"))
        });
        Ok(AuditFilter {
            action,
            actor: actor.transpose()?,
            subject: given(self.subject),
            from: self.from,
            until: self.until,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_a_member_or_a_key_and_an_action_a_word() {
        let filter = |action: &str, actor: &str| {
            let (action, actor) = (Some(action.to_owned()), Some(actor.to_owned()));
            AuditQuery { action, actor, ..AuditQuery::default() }.filter()
        };
        let by_key = filter("agent.publish", "key_0198c0de000070008000000000000001").unwrap();
        assert!(matches!(by_key.actor, Some(Actor::Key(_))));
        let by_member = filter("", "mem_0198c0de000070008000000000000001").unwrap();
        assert!(matches!((by_member.actor, by_member.action), (Some(Actor::Member(_)), None)));
        assert!(filter("agent%", "").is_err());
        assert!(filter("", "somebody").is_err());
    }
}
