//! The smallest Office Open XML packages that Word, Excel and PowerPoint readers accept.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SLIDE: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Paragraphs; one that begins with `# ` is a heading.
pub fn docx(paragraphs: &[String]) -> Vec<u8> {
    let mut body = String::new();
    for paragraph in paragraphs {
        let (style, words) = match paragraph.strip_prefix("# ") {
            Some(title) => (r#"<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>"#, title),
            None => ("", paragraph.as_str()),
        };
        body.push_str(&format!("<w:p>{style}<w:r><w:t>{}</w:t></w:r></w:p>", escape(words)));
    }
    docx_xml(format!(r#"<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>"#).as_bytes())
}

/// A Word file with this as its main part.
pub fn docx_xml(document: &[u8]) -> Vec<u8> {
    let styles = format!(
        r#"<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#
    );
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    let style = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
    package(
        &[("word/document.xml", main), ("word/styles.xml", style)],
        &[
            ("word/_rels/document.xml.rels", relations(&[("styles", "styles.xml")]).as_bytes()),
            ("word/styles.xml", styles.as_bytes()),
            ("word/document.xml", document),
        ],
    )
}

/// One sheet with these rows of text.
pub fn xlsx(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut data = String::new();
    for (row, number) in rows.iter().zip(1..) {
        data.push_str(&format!(r#"<row r="{number}">"#));
        for (cell, column) in row.iter().zip('A'..='Z') {
            data.push_str(&format!(
                r#"<c r="{column}{number}" t="inlineStr"><is><t>{}</t></is></c>"#,
                escape(cell)
            ));
        }
        data.push_str("</row>");
    }
    let workbook = format!(
        r#"<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        escape(sheet)
    );
    let worksheet = format!(r#"<worksheet xmlns="{SHEET}"><sheetData>{data}</sheetData></worksheet>"#);
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let part = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
    package(
        &[("xl/workbook.xml", main), ("xl/worksheets/sheet1.xml", part)],
        &[
            ("xl/_rels/workbook.xml.rels", relations(&[("worksheet", "worksheets/sheet1.xml")]).as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/worksheets/sheet1.xml", worksheet.as_bytes()),
        ],
    )
}

/// A slide for each title and text.
pub fn pptx(slides: &[(String, String)]) -> Vec<u8> {
    let main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    let part = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
    let names: Vec<String> = (1..=slides.len()).map(|n| format!("ppt/slides/slide{n}.xml")).collect();
    let targets: Vec<String> = (1..=slides.len()).map(|n| format!("slides/slide{n}.xml")).collect();
    let list: String =
        (1..=slides.len()).map(|n| format!(r#"<p:sldId id="{}" r:id="rId{n}"/>"#, 255 + n)).collect();
    let presentation = format!(
        r#"<p:presentation xmlns:p="{SLIDE}" xmlns:r="{OFFICE}"><p:sldIdLst>{list}</p:sldIdLst></p:presentation>"#
    );
    let shape = |id: u32, role: &str, words: &str| {
        format!(
            r#"<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{role}"/><p:cNvSpPr/><p:nvPr><p:ph type="{role}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>"#,
            escape(words)
        )
    };
    let bodies: Vec<String> = slides
        .iter()
        .map(|(title, words)| {
            format!(
                r#"<p:sld xmlns:p="{SLIDE}" xmlns:a="{DRAWING}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}{}</p:spTree></p:cSld></p:sld>"#,
                shape(2, "title", title),
                shape(3, "body", words)
            )
        })
        .collect();
    let rels = relations(&targets.iter().map(|target| ("slide", target.as_str())).collect::<Vec<_>>());
    let mut types = vec![("ppt/presentation.xml", main)];
    types.extend(names.iter().map(|name| (name.as_str(), part)));
    let mut parts = vec![
        ("ppt/_rels/presentation.xml.rels", rels.as_bytes()),
        ("ppt/presentation.xml", presentation.as_bytes()),
    ];
    parts.extend(names.iter().map(String::as_str).zip(bodies.iter().map(String::as_bytes)));
    package(&types, &parts)
}

/// An archive of parts; the first of `types` is the one that the package is about.
fn package(types: &[(&str, &str)], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let overrides: String = types
        .iter()
        .map(|(name, kind)| format!(r#"<Override PartName="/{name}" ContentType="{kind}"/>"#))
        .collect();
    let content_types = format!(
        r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>"#
    );
    let root = relations(&[("officeDocument", types[0].0)]);
    let all = [("[Content_Types].xml", content_types.as_bytes()), ("_rels/.rels", root.as_bytes())];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all.iter().chain(parts) {
        let written = archive
            .start_file(*name, SimpleFileOptions::default())
            .map_err(std::io::Error::other)
            .and_then(|()| archive.write_all(bytes));
        assert!(written.is_ok(), "an archive in memory can be written: {written:?}");
    }
    let whole = archive.finish().map(Cursor::into_inner);
    assert!(whole.is_ok(), "an archive in memory can be finished: {whole:?}");
    whole.unwrap_or_default()
}

fn relations(targets: &[(&str, &str)]) -> String {
    let list: String = targets
        .iter()
        .zip(1..)
        .map(|((kind, target), n)| {
            format!(r#"<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{list}</Relationships>"#)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
