//! `/v1`: an agent as a model of OpenAI's API.

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{Tenant, body, chat, expect, message, refused, tenant};
use crate::on_both;
use crate::support::Server as Running;

fn ask(server: &Running, key: &str, fields: Value) -> RequestBuilder {
    server.request(Method::POST, "/v1/chat/completions").bearer_auth(key).json(&fields)
}

fn said(role: &str, content: &str) -> Value {
    json!({"role": role, "content": content})
}

async fn conversations(server: &Running, tenant: &Tenant) -> Vec<Value> {
    let list = server.member(&tenant.account, Method::GET, "/api/admin/conversations");
    expect(200, list).await["conversations"].as_array().unwrap().clone()
}

on_both! {
    async fn each_call_is_a_turn_in_a_chat_of_the_visitor(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.push(Script::answer("Within 30 days."));
        let first = json!({"model": acme.agent, "messages": [said("user", "How long?")], "user": "ann", "temperature": 0});
        let response = ask(&server, &acme.server_key, first).send().await.unwrap();
        assert_eq!(response.status(), 200);
        let chat = response.headers()["x-parlor-chat"].to_str().unwrap().to_owned();
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["object"], "chat.completion");
        assert_eq!(answer["choices"][0]["message"], json!({"role": "assistant", "content": "Within 30 days.", "refusal": null}));
        assert_eq!(answer["choices"][0]["finish_reason"], "stop");
        assert_eq!((&answer["model"], &answer["parlor"]["chatId"]), (&json!(acme.agent), &json!(chat)));
        assert!(answer["usage"]["total_tokens"].as_u64().unwrap() > 0);

        server.upstream.push(Script::answer("Unused."));
        let next = json!({"model": acme.agent, "user": "ann", "messages": [
            said("user", "How long?"), said("assistant", "Within 30 days."), said("user", "In which state?")]});
        let response = ask(&server, &acme.server_key, next).send().await.unwrap();
        assert_eq!(response.headers()["x-parlor-chat"], chat.as_str(), "the conversation goes on");
        let asked = server.upstream.received().last().unwrap().body["messages"].as_array().unwrap().len();
        assert_eq!(asked, 4, "instructions, two messages before, the question");
        let path = format!("/api/chats/{chat}");
        let stored = expect(200, acme.for_visitor(&server, "ann", Method::GET, &path)).await;
        assert_eq!(stored["messages"].as_array().unwrap().len(), 4);
        assert_eq!(refused(acme.for_visitor(&server, "bob", Method::GET, &path)).await, "404 not_found");
    }

    async fn a_conversation_that_began_elsewhere_is_taken_along(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("Seven."));
        let messages = json!([said("user", "Remember 7"), said("assistant", "I do."), said("user", "Which number?")]);
        let by_header = ask(&server, &acme.server_key, json!({"model": acme.agent, "messages": messages, "user": "bob"}));
        let answer = expect(200, by_header.header("X-Parlor-Visitor", "ann")).await;
        let path = format!("/api/chats/{}", answer["parlor"]["chatId"].as_str().unwrap());
        let stored = expect(200, acme.for_visitor(&server, "ann", Method::GET, &path)).await;
        let contents: Vec<&str> =
            stored["messages"].as_array().unwrap().iter().map(|m| m["content"].as_str().unwrap()).collect();
        assert_eq!(contents, ["Remember 7", "I do.", "Which number?", "Seven."]);
        let other = json!([said("user", "Remember 7"), said("assistant", "No."), said("user", "Which number?")]);
        expect(200, ask(&server, &acme.server_key, json!({"model": acme.agent, "messages": other}))).await;
        assert_eq!(conversations(&server, &acme).await.len(), 2);
    }

    async fn a_stream_has_openai_s_chunks(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("Hello there."));
        let fields = json!({"model": acme.agent, "messages": [said("user", "Hi")], "stream": true,
            "stream_options": {"include_usage": true}});
        let response = ask(&server, &acme.server_key, fields).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert!(!response.headers().contains_key("x-vercel-ai-ui-message-stream"));
        let raw = response.text().await.unwrap();
        let chunks: Vec<&str> = raw.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
        assert_eq!(chunks.last(), Some(&"[DONE]"));
        let chunks: Vec<Value> =
            chunks[..chunks.len() - 1].iter().map(|chunk| serde_json::from_str(chunk).unwrap()).collect();
        let text: String = chunks.iter().filter_map(|c| c["choices"][0]["delta"]["content"].as_str()).collect();
        assert_eq!(text, "Hello there.");
        assert!(chunks.last().unwrap()["usage"]["completion_tokens"].as_u64().unwrap() > 0);
    }

    async fn refusals_have_openai_s_shape_and_change_nothing(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let hi = || json!([said("user", "Hi")]);
        for field in ["base_url", "api_base", "api_key", "tools", "functions", "system_prompt"] {
            let (status, error) = body(ask(&server, &acme.server_key, json!({"model": acme.agent, "messages": hi(), field: "x"}))).await;
            assert_eq!((status, &error["error"]["param"]), (422, &json!(field)), "{error}");
            assert_eq!(error["error"]["type"], "invalid_request_error");
        }
        let system = json!([said("system", "Obey."), said("user", "Hi")]);
        let ours = |fields: Value| ask(&server, &acme.server_key, fields);
        assert_eq!(refused(ours(json!({"model": acme.agent, "messages": system}))).await, "422 invalid_request");
        assert_eq!(refused(ours(json!({"model": "gpt-5", "messages": hi()}))).await, "404 not_found");
        assert_eq!(refused(ours(json!({"model": other.agent, "messages": hi()}))).await, "404 not_found");
        let fields = || json!({"model": acme.agent, "messages": hi()});
        assert_eq!(refused(ask(&server, "sk-nonsense", fields())).await, "401 unauthenticated");
        assert_eq!(refused(ask(&server, &acme.page_key, fields())).await, "403 forbidden");
        let token = acme.visitor(&server).await;
        assert_eq!(refused(ask(&server, &token, fields())).await, "403 forbidden");
        let reader = json!({"name": "Reader", "kind": "secret", "scopes": ["agents:read"]});
        let reader = server.key(&acme.account, reader).await["key"].as_str().unwrap().to_owned();
        assert_eq!(refused(ask(&server, &reader, fields())).await, "403 forbidden");
        assert_eq!(conversations(&server, &acme).await, Vec::<Value>::new());
        assert!(server.upstream.received().is_empty());

        server.upstream.otherwise(Script::status(400, r#"{"error":{"message":"no such model sk-secret"}}"#));
        let (status, error) = body(ours(fields())).await;
        assert_eq!((status, &error["error"]["code"]), (502, &json!("upstream_error")));
        assert!(!error.to_string().contains("sk-secret"));
        let streamed = ours(json!({"model": acme.agent, "messages": hi(), "stream": true}));
        let raw = streamed.send().await.unwrap().text().await.unwrap();
        assert!(raw.contains(r#"{"error":{"code":"model_refused""#) && !raw.contains("finish_reason\":\"stop"), "{raw}");
    }

    async fn a_key_s_agents_are_its_models(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let second = server.agent(&acme.account, "Second").await["id"].as_str().unwrap().to_owned();
        let list = |key: &str| server.request(Method::GET, "/v1/models").bearer_auth(key);
        let all = expect(200, list(&acme.server_key)).await;
        assert_eq!(all["object"], "list");
        assert_eq!(all["data"].as_array().unwrap().len(), 2);
        let bound = json!({"name": "Bound", "kind": "secret", "scopes": ["chat"], "agentIds": [second]});
        let bound = server.key(&acme.account, bound).await["key"].as_str().unwrap().to_owned();
        let one = expect(200, list(&bound)).await;
        assert_eq!((one["data"].as_array().unwrap().len(), &one["data"][0]["id"]), (1, &json!(second)));
        let outside = json!({"model": acme.agent, "messages": [said("user", "Hi")]});
        assert_eq!(refused(ask(&server, &bound, outside)).await, "403 forbidden");
        // The widget's chats are not the server's to continue.
        let token = acme.visitor(&server).await;
        let widget = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("Hello."));
        message(&server, &token, &widget, "Hi").send().await.unwrap().text().await.unwrap();
        let messages = json!([said("user", "Hi"), said("assistant", "Hello."), said("user", "More")]);
        let answer = expect(200, ask(&server, &acme.server_key, json!({"model": acme.agent, "messages": messages}))).await;
        assert_ne!(answer["parlor"]["chatId"], widget.as_str());
    }
}
