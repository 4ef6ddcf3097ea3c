//! Which conversations: the query parameters that the list and the export share.

use domain::clock::Timestamp;
use domain::conversation::ConversationFilter;
use domain::id::{AgentId, VisitorId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::Can;
use crate::chat::RatingBody;
use crate::error::{ApiError, ApiResult};

/// Longest text that is searched for, in characters.
const MAX_TEXT: usize = 200;

/// Which conversations; every condition that is given must hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FilterQuery {
    /// Only of this agent.
    agent: Option<String>,
    /// Only of this visitor: an id, or part of a name, an e-mail address or the organization's own id.
    #[param(max_length = 200)]
    visitor: Option<String>,
    /// The title or a message contains this.
    #[param(max_length = 200)]
    text: Option<String>,
    /// An answer was rated so.
    #[param(inline)]
    rating: Option<RatingBody>,
    /// Carries this label.
    label: Option<String>,
    /// `true`: a question has no complete answer that cites a passage.
    unanswered: Option<bool>,
    /// Begun at this time or later.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Begun before this time.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

impl FilterQuery {
    /// The filter. An agent that the caller does not reach is refused as everywhere.
    pub async fn filter<P>(self, can: &Can<P>) -> ApiResult<ConversationFilter> {
        let agent = match self.agent.as_deref() {
            Some(text) => {
                let id: AgentId = text.parse().map_err(|_| ApiError::not_found())?;
                can.agent(id).await?;
                Some(id)
            }
            None => None,
        };
        let mut filter = self.conditions()?;
        filter.agent = agent;
        Ok(filter)
    }

    /// Everything but the agent.
    fn conditions(self) -> ApiResult<ConversationFilter> {
        let visitor_text = words("visitor", self.visitor)?;
        let visitor: Option<VisitorId> = visitor_text.as_deref().and_then(|text| text.parse().ok());
        Ok(ConversationFilter {
            agent: None,
            visitor_text: visitor_text.filter(|_| visitor.is_none()),
            visitor,
            text: words("text", self.text)?,
            rating: self.rating.map(Into::into),
            label: words("label", self.label)?,
            unanswered: self.unanswered == Some(true),
            from: self.from,
            until: self.until,
        })
    }
}

/// Text to look for; a form sends an empty field as empty text.
fn words(path: &str, text: Option<String>) -> ApiResult<Option<String>> {
    let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if text.as_ref().is_some_and(|text| text.chars().count() > MAX_TEXT) {
        return Err(ApiError::invalid(path, format!("must have at most {MAX_TEXT} characters")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_is_an_id_or_words_and_empty_fields_are_no_condition() {
        let query = |visitor: &str| FilterQuery {
            visitor: Some(visitor.into()),
            text: Some("  ".into()),
            ..FilterQuery::default()
        };
        let by_words = query(" Ann ").conditions().unwrap();
        assert_eq!(
            (by_words.visitor_text.as_deref(), by_words.visitor, by_words.text),
            (Some("Ann"), None, None)
        );
        let by_id = query("vis_0198c0de000070008000000000000001").conditions().unwrap();
        assert!(by_id.visitor.is_some() && by_id.visitor_text.is_none());
        assert!(query(&"x".repeat(201)).conditions().is_err());
    }
}
