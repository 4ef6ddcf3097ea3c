//! Sitemaps as sitemaps.org describes them: lists of pages, lists of sitemaps, and plain lists of lines.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Most entries that one file is read for, as the protocol allows.
const MOST: usize = 50_000;

/// What a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub pages: Vec<String>,
    pub sitemaps: Vec<String>,
}

/// Reads a sitemap; `Err`: a sentence for people.
pub(super) fn read(body: &[u8]) -> Result<Listed, String> {
    if body.starts_with(&[0x1f, 0x8b]) {
        return Err("The sitemap is compressed; give the address of one that is not.".into());
    }
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') { xml(text) } else { lines(text) }
}

fn lines(text: &str) -> Result<Listed, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST);
    let pages: Vec<String> = lines.map(str::to_owned).collect();
    if pages.iter().any(|line| !line.starts_with("http")) {
        return Err("The address holds no sitemap.".into());
    }
    Ok(Listed { pages, sitemaps: Vec::new() })
}

fn xml(text: &str) -> Result<Listed, String> {
    let mut reader = Reader::from_str(text);
    let mut listed = Listed::default();
    let (mut is_sitemap, mut of_sitemaps, mut location) = (false, false, None::<String>);
    loop {
        match reader.read_event().map_err(|error| format!("The sitemap is damaged ({error})."))? {
            Event::Start(start) => match start.name().0 {
                "urlset" => is_sitemap = true,
                "sitemapindex" => (is_sitemap, of_sitemaps) = (true, true),
                "loc" => location = Some(String::new()),
                _ => {}
            },
            Event::Text(text) => {
                if let Some(location) = &mut location {
                    location.push_str(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some(location) = &mut location {
                    location.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(location) = &mut location {
                    let named = quick_xml::escape::resolve_predefined_entity(&reference);
                    let numbered = reference.resolve_char_ref().ok().flatten();
                    location.extend(numbered);
                    location.push_str(named.unwrap_or_default());
                }
            }
            Event::End(end) if end.name().0 == "loc" => {
                let Some(found) = location.take() else { continue };
                let list = if of_sitemaps { &mut listed.sitemaps } else { &mut listed.pages };
                list.push(found.trim().to_owned());
                if list.len() >= MOST {
                    return Ok(listed);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if is_sitemap { Ok(listed) } else { Err("The address holds no sitemap.".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_sitemaps_are_told_apart_and_images_left_out() {
        let pages = r#"<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            <url><loc> http://shop.example/a?b=1&amp;c=2&#38;d </loc><lastmod>2026-01-01</lastmod>
            <image:image><image:loc>http://shop.example/a.jpg</image:loc></image:image></url>
            <url><loc><![CDATA[http://shop.example/b]]></loc></url></urlset>"#;
        assert_eq!(
            read(pages.as_bytes()).unwrap().pages,
            ["http://shop.example/a?b=1&c=2&d", "http://shop.example/b"]
        );
        let index = "<sitemapindex><sitemap><loc>http://shop.example/1.xml</loc></sitemap></sitemapindex>";
        let listed = read(index.as_bytes()).unwrap();
        assert_eq!((listed.pages.len(), listed.sitemaps), (0, vec!["http://shop.example/1.xml".to_owned()]));
        assert_eq!(read(b"http://shop.example/a\r\n\nhttp://shop.example/b").unwrap().pages.len(), 2);
    }

    #[test]
    fn what_is_none_says_so() {
        for (body, expect) in [
            (&b"<html><body>Not found</body></html>"[..], "holds no sitemap"),
            (b"Not found", "holds no sitemap"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"<urlset><url></loc></urlset>", "damaged"),
        ] {
            let error = read(body).unwrap_err();
            assert!(error.contains(expect), "{error}");
        }
    }
}
