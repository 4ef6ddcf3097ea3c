//! Tools on tenants' servers: a signed request ([Standard Webhooks](https://www.standardwebhooks.com)), its repetitions, its answer.
//!
//! A request whose answer was lost is sent again under the same `webhook-id`, so that the server can tell. It must not know when a tool
//! is called or what becomes of its answer.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use domain::clock::{Clock, Timestamp};
use domain::tool::toolbox::{Trial, TrialAnswer, WebhookCaller};
use domain::tool::{SECRET_PURPOSE, ToolError, ToolRun, Webhook, WebhookMethod};
use domain::vault::Vault;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::{HEADER_WEBHOOK_ID, HEADER_WEBHOOK_SIGNATURE, HEADER_WEBHOOK_TIMESTAMP};
use url::Url;

use crate::egress::{Egress, EgressError, EgressRequest, EgressResponse};

/// How often a call is sent at most.
const ATTEMPTS: u32 = 3;
/// Wait before the first repetition; it doubles.
const BACKOFF: Duration = Duration::from_millis(250);
/// How much of an error's body is told, in characters.
const TOLD: usize = 300;

/// Calls tenants' servers through the guarded client.
pub struct Webhooks {
    egress: Arc<Egress>,
    vault: Arc<dyn Vault>,
    clock: Arc<dyn Clock>,
}

impl Webhooks {
    /// Over this client, with secrets from this vault.
    pub fn new(egress: Arc<Egress>, vault: Arc<dyn Vault>, clock: Arc<dyn Clock>) -> Self {
        Self { egress, vault, clock }
    }

    fn prepare(&self, run: &ToolRun, webhook: &Webhook) -> Result<Prepared, ToolError> {
        let unavailable = |error: &dyn std::fmt::Display| ToolError::Unavailable(error.to_string());
        let secret =
            self.vault.open(run.tenant, SECRET_PURPOSE, &webhook.secret).map_err(|e| unavailable(&e))?;
        let signer = standardwebhooks::Webhook::new(&secret).map_err(|e| unavailable(&e))?;
        let mut url = Url::parse(&webhook.url).map_err(|e| unavailable(&e))?;
        let method = method(webhook.method);
        let body = if matches!(webhook.method, WebhookMethod::Get | WebhookMethod::Delete) {
            add_arguments(&mut url, run);
            String::new()
        } else {
            payload(run, self.clock.now()).to_string()
        };
        Ok(Prepared { id: format!("{}_{}", run.message, run.call_id), signer, method, url, body })
    }

    async fn once(&self, prepared: &Prepared) -> (EgressRequest, Result<EgressResponse, EgressError>) {
        let request = prepared.request(self.clock.now());
        let answer = self.egress.send(request.clone()).await;
        (request, answer)
    }
}

/// A call that is ready to be sent, once or more often.
struct Prepared {
    id: String,
    signer: standardwebhooks::Webhook,
    method: Method,
    url: Url,
    body: String,
}

impl Prepared {
    fn request(&self, now: Timestamp) -> EgressRequest {
        let seconds = now.as_millis() / 1_000;
        let signature = self.signer.sign(&self.id, seconds, self.body.as_bytes()).unwrap_or_default();
        let mut headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("application/json"))]);
        if !self.body.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, text) in [
            (HEADER_WEBHOOK_ID, self.id.clone()),
            (HEADER_WEBHOOK_TIMESTAMP, seconds.to_string()),
            (HEADER_WEBHOOK_SIGNATURE, signature),
        ] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
        let body = Bytes::from(self.body.clone());
        EgressRequest { headers, body, ..EgressRequest::new(self.method.clone(), self.url.clone()) }
    }
}

fn method(method: WebhookMethod) -> Method {
    match method {
        WebhookMethod::Get => Method::GET,
        WebhookMethod::Post => Method::POST,
        WebhookMethod::Put => Method::PUT,
        WebhookMethod::Patch => Method::PATCH,
        WebhookMethod::Delete => Method::DELETE,
    }
}

fn payload(run: &ToolRun, now: Timestamp) -> Value {
    json!({
        "type": "tool.call",
        "timestamp": now,
        "data": {
            "tool": run.tool.spec.name,
            "callId": run.call_id,
            "agentId": run.owner.agent,
            "chatId": run.chat,
            "visitorId": run.owner.visitor,
            "arguments": run.arguments,
        }
    })
}

/// Texts as they are, everything else as JSON.
fn add_arguments(url: &mut Url, run: &ToolRun) {
    let mut query = url.query_pairs_mut();
    for (name, value) in &run.arguments {
        match value {
            Value::String(text) => query.append_pair(name, text),
            other => query.append_pair(name, &other.to_string()),
        };
    }
}

/// Whether the server may answer better in a moment.
fn passes(answer: &Result<EgressResponse, EgressError>) -> bool {
    match answer {
        Err(EgressError::Timeout | EgressError::Failed(_)) => true,
        Err(_) => false,
        Ok(response) => response.status == StatusCode::TOO_MANY_REQUESTS || response.status.is_server_error(),
    }
}

/// JSON when it is JSON, else text.
fn read(response: EgressResponse) -> Result<Value, ToolError> {
    let text = String::from_utf8_lossy(&response.body).into_owned();
    if !response.status.is_success() {
        let told: String = text.trim().chars().take(TOLD).collect();
        return Err(ToolError::Refused(
            format!("status {} {told}", response.status.as_u16()).trim().to_owned(),
        ));
    }
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    Ok(serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

fn told(headers: &HeaderMap) -> Vec<(String, String)> {
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    headers.iter().map(line).collect()
}

#[async_trait]
impl WebhookCaller for Webhooks {
    async fn check(&self, url: &str) -> Result<(), ToolError> {
        self.egress.check_tool(url).await
    }

    async fn trial(&self, run: &ToolRun, webhook: &Webhook) -> Trial {
        let prepared = match self.prepare(run, webhook) {
            Ok(prepared) => prepared,
            Err(error) => {
                let (sent_headers, sent) = (Vec::new(), String::new());
                return Trial {
                    method: "",
                    url: webhook.url.clone(),
                    sent_headers,
                    sent,
                    answer: Err(error),
                };
            }
        };
        let (request, answer) = self.once(&prepared).await;
        let answer = answer.map_err(ToolError::from).map(|response| TrialAnswer {
            status: response.status.as_u16(),
            headers: told(&response.headers),
            body: String::from_utf8_lossy(&response.body).into_owned(),
        });
        Trial {
            method: match webhook.method {
                WebhookMethod::Get => "GET",
                WebhookMethod::Post => "POST",
                WebhookMethod::Put => "PUT",
                WebhookMethod::Patch => "PATCH",
                WebhookMethod::Delete => "DELETE",
            },
            url: request.url.to_string(),
            sent_headers: told(&request.headers),
            sent: prepared.body,
            answer,
        }
    }

    async fn call(&self, run: &ToolRun, webhook: &Webhook) -> Result<Value, ToolError> {
        let prepared = self.prepare(run, webhook)?;
        let mut wait = BACKOFF;
        for _ in 1..ATTEMPTS {
            let (_, answer) = self.once(&prepared).await;
            if !passes(&answer) {
                return read(answer?);
            }
            self.clock.sleep(wait).await;
            wait *= 2;
        }
        let (_, answer) = self.once(&prepared).await;
        read(answer?)
    }
}
