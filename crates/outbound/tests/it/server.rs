//! A provider on a free port of this machine that follows a list of replies, written byte for byte.

#![expect(clippy::disallowed_types, reason = "a stand-in for a provider needs a socket")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::chat::model::{ModelError, ModelEvent, Models};
use futures::StreamExt;
use outbound::Secret;
use outbound::llm::openai::{Limits, OpenAi, Settings};
use outbound::llm::scripted::request;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, tcp::OwnedWriteHalf};

/// What the server writes for one request.
#[derive(Clone)]
pub enum Act {
    /// These bytes.
    Write(String),
    /// Nothing for this long.
    Pause(Duration),
    /// Nothing more, with the connection left open.
    Hang,
    /// The connection is closed.
    Close,
}

/// Requests (head and body) in the order they came, and how many connections carried them.
#[derive(Default)]
pub struct Seen {
    pub requests: Vec<String>,
    pub connections: usize,
}

pub struct Server {
    pub base_url: String,
    pub seen: Arc<Mutex<Seen>>,
}

impl Server {
    /// Answers the n-th request with the n-th reply, and further ones with the last.
    pub async fn start(replies: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (shared, replies) = (Arc::clone(&seen), Arc::new(replies));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                socket.set_nodelay(true).unwrap();
                shared.lock().unwrap().connections += 1;
                tokio::spawn(serve(socket, Arc::clone(&shared), Arc::clone(&replies)));
            }
        });
        Self { base_url, seen }
    }

    pub fn requests(&self) -> usize {
        self.seen.lock().unwrap().requests.len()
    }

    pub fn model(&self, limits: Limits) -> OpenAi {
        OpenAi::new(Settings { limits, ..settings(&self.base_url) }).unwrap()
    }
}

async fn serve(socket: tokio::net::TcpStream, seen: Arc<Mutex<Seen>>, replies: Arc<Vec<Vec<Act>>>) {
    let (mut reader, mut writer) = socket.into_split();
    while let Some(request) = read_request(&mut reader).await {
        let number = {
            let mut seen = seen.lock().unwrap();
            seen.requests.push(request);
            seen.requests.len() - 1
        };
        if !perform(&mut writer, &replies[number.min(replies.len() - 1)]).await {
            return;
        }
    }
}

/// Whether the connection stays open.
async fn perform(writer: &mut OwnedWriteHalf, acts: &[Act]) -> bool {
    for act in acts {
        match act {
            Act::Write(text) => {
                if writer.write_all(text.as_bytes()).await.is_err() {
                    return false;
                }
            }
            Act::Pause(time) => tokio::time::sleep(*time).await,
            Act::Hang => std::future::pending().await,
            Act::Close => return false,
        }
    }
    true
}

async fn read_request(reader: &mut (impl AsyncReadExt + Unpin)) -> Option<String> {
    let mut text = Vec::new();
    loop {
        let head = text.windows(4).position(|w| w == b"\r\n\r\n");
        if let Some(head) = head {
            let lower = String::from_utf8_lossy(&text[..head]).to_lowercase();
            let length =
                lower.lines().find_map(|l| l.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
            if text.len() >= head + 4 + length.unwrap_or(0) {
                return Some(String::from_utf8_lossy(&text).into_owned());
            }
        }
        if reader.read_buf(&mut text).await.ok()? == 0 {
            return None;
        }
    }
}

pub fn settings(base_url: &str) -> Settings {
    Settings {
        base_url: base_url.to_owned(),
        api_key: Some(Secret::new("sk-or-secret")),
        default_model: "big".to_owned(),
        fallback_model: None,
        referer: Some("https://chat.example".to_owned()),
        title: Some("Parlor".to_owned()),
        limits: quick(),
    }
}

/// Limits short enough for tests that reach them.
pub fn quick() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        first_token: Duration::from_millis(300),
        overall: Duration::from_secs(4),
        gap: Duration::from_millis(300),
        attempts: 3,
        backoff: Duration::from_millis(5),
        longest_pause: Duration::from_secs(1),
    }
}

pub fn chunk(text: &str) -> String {
    format!(
        "data: {{\"model\":\"big\",\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":null}}]}}\n\n"
    )
}

pub const END: &str = concat!(
    "data: {\"model\":\"big\",\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
    "data: {\"model\":\"big\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2,\"cost\":0.00001}}\n\n",
    "data: [DONE]\n\n",
);

const STREAM: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

fn framed(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

/// A stream with these pieces and a proper end of the body.
pub fn stream(pieces: &[&str]) -> Vec<Act> {
    let mut acts = open_stream(pieces);
    acts.push(Act::Write("0\r\n\r\n".to_owned()));
    acts
}

/// A stream with these pieces whose body does not end.
pub fn open_stream(pieces: &[&str]) -> Vec<Act> {
    let head = std::iter::once(STREAM.to_owned());
    head.chain(pieces.iter().map(|piece| framed(piece))).map(Act::Write).collect()
}

/// A well-formed answer of two deltas.
pub fn good() -> Vec<Act> {
    stream(&[&chunk("Hello"), &chunk(" there"), END])
}

pub fn status(line: &str, headers: &str, body: &str) -> Vec<Act> {
    vec![Act::Write(format!("HTTP/1.1 {line}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len()))]
}

/// Everything one call brings, as text: events, then the error if there is one.
pub async fn ask(model: &dyn Models) -> Vec<String> {
    let mut stream = match model.generate(request("Hi")).await {
        Ok(stream) => stream,
        Err(error) => return vec![format!("start {}", error.code())],
    };
    let mut lines = Vec::new();
    while let Some(event) = stream.next().await {
        lines.push(match event {
            Ok(ModelEvent::Text(text)) => text,
            Ok(ModelEvent::Reasoning(text)) => format!("({text})"),
            Ok(ModelEvent::ToolStart { id, name, .. }) => format!("{id}={name}"),
            Ok(ModelEvent::ToolDelta { text, .. }) => format!("+{text}"),
            Ok(ModelEvent::Usage(u)) => {
                format!("{}+{} ${:?}", u.input_tokens, u.output_tokens, u.cost_micros)
            }
            Ok(ModelEvent::Finish(reason)) => format!("{reason:?}"),
            Err(error) => format!("! {}", error.code()),
        });
    }
    lines
}

pub async fn start_error(model: &dyn Models) -> ModelError {
    model.generate(request("Hi")).await.err().unwrap()
}

pub const GOOD: [&str; 4] = ["Hello", " there", "7+2 $Some(10)", "Stop"];
