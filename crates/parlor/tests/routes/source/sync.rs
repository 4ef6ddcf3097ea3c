//! What a second synchronization asks for and changes, and what the visitor is shown.

use reqwest::Method;
use serde_json::json;
use testkit::site::{Answer, Site};
use testkit::upstream::Script;

use super::{add, found, pages, sync};
use crate::help::{chat, events, expect, kinds, message, tenant};
use crate::on_both;

on_both! {
    async fn only_what_changed_is_read_again_and_what_is_gone_goes(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        site.page("/", "<title>Start</title><a href='/kept'>k</a><a href='/changed'>c</a><a href='/gone'>g</a><a href='/flaky'>f</a>");
        site.page("/kept", "<title>Kept</title><p>Cacti want sun.<a href='/below'>b</a>");
        site.page("/below", "<title>Below</title><p>Moss wants shade.");
        site.page("/changed", "<title>Changed</title><p>Delivery takes two days.");
        site.page("/gone", "<title>Gone</title><p>Summer sale of bulbs.");
        site.page("/flaky", "<title>Flaky</title><p>Ferns want humidity.");
        let source = add(&server, &acme, json!({"url": site.url("/")})).await;
        let id = source["id"].as_str().unwrap();
        assert_eq!(source["pages"]["ready"], 6, "{source}");
        let path = format!("/api/admin/sources/{id}/pages");
        let documents = async || {
            let pages = expect(200, server.member(&acme.account, Method::GET, &path)).await;
            let rows = pages["pages"].as_array().unwrap().iter();
            rows.map(|page| (page["url"].clone(), page["documentId"].clone())).collect::<Vec<_>>()
        };
        let before = documents().await;
        site.asked();

        site.page("/changed", "<title>Changed</title><p>Delivery takes five days.");
        site.remove("/gone");
        site.set("/flaky", Answer::Status(500));
        let source = sync(&server, &acme, id).await;
        let asked = site.asked();
        let conditional = |path: &str| asked.iter().find(|a| a.path == path).unwrap().if_none_match.is_some();
        assert!(conditional("/kept") && conditional("/below"), "found through a page that has not changed: {asked:?}");
        let rows = pages(&server, &acme, id, &site.url("")).await;
        let status = |path: &str| rows.iter().find(|row| row.0 == path).unwrap().1.clone();
        assert_eq!((status("/kept"), status("/changed")), ("ready".into(), "ready".into()));
        assert_eq!((status("/gone"), status("/flaky")), ("failed".into(), "failed".into()));
        assert_eq!(source["pages"]["ready"], 5, "the flaky one's document goes on serving: {source}");
        let changed: Vec<String> = before
            .iter()
            .zip(documents().await)
            .filter(|(before, after)| **before != *after)
            .map(|(before, _)| before.0.as_str().unwrap().replacen(&site.url(""), "", 1))
            .collect();
        assert_eq!(changed, ["/changed", "/gone"], "all others are the same documents");
        assert_eq!(found(&server, &acme, "two days delivery five").await, ["Changed"], "one version, not two");
        assert_eq!(found(&server, &acme, "bulbs").await, Vec::<String>::new());
        assert_eq!(found(&server, &acme, "ferns").await, ["Flaky"]);
    }

    async fn a_page_that_nothing_leads_to_goes_when_it_is_gone(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        site.page("/", "<title>Start</title><p>Hello.<a href='/a'>a</a><a href='/b'>b</a>");
        site.page("/a", "<title>Amber</title><p>Amber page.");
        site.page("/b", "<title>Beryl</title><p>Beryl page.");
        let source = add(&server, &acme, json!({"url": site.url("/")})).await;
        let id = source["id"].as_str().unwrap();
        site.page("/", "<title>Start</title><p>Hello.");
        site.remove("/b");
        sync(&server, &acme, id).await;
        assert_eq!(found(&server, &acme, "amber").await, ["Amber"], "it is still there");
        assert_eq!(found(&server, &acme, "beryl").await, Vec::<String>::new());

        // A site that is down takes nothing away.
        site.set("/", Answer::Status(503));
        site.set("/a", Answer::Status(503));
        let source = sync(&server, &acme, id).await;
        assert_eq!((&source["pages"]["ready"], &source["pages"]["failed"]), (&json!(2), &json!(2)), "{source}");
        assert_eq!(found(&server, &acme, "amber").await, ["Amber"]);
    }

    async fn a_page_that_the_sitemap_does_not_list_any_more_goes(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        let list = |paths: &[&str]| {
            let entries: String = paths.iter().map(|path| format!("<url><loc>{}</loc></url>", site.url(path))).collect();
            site.put("/sitemap.xml", "application/xml", format!("<urlset>{entries}</urlset>"));
        };
        list(&["/a", "/b", "/moved"]);
        site.page("/a", "<title>Amber</title><p>Amber page.");
        site.page("/b", "<title>Beryl</title><p>Beryl page.");
        site.set("/moved", Answer::Redirect("/coral".into()));
        site.page("/coral", "<title>Coral</title><p>Coral page.");
        let source = add(&server, &acme, json!({"url": site.url("/sitemap.xml"), "kind": "sitemap"})).await;
        let id = source["id"].as_str().unwrap();
        assert_eq!(source["pages"]["ready"], 3, "{source}");

        // A sitemap that cannot be read takes nothing away.
        site.set("/sitemap.xml", Answer::Status(503));
        let failed = sync(&server, &acme, id).await;
        assert!(failed["error"].as_str().unwrap().contains("503"), "{failed}");
        site.put("/sitemap.xml", "application/xml", "<urlset><url></loc></urlset>");
        let failed = sync(&server, &acme, id).await;
        assert!(failed["error"].as_str().unwrap().contains("damaged"), "{failed}");
        assert_eq!(found(&server, &acme, "beryl").await, ["Beryl"]);

        // Still there for visitors, and not listed.
        list(&["/a", "/moved"]);
        site.asked();
        let source = sync(&server, &acme, id).await;
        assert_eq!((&source["pages"]["ready"], &source["pages"]["total"]), (&json!(2), &json!(2)), "{source}");
        assert!(site.asked().iter().all(|asked| asked.path != "/b"), "nobody has to be asked");
        assert_eq!(found(&server, &acme, "beryl").await, Vec::<String>::new());
        assert_eq!(found(&server, &acme, "coral").await, ["Coral"], "what a listed page leads to stays");
        let snapshots = format!("/api/admin/sources/{id}/snapshots");
        let snapshots = expect(200, server.member(&acme.account, Method::GET, &snapshots)).await;
        let newest = &snapshots["snapshots"][0];
        assert_eq!((&newest["added"], &newest["changed"], &newest["removed"]), (&json!(0), &json!(0), &json!(1)));

        list(&["/a", "/moved", "/b"]);
        sync(&server, &acme, id).await;
        assert_eq!(found(&server, &acme, "beryl").await, ["Beryl"], "listed again");
    }

    async fn a_citation_leads_to_the_page(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        site.page("/returns", "<title>Returns</title><h1>Returns</h1><p>You can return anything within 30 days.");
        add(&server, &acme, json!({"url": site.url("/returns"), "kind": "page"})).await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("Within 30 days [1]."));
        let raw = message(&server, &token, &id, "Within how many days can I return anything?").send().await.unwrap();
        let events = events(&raw.text().await.unwrap());
        assert!(kinds(&events).contains(&"source-url"), "{events:?}");
        let part = |kind: &str| &events.iter().find(|(_, part)| part["type"] == kind).unwrap().1;
        assert_eq!((&part("source-url")["url"], &part("source-url")["title"]), (&json!(site.url("/returns")), &json!("Returns")));
        assert_eq!(part("data-citation")["data"]["url"], site.url("/returns"));
    }
}
