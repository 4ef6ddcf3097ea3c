//! Sitemaps as sitemaps.org describes them: lists of pages, lists of sitemaps, and plain lists of lines, each perhaps compressed.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Most entries that one file is read for, as the protocol allows.
const MOST: usize = 50_000;
/// Largest sitemap once it is unpacked, in bytes, as the protocol allows.
const UNPACKED: u64 = 50 << 20;
/// A compressed file that its server compresses once more is unpacked twice, and what is deeper is no sitemap.
const LAYERS: usize = 2;

/// What a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub pages: Vec<String>,
    pub sitemaps: Vec<String>,
    /// The file names more than was read.
    pub cut: bool,
}

/// Reads a sitemap; `Err`: a sentence for people.
pub(super) fn read(body: &[u8]) -> Result<Listed, String> {
    let body = unpacked(body, UNPACKED)?;
    let text = String::from_utf8_lossy(&body);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') { xml(text) } else { lines(text) }
}

/// Undoes gzip, which the first bytes tell: names end in `.gz` or not, and servers announce it in one header, another, or none.
fn unpacked(body: &[u8], most: u64) -> Result<Cow<'_, [u8]>, String> {
    let mut body = Cow::Borrowed(body);
    for _ in 0..LAYERS {
        if !body.starts_with(&[0x1f, 0x8b]) {
            break;
        }
        let mut text = Vec::new();
        let mut reader = MultiGzDecoder::new(&*body).take(most + 1);
        reader.read_to_end(&mut text).map_err(|error| format!("The sitemap is damaged ({error})."))?;
        if text.len() as u64 > most {
            return Err(format!("The sitemap is larger than {} MB once it is unpacked.", most >> 20));
        }
        body = Cow::Owned(text);
    }
    Ok(body)
}

fn lines(text: &str) -> Result<Listed, String> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let pages: Vec<String> = lines.by_ref().take(MOST).map(str::to_owned).collect();
    if pages.iter().any(|line| !line.starts_with("http")) {
        return Err("The address holds no sitemap.".into());
    }
    Ok(Listed { pages, cut: lines.next().is_some(), ..Listed::default() })
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
                if list.len() >= MOST {
                    return Ok(Listed { cut: true, ..listed });
                }
                list.push(found.trim().to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if is_sitemap { Ok(listed) } else { Err("The address holds no sitemap.".into()) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

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

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn compressed_ones_are_read_within_bounds() {
        let list = b"http://shop.example/a\nhttp://shop.example/b";
        for body in [gzip(list), gzip(&gzip(list)), [gzip(&list[..22]), gzip(&list[22..])].concat()] {
            assert_eq!(read(&body).unwrap(), read(list).unwrap());
        }
        let deep = gzip(&gzip(&gzip(list)));
        assert_eq!(read(&deep).unwrap_err(), "The address holds no sitemap.");
        // A few thousand bytes that become gigabytes are left off at the bound.
        let bomb = gzip(&vec![b' '; 4 << 20]);
        assert!(bomb.len() < 8 << 10 && unpacked(&bomb, 1 << 20).unwrap_err().contains("larger than 1 MB"));
        let cut = gzip(list);
        assert!(read(&cut[..cut.len() - 9]).unwrap_err().contains("damaged"));
    }

    #[test]
    fn a_list_that_is_too_long_is_cut_and_says_so() {
        let lines = "http://shop.example/a\n".repeat(MOST + 1);
        let entries = "<url><loc>http://shop.example/a</loc></url>".repeat(MOST + 1);
        for body in [lines, format!("<urlset>{entries}</urlset>")] {
            let listed = read(body.as_bytes()).unwrap();
            assert!(listed.pages.len() == MOST && listed.cut);
        }
    }

    #[test]
    fn what_is_none_says_so() {
        for (body, expect) in [
            (&b"<html><body>Not found</body></html>"[..], "holds no sitemap"),
            (b"Not found", "holds no sitemap"),
            (b"<urlset><url></loc></urlset>", "damaged"),
        ] {
            let error = read(body).unwrap_err();
            assert!(error.contains(expect), "{error}");
        }
    }
}
