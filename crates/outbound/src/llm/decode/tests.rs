use proptest::prelude::*;

use super::*;

/// Everything that comes out of these pieces, then of the end of the stream.
fn decode(pieces: &[&[u8]]) -> (Vec<ModelEvent>, Option<ModelError>) {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for mut piece in pieces.iter().copied() {
        loop {
            match decoder.next(&mut piece) {
                Ok(Some(event)) => events.push(event),
                Ok(None) => break,
                Err(error) => return (events, Some(error)),
            }
        }
    }
    if let Err(error) = decoder.end("ended early") {
        return (events, Some(error));
    }
    while let Ok(Some(event)) = decoder.next(&mut &b""[..]) {
        events.push(event);
    }
    (events, None)
}

/// One line per event, for tables.
fn brief(text: &[u8]) -> Vec<String> {
    lines(decode(&[text]))
}

fn lines((events, error): (Vec<ModelEvent>, Option<ModelError>)) -> Vec<String> {
    let line = |event: ModelEvent| match event {
        ModelEvent::Text(text) => text,
        ModelEvent::Reasoning(text) => format!("({text})"),
        ModelEvent::ToolStart { index, id, name } => format!("{index}:{id}={name}"),
        ModelEvent::ToolDelta { index, text } => format!("{index}+{text}"),
        ModelEvent::Usage(u) => {
            format!("{} {}+{} ${:?}", u.model, u.input_tokens, u.output_tokens, u.cost_micros)
        }
        ModelEvent::Finish(reason) => format!("{reason:?}"),
    };
    events.into_iter().map(line).chain(error.map(|e| format!("! {}", e.code()))).collect()
}

const OPENROUTER: &str = concat!(
    ": OPENROUTER PROCESSING\n\n",
    r#"data: {"id":"gen-1","model":"openai/gpt-5-mini","choices":[{"index":0,"delta":{"role":"assistant","content":"","reasoning":"Größe? "},"finish_reason":null}]}"#,
    "\n\n: OPENROUTER PROCESSING\n\n",
    r#"data: {"id":"gen-1","model":"openai/gpt-5-mini","choices":[{"index":0,"delta":{"content":"Hallo 漢"},"finish_reason":null}]}"#,
    "\n\n",
    r#"data: {"id":"gen-1","model":"openai/gpt-5-mini","choices":[{"index":0,"delta":{"content":"字 \"🎉\"\n"},"finish_reason":null}]}"#,
    "\n\n",
    r#"data: {"id":"gen-1","model":"openai/gpt-5-mini","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"completed"}]}"#,
    "\n\n",
    r#"data: {"id":"gen-1","model":"openai/gpt-5-mini","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":{"prompt_tokens":194,"completion_tokens":2,"total_tokens":196,"cost":0.00014,"is_byok":false,"prompt_tokens_details":{"cached_tokens":0}}}"#,
    "\n\ndata: [DONE]\n\n",
);

#[test]
fn a_provider_stream_decodes_the_same_wherever_it_is_split() {
    let expect = ["(Größe? )", "Hallo 漢", "字 \"🎉\"\n", "openai/gpt-5-mini 194+2 $Some(140)", "Stop"];
    let crlf = OPENROUTER.replace('\n', "\r\n");
    for text in [OPENROUTER, &crlf] {
        for at in 0..=text.len() {
            let (head, tail) = text.as_bytes().split_at(at);
            assert_eq!(lines(decode(&[head, tail])), expect, "split at {at}");
        }
        let single: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
        assert_eq!(lines(decode(&single)), expect);
    }
}

#[test]
fn a_stream_cut_at_any_byte_is_never_complete() {
    let finish = OPENROUTER.find("\"stop\"").unwrap();
    let end_of_finish = finish + OPENROUTER[finish..].find('\n').unwrap();
    for at in 0..=end_of_finish {
        let (events, error) = decode(&[&OPENROUTER.as_bytes()[..at]]);
        assert!(!events.iter().any(|e| matches!(e, ModelEvent::Finish(_))), "cut at {at}");
        assert_eq!(error.map(|e| e.code()), Some("model_interrupted"), "cut at {at}");
    }
}

fn delta(fields: &str) -> String {
    format!("data: {{\"model\":\"m\",\"choices\":[{{\"delta\":{{{fields}}},\"finish_reason\":null}}]}}\n\n")
}

fn finish(reason: &str) -> String {
    format!("data: {{\"model\":\"m\",\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"{reason}\"}}]}}\n\n")
}

#[test]
fn dialects_and_faults() {
    let text = delta(r#""content":"a""#);
    let stop = finish("stop");
    let done = "data: [DONE]\n\n";
    let usage = "data: {\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1.0}}\n\n";
    let late_error = r#"data: {"error":{"code":502,"message":"gone"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}"#;
    let cases: Vec<(String, &[&str])> = vec![
        (format!("{text}{stop}{usage}{done}"), &["a", "m 3+1 $None", "Stop"]),
        (format!("{text}{stop}{done}"), &["a", "Stop"]),
        (format!("{text}{stop}"), &["a", "Stop"]),
        (format!("{text}{}", stop.trim_end()), &["a", "! model_interrupted"]),
        (format!("{text}{}{done}", finish("length")), &["a", "Length"]),
        (format!("{text}{}{done}", finish("content_filter")), &["a", "ContentFilter"]),
        (format!("{text}{}{done}", finish("eos")), &["a", "Stop"]),
        (format!("{}{text}{stop}", delta(r#""reasoning_content":"hm""#)), &["(hm)", "a", "Stop"]),
        (format!("{}{stop}", delta(r#""reasoning":"x","reasoning_content":"x""#)), &["(x)", "Stop"]),
        (format!("{}{stop}", delta(r#""refusal":"No.","content":null"#)), &["No.", "Stop"]),
        (text.clone(), &["a", "! model_interrupted"]),
        (format!("{text}{done}"), &["a", "! model_interrupted"]),
        (String::new(), &["! model_interrupted"]),
        (format!("{text}data: {{\"choices\":[{{\n\n"), &["a", "! model_interrupted"]),
        (format!("{text}data: <html>\n\n{stop}"), &["a", "! model_interrupted"]),
        (format!("{text}data: 7\n\n{stop}"), &["a", "! model_interrupted"]),
        (format!("{text}{late_error}\n\n{stop}"), &["a", "! model_unavailable"]),
        (
            format!("{text}data: {{\"error\":{{\"code\":429,\"message\":\"slow\"}}}}\n\n"),
            &["a", "! model_rate_limited"],
        ),
        (format!("{text}data: {{\"error\":\"overloaded\"}}\n\n{done}"), &["a", "! model_unavailable"]),
        (format!("{text}{}{done}", finish("error")), &["a", "! model_unavailable"]),
        (format!("{text}{stop}{usage}{text}"), &["a", "m 3+1 $None", "Stop"]),
    ];
    for (stream, expect) in cases {
        assert_eq!(brief(stream.as_bytes()), expect, "{stream}");
    }
}

const CALLS: &str = concat!(
    r#"data: {"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"get_order","arguments":""}}]},"finish_reason":null}]}"#,
    "\n\n",
    r#"data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"id\":"}}]},"finish_reason":null}]}"#,
    "\n\n",
    r#"data: {"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"größe","arguments":"{}"}},{"index":0,"function":{"arguments":"\"Ä7\"}"}}]},"finish_reason":null}]}"#,
    "\n\n",
    r#"data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#,
    "\n\n",
    r#"data: {"model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":1}}"#,
    "\n\ndata: [DONE]\n\n",
);

#[test]
fn parallel_calls_decode_the_same_wherever_the_stream_is_split() {
    let expect = [
        "0:call_a=get_order",
        "0+{\"id\":",
        "1:call_b=größe",
        "1+{}",
        "0+\"Ä7\"}",
        "m 3+1 $None",
        "ToolCalls",
    ];
    for at in 0..=CALLS.len() {
        let (head, tail) = CALLS.as_bytes().split_at(at);
        assert_eq!(lines(decode(&[head, tail])), expect, "split at {at}");
    }
}

#[test]
fn dialects_of_calls() {
    let call = |fields: &str| delta(&format!(r#""tool_calls":[{fields}]"#));
    let end = finish("tool_calls");
    let cases: Vec<(String, &[&str])> = vec![
        (
            [
                call(r#"{"id":"a","function":{"name":"f","arguments":"{"}}"#),
                call(r#"{"function":{"arguments":"}"}}"#),
                call(r#"{"id":"b","function":{"name":"g","arguments":"{}"}}"#),
            ]
            .concat(),
            &["0:a=f", "0+{", "0+}", "1:b=g", "1+{}"],
        ),
        (
            [
                call(r#"{"index":2,"id":"a","function":{"name":"f","arguments":"{"}}"#),
                call(r#"{"index":2,"id":"a","function":{"name":"f","arguments":"}"}}"#),
            ]
            .concat(),
            &["2:a=f", "2+{", "2+}"],
        ),
        (call(r#"{"index":0,"id":null,"function":{"name":"f","arguments":null}}"#), &["0:=f"]),
        (call(r#"{"index":0,"id":"a"}"#), &["0:a="]),
        (delta(r#""tool_calls":null"#), &[]),
        (delta(r#""tool_calls":[]"#), &[]),
    ];
    for (stream, expect) in cases {
        let expect: Vec<&str> = expect.iter().copied().chain(["ToolCalls"]).collect();
        assert_eq!(brief(format!("{stream}{end}").as_bytes()), expect, "{stream}");
    }
    let many: String =
        (0..200).map(|n| call(&format!(r#"{{"index":{n},"id":"x","function":{{"name":"f"}}}}"#))).collect();
    assert_eq!(brief(many.as_bytes()).last().map(String::as_str), Some("! model_interrupted"));
}

#[test]
fn amounts_that_are_none_are_dropped() {
    for (cost, expect) in [
        ("0.0000005", "Some(1)"),
        ("0", "Some(0)"),
        ("-1", "None"),
        ("null", "None"),
        ("1e300", "Some(18446744073709551615)"),
    ] {
        let stream = format!(
            "{}data: {{\"usage\":{{\"prompt_tokens\":-4,\"completion_tokens\":null,\"cost\":{cost}}}}}\n\n",
            finish("stop")
        );
        assert_eq!(brief(stream.as_bytes()), [format!("m 0+0 ${expect}"), "Stop".to_owned()]);
    }
}

#[test]
fn an_answer_without_end_is_refused() {
    let piece = delta(&format!("\"content\":\"{}\"", "x".repeat(500_000)));
    let (events, error) = decode(&vec![piece.as_bytes(); 20]);
    assert_eq!((events.len(), error.map(|e| e.code())), (16, Some("model_interrupted")));
}

#[test]
fn invalid_utf8_in_the_text_is_broken_and_not_mangled() {
    let mut stream = delta(r#""content":"a?b""#).into_bytes();
    let at = stream.iter().position(|b| *b == b'?').unwrap();
    stream[at] = 0xff;
    assert_eq!(brief(&stream), ["! model_interrupted"]);
}

#[test]
fn a_whole_completion_instead_of_a_stream_is_an_answer() {
    let mut decoder = Decoder::default();
    decoder
        .whole(br#"{"model":"m","choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}"#)
        .unwrap();
    let mut events = Vec::new();
    while let Some(event) = decoder.next(&mut &b""[..]).unwrap() {
        events.push(event);
    }
    assert_eq!(lines((events, None)), ["Hi", "m 1+1 $None", "Stop"]);
}

proptest! {
    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), size in 1usize..50) {
        let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
        let _ = decode(&pieces);
    }

    #[test]
    fn damaged_streams_never_panic_and_never_say_more_than_one_finish(
        at in 0..OPENROUTER.len(), to: u8, also in 0..OPENROUTER.len(), size in 1usize..200,
    ) {
        let mut bytes = OPENROUTER.as_bytes().to_vec();
        bytes[at] = to;
        bytes.remove(also);
        let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
        let (events, error) = decode(&pieces);
        let finishes = events.iter().filter(|e| matches!(e, ModelEvent::Finish(_))).count();
        prop_assert_eq!(finishes + usize::from(error.is_some()), 1);
    }
}
