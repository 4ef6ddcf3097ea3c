//! How an agent's model is asked.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{body, chat, expect, message, tenant};
use crate::on_both;

on_both! {
    async fn what_an_agent_sets_reaches_its_model(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}", acme.agent);
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let settings = json!({"temperature": 0.5, "maxTokens": 50, "reasoningEffort": "low", "fallbacks": ["small"]});
        let agent = expect(200, member(Method::PATCH, &path).json(&json!({"modelSettings": settings}))).await;
        assert_eq!(agent["draft"]["modelSettings"], settings);
        expect(200, member(Method::POST, &format!("{path}/publish"))).await;
        server.upstream.otherwise(Script::answer("Hi."));
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        message(&server, &token, &id, "Hello").send().await.unwrap().text().await.unwrap();
        let asked = server.upstream.received().last().unwrap().body.clone();
        assert_eq!((&asked["temperature"], &asked["max_tokens"]), (&json!(0.5), &json!(50)));
        assert_eq!(asked["reasoning_effort"], "low");

        let kept = expect(200, member(Method::PATCH, &path).json(&json!({"greeting": "Hello"}))).await;
        assert_eq!(kept["draft"]["modelSettings"], settings, "what is left out keeps its value");
        let cleared = expect(200, member(Method::PATCH, &path).json(&json!({"modelSettings": {}}))).await;
        assert_eq!(cleared["draft"]["modelSettings"]["temperature"], Value::Null);
        let wrong = json!({"modelSettings": {"temperature": 3, "fallbacks": ["a", "b", "c", "d"]}});
        let (status, problem) = body(member(Method::PATCH, &path).json(&wrong)).await;
        let paths: Vec<&Value> = problem["errors"].as_array().unwrap().iter().map(|e| &e["path"]).collect();
        assert_eq!((status, paths), (422, vec![&json!("modelSettings.temperature"), &json!("modelSettings.fallbacks")]));
    }
}
