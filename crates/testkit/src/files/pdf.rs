//! PDF 1.4 with one font and one line of text after another.

/// A page for each of `pages`, a line for each of its lines.
pub fn pdf(pages: &[Vec<String>]) -> Vec<u8> {
    build(&pages.iter().map(|lines| text(lines)).collect::<Vec<_>>(), "")
}

/// Pages with a grey box where the words would be.
pub fn scanned_pdf(pages: usize) -> Vec<u8> {
    build(&vec!["0.5 g 100 100 300 500 re f".to_owned(); pages], "")
}

/// Encrypted for a password that nobody knows.
pub fn encrypted_pdf() -> Vec<u8> {
    let hash = "00112233445566778899aabbccddeeff".repeat(2);
    let encrypt = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{hash}> /U <{hash}> >> /ID [<{0}> <{0}>]",
        &hash[..32]
    );
    build(&[text(&["secret".to_owned()])], &encrypt)
}

/// An array in an array in an array, `depth` times, where a reader looks.
pub fn nested_pdf(depth: usize) -> Vec<u8> {
    let nested = format!("/Nested {}{}", "[".repeat(depth), "]".repeat(depth));
    build(&[text(&["deep".to_owned()])], &nested)
}

fn text(lines: &[String]) -> String {
    let mut content = String::from("BT /F1 11 Tf 14 TL 60 760 Td\n");
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        content.push_str(&format!("({escaped}) Tj T*\n"));
    }
    content + "ET"
}

/// Objects 1 to 3 are the catalog, the page tree and the font; then a page and its content alternate. `extra` goes into the
/// catalog and the trailer.
fn build(contents: &[String], extra: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {extra} >>"),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", contents.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (page, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + 2 * page
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut out = String::from("%PDF-1.4\n");
    let mut table = String::new();
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, size) = (out.len(), objects.len() + 1);
    out.push_str(&format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n"
    ));
    out.into_bytes()
}
