//! Which addresses belong to a source: the same host, the patterns for paths, and the bounds that keep endless sites finite. Pure.

use serde::{Deserialize, Serialize};
use url::Url;
use wildmatch::WildMatch;

use super::SourceKind;
use super::address::{canonical, same_host};
use crate::agent::InvalidField;

/// Most patterns of a kind.
const MOST_PATTERNS: usize = 20;
/// Longest pattern, in characters.
const LONGEST_PATTERN: usize = 200;
/// Most steps of a path, and how often one step may come in it: calendars and relative links that go wrong make endless paths.
const MOST_STEPS: usize = 16;
const MOST_REPETITIONS: usize = 2;
/// Most parameters in a query: filters and calendars combine without end.
const MOST_PARAMETERS: usize = 4;
/// Endings of files that hold no text.
const NO_TEXT: &[&str] = &[
    "7z",
    "avi",
    "avif",
    "bmp",
    "bz2",
    "css",
    "dmg",
    "eot",
    "exe",
    "gif",
    "gz",
    "ico",
    "iso",
    "jpeg",
    "jpg",
    "js",
    "json",
    "m4a",
    "map",
    "mjs",
    "mov",
    "mp3",
    "mp4",
    "mpeg",
    "ogg",
    "otf",
    "png",
    "rar",
    "rss",
    "svg",
    "tar",
    "tgz",
    "ttf",
    "wasm",
    "wav",
    "webm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "xml",
    "zip",
];

/// Where a source begins and how far it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Where it begins; canonical.
    pub address: String,
    /// Most pages.
    pub max_pages: u32,
    /// Most links from the address to a page.
    pub max_depth: u32,
    /// Paths that belong to it, with `*` for any characters; none is all.
    pub include: Vec<String>,
    /// Paths that do not, whatever `include` says.
    pub exclude: Vec<String>,
}

impl Scope {
    /// Most links from the address to a page.
    pub const MOST_DEPTH: u32 = 20;

    /// The whole site at an address.
    pub fn new(address: &str, max_pages: u32) -> Self {
        let address = canonical(address.trim()).unwrap_or_else(|| address.trim().to_owned());
        Self { address, max_pages, max_depth: 5, include: Vec::new(), exclude: Vec::new() }
    }

    /// Every broken rule, by its field; empty when it may be stored. `most_pages` is what the operator allows.
    pub fn problems(&self, most_pages: u32) -> Vec<InvalidField> {
        let patterns = |patterns: &[String]| {
            patterns.len() <= MOST_PATTERNS
                && patterns.iter().all(|pattern| {
                    pattern.starts_with(['/', '*']) && pattern.chars().count() <= LONGEST_PATTERN
                })
        };
        let rules = [
            (
                canonical(&self.address).is_some(),
                "url",
                "must be an address that begins with http:// or https://".to_owned(),
            ),
            ((1..=most_pages).contains(&self.max_pages), "maxPages", format!("must be 1 to {most_pages}")),
            (self.max_depth <= Self::MOST_DEPTH, "maxDepth", format!("must be 0 to {}", Self::MOST_DEPTH)),
            (patterns(&self.include), "include", pattern_rule()),
            (patterns(&self.exclude), "exclude", pattern_rule()),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message }).collect()
    }

    /// How many links a source of this kind follows from its address.
    pub fn depth(&self, kind: SourceKind) -> u32 {
        match kind {
            SourceKind::Site => self.max_depth,
            SourceKind::Page | SourceKind::Sitemap => 0,
        }
    }

    /// The canonical form of an address that belongs to the source.
    pub fn admit(&self, address: &str) -> Option<String> {
        let address = canonical(address)?;
        (address == self.address || self.covers(&address)).then_some(address)
    }

    fn covers(&self, address: &str) -> bool {
        let (Ok(url), Ok(start)) = (Url::parse(address), Url::parse(&self.address)) else { return false };
        if !same_host(&url, &start) || !is_finite(&url) || has_no_text(&url) {
            return false;
        }
        let any =
            |patterns: &[String]| patterns.iter().any(|pattern| WildMatch::new(pattern).matches(url.path()));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

fn pattern_rule() -> String {
    format!(
        "must be at most {MOST_PATTERNS} paths that begin with / or *, of at most {LONGEST_PATTERN} characters"
    )
}

fn is_finite(url: &Url) -> bool {
    let steps: Vec<&str> = url.path().split('/').filter(|step| !step.is_empty()).collect();
    let repeated = |step: &&str| steps.iter().filter(|other| *other == step).count() > MOST_REPETITIONS;
    steps.len() <= MOST_STEPS
        && !steps.iter().any(repeated)
        && url.query().is_none_or(|query| query.split('&').count() <= MOST_PARAMETERS)
}

fn has_no_text(url: &Url) -> bool {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').is_some_and(|(_, ending)| NO_TEXT.contains(&ending.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(include: &[&str], exclude: &[&str]) -> Scope {
        let own = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        Scope { include: own(include), exclude: own(exclude), ..Scope::new("http://shop.example/docs/", 100) }
    }

    #[test]
    fn the_same_host_and_the_patterns_decide() {
        let all = scope(&[], &[]);
        let some = scope(&["/docs/*", "/faq"], &["*/internal/*"]);
        for (address, in_all, in_some) in [
            ("http://shop.example/docs/a", true, true),
            ("http://shop.example/docs/internal/a", true, false),
            ("http://shop.example/faq#x", true, true),
            ("http://shop.example/about", true, false),
            ("https://www.shop.example/docs/a", true, true),
            ("http://other.example/docs/a", false, false),
            ("http://shop.example/docs/a.png", false, false),
            ("http://shop.example/docs/a.pdf", true, true),
            ("javascript:alert(1)", false, false),
        ] {
            assert_eq!(all.admit(address).is_some(), in_all, "{address}");
            assert_eq!(some.admit(address).is_some(), in_some, "{address}");
        }
        let start = "http://shop.example/docs/";
        assert!(scope(&["/nothing"], &[]).admit(start).is_some(), "the address itself always belongs");
    }

    #[test]
    fn endless_paths_and_filters_do_not_belong() {
        let all = scope(&[], &[]);
        for (address, expect) in [
            ("http://shop.example/a/b/a/b", true),
            ("http://shop.example/a/b/a/b/a/b", false),
            ("http://shop.example/?a=1&b=2&c=3&d=4", true),
            ("http://shop.example/?a=1&b=2&c=3&d=4&e=5", false),
            ("http://shop.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", false),
        ] {
            assert_eq!(all.admit(address).is_some(), expect, "{address}");
        }
    }

    #[test]
    fn each_rule_names_its_field() {
        let paths = |scope: &Scope| scope.problems(500).iter().map(|p| p.path).collect::<Vec<_>>();
        assert_eq!(paths(&scope(&["/a*"], &["*.pdf"])), Vec::<&str>::new());
        let broken = Scope {
            max_pages: 501,
            max_depth: 21,
            include: vec!["docs".into()],
            exclude: vec!["/".repeat(201)],
            ..Scope::new("ftp://shop.example/", 1)
        };
        assert_eq!(paths(&broken), ["url", "maxPages", "maxDepth", "include", "exclude"]);
    }
}
