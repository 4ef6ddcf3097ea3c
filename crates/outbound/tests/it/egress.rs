//! No address that a tenant writes leads anywhere but to the public internet: a canary on this machine hears nothing.

use std::collections::VecDeque;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use outbound::egress::{Egress, EgressError, EgressRequest, EgressSettings, Lookup};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;

/// A server that counts who connects and answers everybody the same.
pub struct Canary {
    pub port: u16,
    heard: Arc<AtomicUsize>,
}

impl Canary {
    pub async fn at(address: &str, answer: &'static str) -> Self {
        let listener = TcpListener::bind((address, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(AtomicUsize::new(0));
        let count = heard.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    let mut request = [0; 4096];
                    let _ = socket.read(&mut request).await;
                    let _ = socket.write_all(answer.as_bytes()).await;
                });
            }
        });
        Self { port, heard }
    }

    pub fn heard(&self) -> usize {
        self.heard.load(Ordering::SeqCst)
    }
}

pub const HELLO: &str = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello";

/// Answers each name from a list: the next answer each time, the last one for ever.
#[derive(Default)]
pub struct Names(Mutex<Vec<(&'static str, Answers)>>);

type Answers = VecDeque<Vec<IpAddr>>;

impl Names {
    fn with(self, name: &'static str, answers: &[&[&str]]) -> Self {
        let parse = |answer: &&[&str]| answer.iter().map(|ip| ip.parse().unwrap()).collect();
        self.0.lock().unwrap().push((name, answers.iter().map(parse).collect()));
        self
    }
}

#[async_trait]
impl Lookup for Names {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut names = self.0.lock().unwrap();
        let known = names.iter_mut().find(|(known, _)| *known == name.trim_end_matches('.'));
        let Some((_, answers)) = known else { return Err(io::Error::other("no such name")) };
        Ok(if answers.len() > 1 { answers.pop_front().unwrap() } else { answers[0].clone() })
    }
}

fn egress(permitted: &[&str], names: Names) -> Egress {
    let permitted = permitted.iter().map(|net| net.parse().unwrap()).collect();
    let settings = EgressSettings { permitted, time: Duration::from_secs(5), ..EgressSettings::default() };
    Egress::with(settings, Arc::new(names)).unwrap()
}

async fn get(egress: &Egress, url: &str) -> Result<String, EgressError> {
    let url = Url::parse(url).unwrap();
    let answer = egress.send(EgressRequest::new(Method::GET, url)).await?;
    Ok(String::from_utf8(answer.body).unwrap())
}

fn is_blocked<T: std::fmt::Debug>(result: Result<T, EgressError>) -> bool {
    matches!(result, Err(EgressError::Blocked(_)))
}

/// Ways to write an address that is not on the public internet; what the names mean, [`private_names`] says.
pub const PRIVATE_HOSTS: [&str; 54] = [
    "127.0.0.1",
    "127.1",
    "127.255.255.254",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "017700000001",
    "１２７.０.０.１",
    "127。0。0。1",
    "0",
    "0.0.0.0",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:169.254.169.254]",
    "[::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "192.0.0.192",
    "255.255.255.255",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "app.localhost",
    "metadata.google.internal",
    "instance-data",
    "loop.example",
    "loop.example.",
    "loop6.example",
    "mapped.example",
    "nat64.example",
    "mixed.example",
    "mixed-other.example",
    "example.com@127.0.0.1",
    "user:password@8.8.8.8",
    "127.0.0.1\\@example.com",
    "127.0.0.1#@example.com",
    "127.0.0.1%23@example.com",
];

/// A resolver by which they lead to this machine and others nearby.
pub fn private_names() -> Names {
    Names::default()
        .with("localhost", &[&["127.0.0.1"]])
        .with("app.localhost", &[&["127.0.0.1"]])
        .with("metadata.google.internal", &[&["169.254.169.254"]])
        .with("instance-data", &[&["169.254.169.254"]])
        .with("loop.example", &[&["127.0.0.1"]])
        .with("loop6.example", &[&["::1"]])
        .with("mapped.example", &[&["::ffff:127.0.0.1"]])
        .with("nat64.example", &[&["64:ff9b::7f00:1"]])
        .with("mixed.example", &[&["8.8.8.8", "127.0.0.1"]])
        .with("mixed-other.example", &[&["127.0.0.1", "8.8.8.8"]])
}

#[tokio::test]
async fn the_canary_hears_nothing_whatever_address_is_written() {
    let v4 = Canary::at("127.0.0.1", HELLO).await;
    let egress = egress(&[], private_names());
    for host in PRIVATE_HOSTS {
        for scheme in ["http", "https"] {
            // What is no URL at all is refused before it gets here.
            let Ok(url) = Url::parse(&format!("{scheme}://{host}:{}/", v4.port))
                .or_else(|_| Url::parse(&format!("{scheme}://{host}/")))
            else {
                continue;
            };
            assert!(is_blocked(egress.check(&url).await), "saving {url}");
            assert!(
                is_blocked(egress.send(EgressRequest::new(Method::POST, url.clone())).await),
                "calling {url}"
            );
        }
    }
    for url in [
        format!("file:///etc/passwd?{}", v4.port),
        format!("gopher://127.0.0.1:{}/_x", v4.port),
        format!("ftp://127.0.0.1:{}/", v4.port),
        format!("ws://127.0.0.1:{}/", v4.port),
        "data:text/plain,hello".to_owned(),
        format!("http://8.8.8.8/{}", "x".repeat(3_000)),
    ] {
        let url = Url::parse(&url).unwrap();
        assert!(is_blocked(egress.check(&url).await), "{url}");
        assert!(is_blocked(egress.send(EgressRequest::new(Method::GET, url)).await));
    }
    assert_eq!(v4.heard(), 0);
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_judged_when_it_is_used() {
    let canary = Canary::at("127.0.0.1", HELLO).await;
    let names = Names::default().with("rebind.example", &[&["8.8.8.8"], &["127.0.0.1"]]);
    let egress = egress(&[], names);
    let url = format!("http://rebind.example:{}/", canary.port);
    assert_eq!(egress.check(&Url::parse(&url).unwrap()).await, Ok(()), "public when it was saved");
    assert!(is_blocked(get(&egress, &url).await), "private when it is used");
    assert_eq!(canary.heard(), 0);
}

#[tokio::test]
async fn what_was_judged_is_what_is_connected_to() {
    let canary = Canary::at("127.0.0.2", HELLO).await;
    let allowed = Canary::at("127.0.0.1", HELLO).await;
    // Were the name asked a second time after it was judged, the second answer would be reached.
    let names = Names::default().with("twice.example", &[&["127.0.0.1"], &["127.0.0.2"]]);
    let egress = egress(&["127.0.0.1/32"], names);
    assert_eq!(
        get(&egress, &format!("http://twice.example:{}/", allowed.port)).await.as_deref(),
        Ok("hello")
    );
    assert_eq!((allowed.heard(), canary.heard()), (1, 0));
}

#[tokio::test]
async fn redirects_are_judged_like_the_first_address() {
    let canary = Canary::at("127.0.0.2", HELLO).await;
    let to = |location: String| -> &'static str {
        let answer = format!(
            "HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        Box::leak(answer.into_boxed_str())
    };
    let names = || Names::default().with("inside.example", &[&["127.0.0.2"]]);
    for location in [
        format!("http://127.0.0.2:{}/", canary.port),
        format!("http://inside.example:{}/", canary.port),
        format!("http://2130706434:{}/", canary.port),
        format!("//127.0.0.2:{}/", canary.port),
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.0.2/".to_owned(),
    ] {
        let public = Canary::at("127.0.0.1", to(location.clone())).await;
        let egress = egress(&["127.0.0.1/32"], names());
        assert!(is_blocked(get(&egress, &format!("http://127.0.0.1:{}/", public.port)).await), "{location}");
        assert_eq!(public.heard(), 1);
    }
    assert_eq!(canary.heard(), 0);

    let circle = Canary::at("127.0.0.1", to("/again".to_owned())).await;
    let egress = egress(&["127.0.0.1/32"], names());
    let error = get(&egress, &format!("http://127.0.0.1:{}/", circle.port)).await.unwrap_err();
    assert!(matches!(error, EgressError::Redirect(_)), "{error}");
    assert_eq!(circle.heard(), 4, "the first and three redirects");
}

#[tokio::test]
async fn what_the_operator_permits_is_reached_and_answers_are_bounded() {
    let server = Canary::at("127.0.0.1", HELLO).await;
    let long: &'static str = Box::leak(
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{}", "x".repeat(2 << 20)).into_boxed_str(),
    );
    let endless = Canary::at("127.0.0.1", long).await;
    let silent = Canary::at("127.0.0.1", "").await;
    let settings = EgressSettings {
        permitted: vec!["127.0.0.0/8".parse().unwrap()],
        time: Duration::from_millis(500),
        ..EgressSettings::default()
    };
    let egress = Egress::new(settings).unwrap();
    assert_eq!(get(&egress, &format!("http://127.0.0.1:{}/", server.port)).await.as_deref(), Ok("hello"));
    let error = get(&egress, &format!("http://127.0.0.1:{}/", endless.port)).await.unwrap_err();
    assert_eq!(error, EgressError::TooLarge);
    let error = get(&egress, &format!("http://127.0.0.1:{}/", silent.port)).await.unwrap_err();
    assert!(matches!(error, EgressError::Failed(_) | EgressError::Timeout), "{error}");
}

#[tokio::test]
async fn a_proxy_gets_only_what_may_be_reached() {
    let proxy = Canary::at("127.0.0.1", HELLO).await;
    let names =
        Names::default().with("shop.example", &[&["8.8.8.8"]]).with("inside.example", &[&["10.0.0.1"]]);
    let settings = EgressSettings {
        proxy: Some(Url::parse(&format!("http://127.0.0.1:{}", proxy.port)).unwrap()),
        ..EgressSettings::default()
    };
    let egress = Egress::with(settings, Arc::new(names)).unwrap();
    assert!(is_blocked(get(&egress, "http://inside.example/").await));
    assert!(is_blocked(get(&egress, "http://169.254.169.254/").await));
    assert_eq!(proxy.heard(), 0);
    assert_eq!(get(&egress, "http://shop.example/hook").await.as_deref(), Ok("hello"));
    assert_eq!(proxy.heard(), 1);
}
