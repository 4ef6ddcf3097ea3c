use super::*;
use crate::suite::Said;

const YAML: &str = r#"
name: Hours
threshold: 0.9
checks:
  - lacks: as an AI
cases:
  - id: saturday
    conversation:
      - user: Hi
      - assistant: Hello!
    input: When are you open on Saturday?
    expect:
      facts: ["10:00", "16:00"]
      sources: [About the shop]
    tags: [hours]
    weight: 2
  - id: sunday
    input: And on Sunday?
    checks:
      - matches: (?i)closed
      - length: { max: 200 }
      - correct: {}
    expect: { answer: Closed on Sundays. }
"#;

#[test]
fn a_suite_reads_as_it_is_written() {
    let suite = suite("evals/hours.yaml", YAML).unwrap();
    assert_eq!((suite.name.as_str(), suite.threshold.get(), suite.cases.len()), ("Hours", 0.9, 2));
    let first = &suite.cases[0];
    assert_eq!(first.conversation, [Said::User("Hi".into()), Said::Assistant("Hello!".into())]);
    assert_eq!(first.weight.get(), 2.0);
    let names =
        |index: usize| -> Vec<_> { suite.checks_of(&suite.cases[index]).iter().map(Check::name).collect() };
    assert_eq!(names(0), ["contains", "contains", "cites", "lacks"]);
    assert_eq!(names(1), ["matches", "length", "correct", "lacks"]);
}

#[test]
fn the_three_formats_say_the_same() {
    let jsonl = r#"{"id": "a", "input": "Open?", "expect": {"facts": ["10:00", "16:00"]}, "tags": ["x"], "checks": [{"language": "en"}]}
"#;
    let csv = "id,input,facts,tags,checks\na,Open?,10:00|16:00,x,\"[{\"\"language\"\": \"\"en\"\"}]\"\n";
    let yaml = "name: t\ncases: [{id: a, input: 'Open?', expect: {facts: ['10:00', '16:00']}, tags: [x], checks: [{language: en}]}]";
    let expect = suite("t.yaml", yaml).unwrap();
    assert_eq!(suite("x/t.jsonl", jsonl).unwrap(), expect);
    assert_eq!(suite("t.csv", csv).unwrap(), expect);
}

/// What a broken file is refused with.
#[track_caller]
fn check(file: &str, text: &str, line: u64, reason: &str) {
    let broken = suite(file, text).unwrap_err();
    assert_eq!((broken.line, broken.file.as_str()), (line, file), "{broken}");
    assert!(broken.reason.contains(reason), "{broken}");
}

#[test]
fn a_broken_file_is_refused_with_its_line_and_a_reason() {
    let head = "name: t\ncases:\n";
    let one = |rest: &str| format!("{head}  - id: a\n    input: q\n{rest}");
    check("t.txt", "", 1, "must end in .yaml");
    check("t.yaml", "name: t\ncases: [\n", 2, "unclosed bracket");
    check("t.yaml", "name: t\ncases: []\n", 1, "there are no cases");
    check("t.yaml", &one("    checks: [{contains: x}]\n    extra: 1\n"), 6, "extra");
    check("t.yaml", &one("    checks:\n      - contains: x\n      - sounds: nice\n"), 7, "sounds");
    check("t.yaml", &one("    checks:\n      - matches: '('\n"), 6, "unclosed group");
    check("t.yaml", &one("    weight: 0\n"), 5, "0 is not more than 0");
    check("t.yaml", &one(""), 3, "case `a`: nothing is checked");
    check("t.yaml", &one("    checks: [{correct: {}}]\n"), 3, "`correct`: needs an expected answer");
    let twice = "    checks: [{contains: x}]\n  - id: a\n    input: r\n    checks: [{contains: x}]\n";
    check("t.yaml", &one(twice), 6, "the id `a` is used twice");
    let good = r#"{"id": "a", "input": "q", "expect": {"facts": ["x"]}}"#;
    check("t.jsonl", &format!("{good}\n\n{{\"id\": \"b\"}}\n"), 3, "missing field `input`");
    check("t.jsonl", &format!("{good}\n{good}\n"), 2, "used twice");
    check("t.jsonl", "{\"id\": \"a\", \"input\": 5}\n", 1, "expected a string (column");
    check("t.csv", "id,input,colour\n", 1, "unknown column `colour`");
    check("t.csv", "id,answer\n", 1, "the column `input` is missing");
    check("t.csv", "id,input,facts\na,q,x\nb,q\n", 3, "the row has 2 columns, the header has 3");
    check("t.csv", "id,input,facts,weight\na,\"q\nq\",x,1\nb,q,x,-1\n", 4, "`weight`: -1 is not more than 0");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    check("t.yaml", &" ".repeat(MAX_BYTES + 1), 1, "larger than 8 MiB");
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_readers_panic(text in ".{0,400}", ending in 0..ENDINGS.len()) {
        let _ = suite(&format!("t.{}", ENDINGS[ending]), &text);
    }
}
