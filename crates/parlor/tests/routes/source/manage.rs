//! Adding, changing and deleting sources; what cannot be added.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::site::Site;

use super::{add, found};
use crate::help::{body, expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn every_broken_rule_is_named_and_no_private_address_is_taken(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/sources", acme.agent);
        let post = |source: &Value| server.member(&acme.account, Method::POST, &path).json(source);
        for (source, field) in [
            (json!({"url": "shop.example"}), "url"),
            (json!({"url": "ftp://shop.example/"}), "url"),
            (json!({"url": "http://user:pass@shop.example/"}), "url"),
            (json!({"url": "http://127.0.0.1/", "maxPages": 0}), "maxPages"),
            (json!({"url": "http://127.0.0.1/", "maxPages": 1_000_000}), "maxPages"),
            (json!({"url": "http://127.0.0.1/", "maxDepth": 21}), "maxDepth"),
            (json!({"url": "http://127.0.0.1/", "include": ["docs"]}), "include"),
            (json!({"url": "http://127.0.0.1/", "exclude": vec!["/a"; 21]}), "exclude"),
            (json!({"url": "http://127.0.0.1/", "schedule": "hourly"}), "schedule"),
            (json!({"url": "http://127.0.0.1/", "kind": "feed"}), "kind"),
            (json!({"url": "http://127.0.0.1/", "headers": {}}), "headers"),
        ] {
            let (status, problem) = body(post(&source)).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(field)), "{source} {problem}");
        }
        for private in ["http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://0x0a.1/", "http://[64:ff9b::a00:1]/"] {
            assert_eq!(refused(post(&json!({"url": private}))).await, "422 blocked_destination", "{private}");
        }
        let list = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        assert_eq!(list["sources"], json!([]));
    }

    async fn a_source_is_listed_changed_and_really_deleted(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let site = Site::start().await.unwrap();
        site.page("/", "<title>Start</title><p>Parcels arrive on Monday.");
        let source = add(&server, &acme, json!({"url": site.url("/#top"), "schedule": "daily"})).await;
        assert_eq!((&source["url"], &source["kind"]), (&json!(site.url("/")), &json!("site")));
        assert!(source["nextSyncAt"].as_str() > source["syncedAt"].as_str(), "{source}");
        let list = format!("/api/admin/agents/{}/sources", acme.agent);
        let again = member(Method::POST, &list).json(&json!({"url": site.url("")}));
        assert_eq!(refused(again).await, "409 conflict");
        assert_eq!(expect(200, member(Method::GET, &list)).await["sources"], json!([source]));
        let documents = expect(200, member(Method::GET, &format!("/api/admin/agents/{}/documents", acme.agent))).await;
        assert_eq!(documents["documents"], json!([]), "pages are listed with their source");

        let path = format!("/api/admin/sources/{}", source["id"].as_str().unwrap());
        let pages = expect(200, member(Method::GET, &format!("{path}/pages"))).await;
        let document = format!("/api/admin/documents/{}", pages["pages"][0]["documentId"].as_str().unwrap());
        let page = expect(200, member(Method::GET, &document)).await;
        assert_eq!((&page["kind"], &page["sourceId"], &page["filename"]), (&json!("page"), &source["id"], &json!(site.url("/"))));

        let changed = expect(200, member(Method::PATCH, &path).json(&json!({"schedule": "manual", "maxPages": 7, "version": 1}))).await;
        assert_eq!((&changed["nextSyncAt"], &changed["maxPages"], &changed["version"]), (&Value::Null, &json!(7), &json!(2)));
        let stale = member(Method::PATCH, &path).header("If-Match", "\"1\"").json(&json!({"maxPages": 8}));
        assert_eq!(refused(stale).await, "409 conflict");
        let wrong = member(Method::PATCH, &path).json(&json!({"url": "http://127.0.0.1/"}));
        assert_eq!(refused(wrong).await, "422 invalid_request");

        assert_eq!(found(&server, &acme, "parcels").await, ["Start"]);
        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(found(&server, &acme, "parcels").await, Vec::<String>::new());
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
        assert_eq!(refused(member(Method::GET, &document)).await, "404 not_found");
        assert_eq!(refused(member(Method::DELETE, &path)).await, "404 not_found");
    }
}
