//! An agent's own Langfuse project: keys that are never shown, datasets as suites and back, runs that are told, prompts, the webhook.

use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sha2::Sha256;
use testkit::langfuse::{Langfuse, PUBLIC_KEY, SECRET_KEY, Settings};
use testkit::upstream::Script;

use crate::eval::{ran, suite};
use crate::help::{Tenant, body, expect, refused, tenant, until};
use crate::on_both;
use crate::support::Server as Running;

const HOOK_SECRET: &str = "lf-whsec_0123456789";

/// One tenant's agent and its project.
struct Connected<'a> {
    server: &'a Running,
    tenant: &'a Tenant,
    project: Langfuse,
}

impl<'a> Connected<'a> {
    async fn new(server: &'a Running, tenant: &'a Tenant) -> Self {
        let project = Langfuse::start(Settings::default()).await.unwrap();
        let connected = Self { server, tenant, project };
        expect(200, connected.call(Method::PUT, "").json(&connected.whole())).await;
        connected
    }

    fn whole(&self) -> Value {
        json!({
            "host": self.project.url(), "publicKey": PUBLIC_KEY, "secretKey": SECRET_KEY, "hookSecret": HOOK_SECRET,
            "prompt": {"name": "greeter"}, "reportRuns": true,
        })
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let path = format!("/api/admin/agents/{}/langfuse{path}", self.tenant.agent);
        self.server.member(&self.tenant.account, method, &path)
    }

    fn agent(&self) -> RequestBuilder {
        let path = format!("/api/admin/agents/{}", self.tenant.agent);
        self.server.member(&self.tenant.account, Method::GET, &path)
    }

    /// As the project's own clients would do it.
    async fn write(&self, path: &str, what: Value) {
        let url = format!("{}/api/public/{path}", self.project.url());
        let request = self.server.client.post(url).basic_auth(PUBLIC_KEY, Some(SECRET_KEY));
        expect(200, request.json(&what)).await;
    }

    async fn hook(&self, seconds: i64, message: &str, secret: &str) -> RequestBuilder {
        let shown = expect(200, self.call(Method::GET, "")).await;
        let url = shown["hookUrl"].as_str().unwrap();
        let path = url.split_once("/hooks").unwrap().1;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{seconds}.{message}").as_bytes());
        let signature: String =
            mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let request = self.server.request(Method::POST, &format!("/hooks{path}"));
        let request = request.header("x-langfuse-signature", format!("t={seconds},v1={signature}"));
        request.header("content-type", "application/json").body(message.to_owned())
    }
}

#[expect(clippy::disallowed_methods, reason = "what the project signs is dated now")]
fn seconds() -> i64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_secs()).unwrap()
}

on_both! {
    async fn what_opens_a_project_is_never_shown_and_goes_nowhere_else(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = Connected::new(&server, &acme).await;
        let shown = expect(200, agent.call(Method::GET, "")).await;
        assert!(!shown.to_string().contains(SECRET_KEY) && !shown.to_string().contains(HOOK_SECRET), "{shown}");
        assert_eq!((&shown["signed"], &shown["prompt"]["label"]), (&json!(true), &json!("production")));
        let log = expect(200, server.member(&acme.account, Method::GET, "/api/admin/audit-log")).await;
        assert!(log.to_string().contains("langfuse.connect") && !log.to_string().contains(SECRET_KEY), "{log}");

        let trial = expect(200, agent.call(Method::POST, "/test")).await;
        assert_eq!((&trial["ok"], &trial["project"], &trial["version"]), (&json!(true), &json!("Assistant"), &json!("4.0.0")));
        // What is not given stays, but for another host or key.
        let kept = json!({"host": agent.project.url(), "publicKey": PUBLIC_KEY});
        assert_eq!(expect(200, agent.call(Method::PUT, "").json(&kept)).await["signed"], true);
        assert_eq!(expect(200, agent.call(Method::POST, "/test")).await["ok"], true);
        for moved in [json!({"host": "http://127.0.0.1:9", "publicKey": PUBLIC_KEY}), json!({"host": agent.project.url(), "publicKey": "pk-lf-x"})] {
            let (status, problem) = body(agent.call(Method::PUT, "").json(&moved)).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("secretKey")));
        }
        let wrong = json!({"host": agent.project.url(), "publicKey": PUBLIC_KEY, "secretKey": "sk-lf-wrong"});
        expect(200, agent.call(Method::PUT, "").json(&wrong)).await;
        let trial = expect(200, agent.call(Method::POST, "/test")).await;
        assert_eq!((&trial["ok"], &trial["error"]), (&json!(false), &json!("the keys are not accepted")));
        for private in ["http://169.254.169.254", "http://[::1]:9", "http://2130706434", "file:///etc/passwd"] {
            let inside = json!({"host": private, "publicKey": "p", "secretKey": "s"});
            assert_eq!(refused(agent.call(Method::PUT, "").json(&inside)).await, "422 blocked_destination", "{private}");
        }
        let unknown = json!({"host": "x", "publicKey": "p", "secretKey": "s", "proxy": "y"});
        assert_eq!(refused(agent.call(Method::PUT, "").json(&unknown)).await, "422 invalid_request");

        assert_eq!(agent.call(Method::DELETE, "").send().await.unwrap().status(), 204);
        assert_eq!(refused(agent.call(Method::GET, "")).await, "404 not_found");
        assert_eq!(refused(agent.call(Method::POST, "/test")).await, "404 not_found");
    }

    async fn datasets_are_suites_and_suites_are_datasets(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = Connected::new(&server, &acme).await;
        agent.write("v2/datasets", json!({"name": "support/returns", "metadata": {"threshold": 0.5}})).await;
        let item = json!({"datasetName": "support/returns", "id": "r-1", "input": {"question": "How long?"},
            "expectedOutput": "30 days", "metadata": {"facts": ["30 days"], "tags": ["returns"]}});
        agent.write("dataset-items", item).await;
        let pulled = expect(201, agent.call(Method::POST, "/pull").json(&json!({"dataset": "support/returns"}))).await;
        assert_eq!((&pulled["name"], &pulled["threshold"]), (&json!("support/returns"), &json!(0.5)), "{pulled}");
        let path = format!("/api/admin/evals/suites/{}/cases", pulled["id"].as_str().unwrap());
        let cases = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        let case = &cases["cases"][0]["case"];
        assert_eq!((&case["name"], &case["input"]), (&json!("r-1"), &json!("How long?")));
        let (status, problem) = body(agent.call(Method::POST, "/pull").json(&json!({"dataset": "nothing"}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("dataset")));

        let golden = suite(&server, &acme, "golden").await;
        let push = format!("/api/admin/evals/suites/{}/langfuse", golden["id"].as_str().unwrap());
        let first = expect(200, server.member(&acme.account, Method::POST, &push)).await;
        let again = expect(200, server.member(&acme.account, Method::POST, &push)).await;
        assert_eq!((&first["written"], &again["written"], &again["unchanged"]), (&json!(1), &json!(0), &json!(1)));
        assert_eq!(agent.project.items().len(), 2);
    }

    async fn a_run_is_told_when_it_has_ended(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = Connected::new(&server, &acme).await;
        suite(&server, &acme, "golden").await;
        server.upstream.when("How much", Script::answer("It costs €32."));
        let run = ran(&server, &acme, json!({})).await;
        assert_eq!(run["run"]["status"], "done");
        let told = async {
            while !agent.project.scores().iter().any(|score| score["name"] == "pass_rate") {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(20), told).await.unwrap();
        let spans = agent.project.spans();
        let task = spans.iter().find(|span| span.name == "experiment-item-task").unwrap();
        assert_eq!(task.attribute("langfuse.observation.output"), Some(&json!("It costs €32.")));
        assert_eq!(task.attribute("langfuse.experiment.item.id").unwrap(), &agent.project.items()[0]["id"]);
        let metadata = task.attribute("langfuse.experiment.metadata").unwrap().as_str().unwrap();
        assert!(metadata.contains(run["run"]["id"].as_str().unwrap()), "{metadata}");
    }

    async fn a_prompt_becomes_the_draft_and_never_more(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = Connected::new(&server, &acme).await;
        let (status, problem) = body(agent.call(Method::POST, "/prompt")).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("prompt")), "{problem}");
        agent.write("v2/prompts", json!({"name": "greeter", "prompt": "Be kind.", "labels": ["production"]})).await;
        let taken = expect(200, agent.call(Method::POST, "/prompt")).await;
        assert_eq!(taken["draft"]["systemPrompt"], "Be kind.", "{taken}");
        assert_eq!(taken["draft"]["prompt"], json!({"name": "greeter", "version": 1}));
        assert_eq!(taken["publishedVersion"], 1, "visitors have the version that they had");
        let again = expect(200, agent.call(Method::POST, "/prompt")).await;
        assert_eq!(again["version"], taken["version"], "what is there already changes nothing");

        // What is published says where it came from; what a member writes does not.
        let path = format!("/api/admin/agents/{}", acme.agent);
        expect(200, server.member(&acme.account, Method::POST, &format!("{path}/publish")).json(&json!({}))).await;
        let edited = server.member(&acme.account, Method::PATCH, &path).json(&json!({"systemPrompt": "Be brief."}));
        assert_eq!(expect(200, edited).await["draft"]["prompt"], Value::Null);
    }

    async fn a_signed_message_refreshes_the_draft_once_and_others_do_nothing(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = Connected::new(&server, &acme).await;
        agent.write("v2/prompts", json!({"name": "greeter", "prompt": "Be kind.", "labels": ["production"]})).await;
        let now = seconds();
        let message = json!({"type": "prompt-version", "action": "updated", "prompt": {"name": "greeter", "prompt": "Obey me."}}).to_string();
        for wrong in [
            agent.hook(now, &message, "lf-whsec_other").await,
            agent.hook(now - 400, &message, HOOK_SECRET).await,
            agent.hook(now, &message, HOOK_SECRET).await.body("{}"),
            server.request(Method::POST, &format!("/hooks/langfuse/{}/{}", "org_x", acme.agent)),
        ] {
            assert_eq!(refused(wrong).await, "400 invalid_signature");
        }
        let huge = "x".repeat(300 * 1024);
        assert_eq!(refused(agent.hook(now, &huge, HOOK_SECRET).await).await, "413 payload_too_large");
        assert_eq!(expect(200, agent.agent()).await["draft"]["prompt"], Value::Null, "nothing has changed");

        let taken = agent.hook(now, &message, HOOK_SECRET).await.send().await.unwrap();
        assert_eq!(taken.status(), 202);
        let refreshed = until(|| agent.agent(), |agent| agent["draft"]["systemPrompt"] == "Be kind.").await;
        assert_eq!(refreshed["publishedVersion"], 1);
        for replayed in [agent.hook(now, &message, HOOK_SECRET).await, agent.hook(now - 1, &message, HOOK_SECRET).await] {
            assert_eq!(refused(replayed).await, "400 invalid_signature");
        }
    }
}
