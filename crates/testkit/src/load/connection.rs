//! One HTTP/1.1 connection, kept alive.

use std::io;

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
#[expect(
    clippy::disallowed_types,
    reason = "a load generator is a client; it is never part of the product"
)]
use tokio::net::TcpStream;

/// Most bytes of one answer.
const MAX_ANSWER: usize = 4 << 20;

/// An open connection.
pub struct Connection {
    #[expect(clippy::disallowed_types, reason = "see above")]
    stream: TcpStream,
    authority: String,
    buffer: Vec<u8>,
}

/// A request.
pub struct Request<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub headers: &'a [(String, String)],
    pub body: &'a str,
}

impl Connection {
    /// Connects to `host:port`.
    pub async fn open(authority: &str) -> io::Result<Self> {
        #[expect(clippy::disallowed_types, reason = "see above")]
        let stream = TcpStream::connect(authority).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, authority: authority.to_owned(), buffer: Vec::with_capacity(16 * 1024) })
    }

    async fn write(&mut self, request: &Request<'_>) -> io::Result<()> {
        let Request { method, path, headers, body } = request;
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.authority);
        for (name, value) in *headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if *method != "GET" {
            text.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(body);
        self.buffer.clear();
        self.stream.write_all(text.as_bytes()).await
    }

    /// Sends a request and returns the body of its answer, which must have a length and a 2xx status.
    pub async fn call(&mut self, request: &Request<'_>) -> anyhow::Result<String> {
        self.write(request).await?;
        loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                let head = std::str::from_utf8(&self.buffer[..end])?.to_owned();
                let length: usize =
                    header(&head, "content-length").context("an answer without a length")?.parse()?;
                while self.buffer.len() < end + 4 + length {
                    self.fill().await?;
                }
                let body = String::from_utf8(self.buffer[end + 4..end + 4 + length].to_vec())?;
                ensure!(
                    head.starts_with("HTTP/1.1 2"),
                    "{} {}: {head}\n{body}",
                    request.method,
                    request.path
                );
                return Ok(body);
            }
            self.fill().await?;
        }
    }

    /// Sends a request and reads its streamed answer to the end; `on_read` sees everything that came so far after each read.
    pub async fn stream(
        &mut self,
        request: &Request<'_>,
        mut on_read: impl FnMut(&[u8], usize),
    ) -> anyhow::Result<()> {
        self.write(request).await?;
        loop {
            let before = self.buffer.len();
            self.fill().await?;
            if before == 0 {
                ensure!(
                    self.buffer.starts_with(b"HTTP/1.1 200"),
                    "{} {}: {}",
                    request.method,
                    request.path,
                    String::from_utf8_lossy(&self.buffer)
                );
            }
            on_read(&self.buffer, before);
            if self.buffer.ends_with(b"0\r\n\r\n") {
                let tail = &self.buffer[self.buffer.len().saturating_sub(64)..];
                ensure!(find(tail, b"[DONE]").is_some(), "an answer ended without [DONE]");
                return Ok(());
            }
        }
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        ensure!(self.buffer.len() < MAX_ANSWER, "an answer of more than {MAX_ANSWER} bytes");
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the connection was closed in the middle of an answer");
        }
        Ok(())
    }
}

/// Where `needle` begins in `haystack`.
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, v)| v.trim())
}
