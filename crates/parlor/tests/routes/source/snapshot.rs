//! What a synchronization changed, and going back.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::site::Site;

use super::{add, found, sync};
use crate::help::{expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_synchronization_is_compared_and_undone_without_asking_the_site(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let site = Site::start().await.unwrap();
        site.page("/", "<title>Start</title><p>Hello.<a href='/prices'>p</a><a href='/old'>o</a>");
        site.page("/prices", "<title>Prices</title><h1>Pots</h1><p>Pots cost three euros.<h1>Soil</h1><p>Soil costs one euro.");
        site.page("/old", "<title>Old</title><p>Bulbs are on sale.");
        let source = add(&server, &acme, json!({"url": site.url("/")})).await;
        let id = source["id"].as_str().unwrap();
        sync(&server, &acme, id).await;
        let list = format!("/api/admin/sources/{id}/snapshots");
        let first = expect(200, member(Method::GET, &list)).await["snapshots"].clone();
        assert_eq!(first.as_array().unwrap().len(), 1, "nothing changed, nothing taken: {first}");
        assert_eq!((&first[0]["pages"], &first[0]["added"], &first[0]["live"]), (&json!(3), &json!(3), &json!(true)));

        site.page("/", "<title>Start</title><p>Hello.<a href='/prices'>p</a><a href='/new'>n</a>");
        site.page("/prices", "<title>Prices</title><h1>Pots</h1><p>Pots cost nine euros.<h1>Soil</h1><p>Soil costs one euro.");
        site.page("/new", "<title>New</title><p>Seeds have arrived.");
        site.remove("/old");
        sync(&server, &acme, id).await;
        let all = expect(200, member(Method::GET, &list)).await["snapshots"].clone();
        let counts = |snapshot: &Value| {
            ["pages", "added", "changed", "removed"].map(|key| snapshot[key].as_u64().unwrap())
        };
        assert_eq!(counts(&all[0]), [3, 1, 2, 1], "{all}");
        let path = |snapshot: &Value| format!("/api/admin/snapshots/{}", snapshot["id"].as_str().unwrap());
        let compared = expect(200, member(Method::GET, &path(&all[0]))).await;
        let rows: Vec<Value> = compared["differences"].as_array().unwrap().iter().map(|d| {
            let url = d["url"].as_str().unwrap().replacen(&site.url(""), "", 1);
            json!([url, d["change"], d["chunksAdded"], d["chunksRemoved"]])
        }).collect();
        assert_eq!(json!(rows), json!([
            ["/", "changed", 1, 1],
            ["/new", "added", 1, 0],
            ["/old", "removed", 0, 1],
            ["/prices", "changed", 1, 1],
        ]));

        site.asked();
        let back = expect(200, member(Method::POST, &format!("{}/rollback", path(&all[1])))).await;
        assert_eq!((&back["id"], &back["live"]), (&all[1]["id"], &json!(true)));
        assert_eq!(found(&server, &acme, "bulbs sale").await, ["Old"], "at once");
        assert_eq!(found(&server, &acme, "seeds arrived").await, Vec::<String>::new());
        assert_eq!(found(&server, &acme, "three").await, ["Prices"]);
        assert_eq!(found(&server, &acme, "nine").await, Vec::<String>::new());
        assert!(site.asked().is_empty(), "nothing was fetched");
        expect(200, member(Method::POST, &format!("{}/rollback", path(&all[0])))).await;
        assert_eq!(found(&server, &acme, "nine").await, ["Prices"], "and forth");
        assert_eq!(found(&server, &acme, "bulbs").await, Vec::<String>::new());

        expect(200, member(Method::POST, &format!("{}/rollback", path(&all[1])))).await;
        sync(&server, &acme, id).await;
        assert_eq!(found(&server, &acme, "nine").await, ["Prices"], "the next synchronization brings the site's state");
        assert_eq!(found(&server, &acme, "three").await, Vec::<String>::new());
        let log = expect(200, member(Method::GET, "/api/admin/audit-log?action=source.rollback")).await;
        let entries = log["entries"].as_array().unwrap();
        assert_eq!((entries.len(), &entries[0]["after"]["snapshot"]), (3, &all[1]["id"]), "{log}");
        let unknown = "/api/admin/snapshots/snp_0198c0de000070008000000000000001/rollback";
        assert_eq!(refused(member(Method::POST, unknown)).await, "404 not_found");
    }
}
