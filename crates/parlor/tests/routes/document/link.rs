//! A web page by its address: it becomes a document like any other, and a source that can be synchronized.

use reqwest::Method;
use serde_json::json;
use testkit::site::{Answer, Site};

use crate::help::{body, expect, refused, tenant, until};
use crate::on_both;
use crate::source::found;

on_both! {
    async fn an_address_becomes_a_document_and_goes_with_it(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let site = Site::start().await.unwrap();
        site.page("/returns", "<title>Returns</title><h1>Returns</h1><p>Thirty days for everything unused.");
        site.set("/old", Answer::Redirect("/returns".into()));
        let agent = format!("/api/admin/agents/{}", acme.agent);
        let documents = format!("{agent}/documents");
        let link = || member(Method::POST, &documents).json(&json!({"url": site.url("/old?utm_source=mail#top")}));
        let made = expect(202, link().header("Idempotency-Key", "once")).await;
        assert_eq!((&made["kind"], &made["title"], &made["status"]), (&json!("page"), &json!("Returns"), &json!("queued")));
        assert_eq!(expect(202, link().header("Idempotency-Key", "once")).await["id"], made["id"]);
        let path = format!("/api/admin/documents/{}", made["id"].as_str().unwrap());
        let ready = until(|| member(Method::GET, &path), |d| d["status"] == "ready").await;
        assert_eq!((&ready["filename"], &ready["chunkCount"]), (&json!(site.url("/returns")), &json!(1)));
        assert_eq!(found(&server, &acme, "unused thirty").await, ["Returns"]);
        assert_eq!(refused(member(Method::POST, &documents).json(&json!({"url": site.url("/returns")}))).await, "409 conflict");

        // It is a source of one page, which was asked for once.
        let source = format!("/api/admin/sources/{}", made["sourceId"].as_str().unwrap());
        let known = until(|| member(Method::GET, &source), |source| source["status"] == "idle").await;
        assert_eq!((&known["kind"], &known["url"]), (&json!("page"), &json!(site.url("/returns"))));
        assert_eq!(known["pages"], json!({"total": 1, "waiting": 0, "ready": 1, "failed": 0}));
        assert_eq!(site.asked().iter().filter(|asked| asked.path == "/returns").count(), 1);
        let snapshots = expect(200, member(Method::GET, &format!("{source}/snapshots"))).await;
        assert_eq!(snapshots["snapshots"][0]["added"], 1);

        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
        assert_eq!(refused(member(Method::GET, &source)).await, "404 not_found");
        assert_eq!(found(&server, &acme, "unused thirty").await, Vec::<String>::new());
    }

    async fn an_address_without_a_page_is_refused_at_once(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let agent = format!("/api/admin/agents/{}", acme.agent);
        let documents = format!("{agent}/documents");
        let link = |url: &str| server.member(&acme.account, Method::POST, &documents).json(&json!({"url": url}));
        let site = Site::start().await.unwrap();
        site.set("/broken", Answer::Status(500));
        site.put("/data", "application/octet-stream", vec![0_u8, 1, 2]);
        site.put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private\n");
        for (path, reason) in [("/missing", "(404)"), ("/broken", "(500)"), ("/data", "neither UTF-8 text"), ("/private", "robots.txt")] {
            let (status, problem) = body(link(&site.url(path))).await;
            let error = &problem["errors"][0];
            assert_eq!((status, &error["path"]), (422, &json!("url")), "{problem}");
            assert!(error["message"].as_str().unwrap().contains(reason), "{problem}");
        }
        for private in ["http://10.0.0.1/", "http://[::1]/", "http://0x7f000002/"] {
            assert_eq!(refused(link(private)).await, "422 blocked_destination", "{private}");
        }
        let sources = expect(200, server.member(&acme.account, Method::GET, &format!("{agent}/sources"))).await;
        assert_eq!(sources["sources"], json!([]));
    }
}
