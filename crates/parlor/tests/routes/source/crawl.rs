//! Which pages of a site are asked for, and why others are not.

use std::io::Write as _;
use std::time::Duration;

use serde_json::json;
use testkit::site::{Answer, Site};

use super::{add, found, pages};
use crate::help::tenant;
use crate::on_both;
use crate::support::{Backend, Server};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn rows(expected: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let own =
        |(path, status, reason): &(&str, &str, &str)| ((*path).into(), (*status).into(), (*reason).into());
    expected.iter().map(own).collect()
}

on_both! {
    async fn a_site_is_read_as_far_as_it_belongs_and_allows(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        site.put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private\nAllow: /\n");
        site.page("/", "<title>Garden shop</title><a href='/care?utm_source=home'>c</a><a href='/care#water'>w</a>\
            <a href='/private/prices'>p</a><a href='/old'>o</a><a href='/missing'>m</a><a href='/logo.png'>l</a>\
            <a href='/guide.txt'>g</a><a href='http://other.example/x'>x</a><a href='/blog/1'>b</a><a href='/login'>n</a>\
            <a href='/data'>d</a>");
        site.page("/care", "<title>Plant care</title><p>Cacti want little water.<a href='/care/deep'>more</a>");
        site.page("/care/deep", "<p>Too deep to be read.");
        site.page("/care-print", "<title>Plant care</title><link rel=canonical href='/care'><p>Cacti want little water.");
        site.set("/old", Answer::Redirect("/care-print".into()));
        site.put("/guide.txt", "text/plain; charset=iso-8859-1", b"D\xfcnger hilft.".to_vec());
        site.page("/blog/1", "<p>Not of interest.");
        site.set("/login", Answer::Status(401));
        site.put("/data", "application/octet-stream", vec![0_u8, 1, 2]);
        let source = json!({"url": site.url("/"), "maxDepth": 1, "exclude": ["/blog/*"]});
        let source = add(&server, &acme, source).await;
        let id = source["id"].as_str().unwrap();
        assert_eq!(pages(&server, &acme, id, &site.url("")).await, rows(&[
            ("/", "ready", ""),
            ("/care", "ready", ""),
            ("/data", "failed", "The file is neither UTF-8 text nor a kind of document that can be read. PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown and text can be."),
            ("/guide.txt", "ready", ""),
            ("/login", "failed", "The page needs a login, or refuses visitors (401)."),
            ("/missing", "failed", "The page does not exist (404)."),
            ("/old", "duplicate", "Its content is that of /care."),
            ("/private/prices", "failed", "The site's robots.txt does not allow it to be read."),
        ]));
        assert_eq!(source["pages"], json!({"total": 7, "waiting": 0, "ready": 3, "failed": 4}));
        let asked = site.asked();
        let times = |path: &str| asked.iter().filter(|asked| asked.path == path).count();
        assert_eq!((times("/robots.txt"), times("/care"), times("/private/prices"), times("/blog/1")), (1, 1, 0, 0));
        assert!(asked.iter().all(|asked| asked.user_agent.as_deref().unwrap().starts_with("parlor/")));
        assert_eq!(found(&server, &acme, "water for cacti").await, ["Plant care"]);
        assert_eq!(found(&server, &acme, "Dünger").await, ["guide.txt"]);
    }

    async fn a_sitemap_names_the_pages(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        let list = |paths: &[&str]| {
            let entries: String = paths.iter().map(|path| format!("<url><loc>{}</loc></url>", site.url(path))).collect();
            format!("<urlset>{entries}<url><loc>http://other.example/</loc></url></urlset>")
        };
        let index = format!("<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>", site.url("/pages.xml"));
        site.put("/sitemap.xml", "application/xml", index);
        site.put("/pages.xml", "application/xml", list(&["/a", "/b", "/c"]));
        for path in ["/a", "/b", "/c"] {
            site.page(path, &format!("<p>Page {path} <a href='/unlisted'>u</a>"));
        }
        // What does not belong does not use the bound up.
        let source = json!({"url": site.url("/sitemap.xml"), "kind": "sitemap", "maxPages": 2, "exclude": ["/a"]});
        let source = add(&server, &acme, source).await;
        let id = source["id"].as_str().unwrap();
        let expected = rows(&[("/b", "ready", ""), ("/c", "ready", "")]);
        assert_eq!(pages(&server, &acme, id, &site.url("")).await, expected);

        site.page("/none.xml", "<p>Not found");
        let source = json!({"url": site.url("/none.xml"), "kind": "sitemap"});
        let source = add(&server, &acme, source).await;
        assert_eq!(source["error"], "The address holds no sitemap.");
    }

    async fn compressed_sitemaps_are_read_and_bombs_are_not(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let site = Site::start().await.unwrap();
        let list = format!("<urlset><url><loc>{}</loc></url></urlset>", site.url("/a"));
        let index = format!("<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>", site.url("/pages.xml.gz"));
        site.put("/sitemap.xml.gz", "application/x-gzip", gzip(index.as_bytes()));
        site.put("/pages.xml.gz", "application/xml", gzip(list.as_bytes()));
        site.page("/a", "<p>The only page.");
        let source = add(&server, &acme, json!({"url": site.url("/sitemap.xml.gz"), "kind": "sitemap"})).await;
        let id = source["id"].as_str().unwrap();
        assert_eq!(pages(&server, &acme, id, &site.url("")).await, rows(&[("/a", "ready", "")]));

        site.put("/bomb.xml.gz", "application/gzip", gzip(&vec![b' '; 60 << 20]));
        let source = add(&server, &acme, json!({"url": site.url("/bomb.xml.gz"), "kind": "sitemap"})).await;
        assert_eq!(source["error"], "The sitemap is larger than 50 MB once it is unpacked.");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sites_without_end_and_without_manners_come_to_an_end() {
    let limits = [
        ("PARLOR_EGRESS_ALLOW", "127.0.0.1"),
        ("PARLOR_UPLOAD_BYTES", "1000000"),
        ("PARLOR_CRAWL_SECONDS", "1"),
    ];
    let server = Server::with(Backend::Sqlite, &limits).await;
    let acme = tenant(&server, "Acme").await;
    let site = Site::start().await.unwrap();
    site.page(
        "/",
        "<title>Start</title><a href='/circle'>c</a><a href='/huge'>h</a><a href='/slow'>s</a><a href='/inside'>i</a>\
         <a href='/away'>a</a><a href='/broken'>b</a><a href='/calendar/2026'>d</a>",
    );
    site.set("/circle", Answer::Redirect("/circle2".into()));
    site.set("/circle2", Answer::Redirect("/circle".into()));
    site.set("/huge", Answer::Endless);
    site.set("/slow", Answer::Silence(Duration::from_secs(60)));
    site.set("/inside", Answer::Redirect("http://169.254.169.254/latest/meta-data/".into()));
    site.set("/broken", Answer::Status(503));
    let other = Site::start().await.unwrap();
    other.page("/", "<p>Another site.");
    site.set("/away", Answer::Redirect(other.url("/")));
    // Each day links to the next.
    site.otherwise(|path| {
        let year: u32 = path.strip_prefix("/calendar/")?.parse().ok()?;
        let body =
            format!("<title>{year}</title><p>The year {year}.<a href='/calendar/{}'>next</a>", year + 1);
        Some(Answer::Page { content_type: "text/html".into(), body: body.into() })
    });
    let source = json!({"url": site.url("/"), "maxPages": 20, "maxDepth": 20});
    let source = add(&server, &acme, source).await;
    let id = source["id"].as_str().unwrap();
    let all = pages(&server, &acme, id, &site.url("")).await;
    let reason = |path: &str| all.iter().find(|row| row.0 == path).unwrap().2.clone();
    assert_eq!(reason("/circle"), "It redirects in circles.");
    assert_eq!(reason("/huge"), "It is larger than 1 MB.");
    assert_eq!(reason("/slow"), "The site did not answer in time.");
    assert_eq!(reason("/inside"), "The address is not on the public internet.");
    assert_eq!(reason("/broken"), "The site has an error (503). Try again later.");
    assert!(reason("/away").contains("does not belong to this source"), "{}", reason("/away"));
    let years = all.iter().filter(|row| row.0.starts_with("/calendar/") && row.1 == "ready").count();
    assert_eq!((all.len(), years), (20, 13), "{all:?}");
}
