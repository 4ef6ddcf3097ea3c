//! `GET /api/admin/usage`: what the organization has used, by day and model, and what its plan allows.

use axum::Json;
use axum::extract::State;
use domain::usage::{Day, Plan, UsageDay};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Can, UsageRead};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::Params;

/// Most days of one answer.
const MAX_DAYS: i64 = 366;
/// Days before today that are told when nothing is said.
const USUAL_DAYS: i64 = 29;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UsageQuery {
    /// First day, UTC; 29 days before the last one by default.
    #[param(example = "2026-11-01")]
    from: Option<String>,
    /// Last day, UTC; today by default. At most 366 days after the first.
    #[param(example = "2026-11-30")]
    to: Option<String>,
}

/// What was used.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsageReport {
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    to: Day,
    /// By day and model, oldest first; days without use are left out.
    days: Vec<UsageDayBody>,
    /// Everything together.
    total: UsageTotal,
    /// What the plan allows.
    plan: PlanBody,
}

/// What one model was used for on one day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UsageDayBody {
    /// When, UTC.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// The model as the provider names it; empty for answers that no model came to give.
    model: String,
    /// The figures.
    #[serde(flatten)]
    figures: UsageTotal,
}

/// Figures.
#[derive(Debug, Default, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct UsageTotal {
    /// Answers.
    calls: u64,
    /// Tokens read.
    input_tokens: u64,
    /// Tokens written.
    output_tokens: u64,
    /// Micro-USD, as far as providers tell.
    cost_micros: u64,
}

/// What a plan allows; null is no limit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanBody {
    /// Answers in a calendar month (UTC).
    messages_per_month: Option<u64>,
    /// Micro-USD on a day (UTC).
    cost_micros_per_day: Option<u64>,
    /// Documents of all agents together.
    documents: Option<u64>,
    /// Agents.
    agents: Option<u64>,
}

/// Read what was used
#[utoipa::path(
    get,
    path = "/api/admin/usage",
    tag = "organization",
    params(UsageQuery),
    responses((status = 200, body = UsageReport)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_usage(
    State(edge): State<Edge>,
    can: Can<UsageRead>,
    Params(query): Params<UsageQuery>,
) -> ApiResult<Json<UsageReport>> {
    can.reaches_all()?;
    let (from, to) = query.days(Day::of(edge.clock.now()))?;
    let used = edge.hot.tenant(can.tenant.id).usage(from, to).await?;
    let total = used.iter().fold(UsageTotal::default(), |sum, usage| sum.plus(usage.into()));
    let plan = edge.engine.plan().into();
    Ok(Json(UsageReport { from, to, days: used.into_iter().map(Into::into).collect(), total, plan }))
}

impl UsageQuery {
    fn days(&self, today: Day) -> ApiResult<(Day, Day)> {
        let read = |name: &str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text
                .parse::<Day>()
                .map(Some)
                .map_err(|_| ApiError::invalid(name, "must be a day such as 2026-11-30")),
        };
        let to: Day = read("to", &self.to)?.unwrap_or(today);
        let from: Day = read("from", &self.from)?.unwrap_or_else(|| to.minus(USUAL_DAYS));
        if from > to || to.minus(MAX_DAYS) > from {
            return Err(ApiError::invalid("from", format!("must be at most {MAX_DAYS} days before `to`")));
        }
        Ok((from, to))
    }
}

impl UsageTotal {
    const fn plus(self, other: Self) -> Self {
        Self {
            calls: self.calls + other.calls,
            input_tokens: self.input_tokens + other.input_tokens,
            output_tokens: self.output_tokens + other.output_tokens,
            cost_micros: self.cost_micros + other.cost_micros,
        }
    }
}

impl From<&UsageDay> for UsageTotal {
    fn from(usage: &UsageDay) -> Self {
        Self {
            calls: usage.calls,
            input_tokens: usage.input_tokens,
            output_tokens: usage.output_tokens,
            cost_micros: usage.cost_micros,
        }
    }
}

impl From<UsageDay> for UsageDayBody {
    fn from(usage: UsageDay) -> Self {
        Self { day: usage.day, figures: (&usage).into(), model: usage.model }
    }
}

impl From<&Plan> for PlanBody {
    fn from(plan: &Plan) -> Self {
        Self {
            messages_per_month: plan.messages_per_month,
            cost_micros_per_day: plan.cost_micros_per_day,
            documents: plan.documents,
            agents: plan.agents,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_bounded_and_named_when_wrong() {
        let days = |from: Option<&str>, to: Option<&str>| {
            let query = UsageQuery { from: from.map(str::to_owned), to: to.map(str::to_owned) };
            match query.days("2026-11-24".parse().unwrap()) {
                Ok((from, to)) => format!("{from} to {to}"),
                Err(error) => error.detail,
            }
        };
        assert_eq!(days(None, None), "2026-10-26 to 2026-11-24");
        assert_eq!(days(Some("2026-11-01"), None), "2026-11-01 to 2026-11-24");
        assert_eq!(days(Some("2025-11-23"), None), "2025-11-23 to 2026-11-24");
        let too_many = "`from` must be at most 366 days before `to`.";
        assert_eq!(days(Some("2025-11-22"), None), too_many);
        assert_eq!(days(Some("2026-11-25"), None), too_many);
        assert_eq!(days(None, Some("soon")), "`to` must be a day such as 2026-11-30.");
    }
}
