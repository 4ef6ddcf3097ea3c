//! Content security policies, one per kind of page (CSP level 3). No page may load anything from elsewhere, so that nothing a model
//! or a document says can make a browser call out.

/// The widget's panel: framed by any page, since the key's allowed origins decide who gets a session.
pub const PANEL: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *; require-trusted-types-for 'script'; trusted-types 'none'";

/// The page that shows a tenant's chat by itself; nobody may frame it.
pub const HOSTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The page that shows an embedded widget.
pub const DEMO: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The documentation page: its vendored script sets styles inline.
pub const DOCS: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The dashboard. `script_hashes` name inline scripts that its build could not avoid (`sha256-…`).
pub fn dashboard(script_hashes: &[String]) -> String {
    let hashes: String =
        script_hashes.iter().filter(|hash| is_hash(hash)).map(|hash| format!(" '{hash}'")).collect();
    format!(
        "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

fn is_hash(text: &str) -> bool {
    let digest = ["sha256-", "sha384-", "sha512-"].iter().find_map(|kind| text.strip_prefix(kind));
    digest.is_some_and(|d| d.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_allows_inline_code_or_foreign_sources() {
        let dashboard = dashboard(&[]);
        for policy in [PANEL, HOSTED, DEMO, &dashboard] {
            assert!(
                !policy.contains("unsafe") && !policy.contains("http") && !policy.contains("script-src *")
            );
            assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types 'none'"), "{policy}");
        }
        assert!(super::dashboard(&["sha256-abc=".into()]).contains("script-src 'self' 'sha256-abc=';"));
        assert!(!super::dashboard(&["x'; script-src *".into()]).contains('*'));
    }
}
