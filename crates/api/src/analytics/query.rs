//! What a report is about: the query parameters that the report and its file share.

use std::time::Duration;

use domain::clock::Timestamp;
use domain::id::AgentId;
use domain::insight::{LONGEST, ReportRange};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::{Can, ConversationsRead};
use crate::error::{ApiError, ApiResult};

/// How far back a report looks when it is not told.
const USUAL: Duration = Duration::from_secs(30 * 24 * 3600);
/// Farthest from UTC that any place is, in minutes.
const FARTHEST: i32 = 14 * 60;

/// What a report is about.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct ReportQuery {
    /// Only of this agent.
    agent: Option<String>,
    /// From this time on; 30 days before its end when left out.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    /// Before this time; now when left out.
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
    /// Where a day begins: minutes east of UTC, -840 to 840; 0 when left out.
    #[param(minimum = -840, maximum = 840)]
    offset_minutes: Option<i32>,
}

impl ReportQuery {
    /// The range. An agent that the caller does not reach is refused as everywhere; keys that are bound must name one.
    pub async fn range(self, can: &Can<ConversationsRead>, now: Timestamp) -> ApiResult<ReportRange> {
        let agent = match self.agent.as_deref() {
            Some(text) => {
                let id: AgentId = text.parse().map_err(|_| ApiError::not_found())?;
                can.agent(id).await?;
                Some(id)
            }
            None => {
                can.reaches_all()?;
                None
            }
        };
        self.stretch(now).map(|range| ReportRange { agent, ..range })
    }

    /// Everything but the agent.
    fn stretch(&self, now: Timestamp) -> ApiResult<ReportRange> {
        let until = self.until.unwrap_or(now);
        let from = self.from.unwrap_or_else(|| until.minus(USUAL));
        if from >= until || until.since(from) > LONGEST {
            return Err(ApiError::invalid("from", "must lie before `until`, by at most 366 days"));
        }
        let offset_minutes = self.offset_minutes.unwrap_or(0);
        if offset_minutes.abs() > FARTHEST {
            return Err(ApiError::invalid("offsetMinutes", "must be -840 to 840"));
        }
        Ok(ReportRange { agent: None, from, until, offset_minutes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_about_a_bounded_time() {
        let at = |days: i64| Timestamp::from_millis(days * 86_400_000);
        let query = |from, until, offset| ReportQuery {
            from,
            until,
            offset_minutes: offset,
            ..ReportQuery::default()
        };
        let usual = query(None, None, None).stretch(at(100)).unwrap();
        assert_eq!((usual.from, usual.until, usual.offset_minutes), (at(70), at(100), 0));
        for (from, until, offset) in [
            (Some(at(5)), Some(at(5)), None),
            (Some(at(0)), Some(at(367)), None),
            (None, None, Some(841)),
            (None, None, Some(i32::MIN + 1)),
        ] {
            assert!(query(from, until, offset).stretch(at(100)).is_err());
        }
    }
}
