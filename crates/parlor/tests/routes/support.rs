//! The server of one test: a fresh database, a fresh folder, a free port.

use std::collections::HashMap;

use parlor::commands::serve::{Options, serve};
use parlor::config::{Config, Flags};
use parlor::watch::Watcher;
use parlor::wire::App;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::postgres::Database;
use testkit::upstream::Upstream;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Runs the same test on both databases.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($server:ident: Server) $body:block)*) => {$(
        mod $name {
            use super::*;
            use $crate::support::{Backend, Server};

            $(#[$meta])*
            async fn check($server: Server) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                check(Server::start(Backend::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                check(Server::start(Backend::Postgres).await).await;
            }
        }
    )*};
}

/// A running server. Stops when dropped.
pub struct Server {
    /// `http://127.0.0.1:<port>`.
    pub base: String,
    /// What stands in for the language model.
    pub upstream: Upstream,
    /// Does not keep cookies.
    pub client: reqwest::Client,
    /// Does at once what the server's own does when it is due; its storage is the server's.
    pub watcher: Watcher,
    stop: CancellationToken,
    _database: Option<Database>,
    _dir: TempDir,
}

/// A signed-up owner.
#[derive(Debug, Clone)]
pub struct Account {
    /// `parlor_session=…`.
    pub cookie: String,
    /// For `X-CSRF-Token`.
    pub csrf: String,
    /// The whole answer of sign-up.
    pub body: Value,
}

impl Account {
    /// Who was signed in by this answer.
    pub async fn from(response: reqwest::Response) -> Self {
        assert!(matches!(response.status(), StatusCode::OK | StatusCode::CREATED), "{}", response.status());
        let header = response.headers()["set-cookie"].to_str().unwrap();
        let cookie = header.split(';').next().unwrap().to_owned();
        let body: Value = response.json().await.unwrap();
        Self { cookie, csrf: body["csrfToken"].as_str().unwrap().to_owned(), body }
    }
}

impl Server {
    /// A server with the usual settings, without rate limits, whose tenants may reach 127.0.0.1 and no other private address.
    pub async fn start(backend: Backend) -> Self {
        Self::with(backend, &[("PARLOR_RATE_LIMITS", "off"), ("PARLOR_EGRESS_ALLOW", "127.0.0.1")]).await
    }

    /// A server with these environment variables.
    pub async fn with(backend: Backend, environment: &[(&str, &str)]) -> Self {
        outbound::tls::install_crypto_provider();
        let dir = tempfile::tempdir().unwrap();
        let upstream = Upstream::start().unwrap();
        let database = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some(Database::create().await.unwrap()),
        };
        let mut variables = HashMap::from([
            ("PARLOR_LLM_BASE_URL".to_owned(), upstream.base_url()),
            ("PARLOR_LLM_MODEL".to_owned(), "scripted".to_owned()),
            // This process is the test's, and cannot be started as a reader.
            ("PARLOR_EXTRACT_PROGRAM".to_owned(), env!("CARGO_BIN_EXE_parlor").to_owned()),
            // The sites of tests may be asked as fast as they answer.
            ("PARLOR_CRAWL_DELAY_MS".to_owned(), "0".to_owned()),
        ]);
        if let Some(database) = &database {
            variables.insert("PARLOR_DATABASE_URL".into(), database.url().to_owned());
        }
        variables.extend(environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let flags = Flags { data_dir: Some(dir.path().to_owned()), ..Flags::default() };
        let config = Config::load(&flags, variables.into_iter()).unwrap();

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let app = App::build(&config).await.unwrap();
        let watcher = app.watcher();
        let stop = CancellationToken::new();
        let (ready, is_ready) = oneshot::channel();
        let options = Options { config, demo: None, jobs: true };
        tokio::spawn(serve(app, listener, options, stop.clone(), |address, _| {
            ready.send(address).unwrap();
        }));
        let base = format!("http://{}", is_ready.await.unwrap());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { base, upstream, client, watcher, stop, _database: database, _dir: dir }
    }

    /// A request to a path such as `/api/chats`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// Signs an organization up.
    pub async fn sign_up(&self, name: &str) -> Account {
        let email = format!("{}@example.com", name.to_lowercase());
        let response = self
            .request(Method::POST, "/api/auth/signup")
            .json(&json!({"email": email, "password": "correct horse", "organization": name}))
            .send()
            .await
            .unwrap();
        Account::from(response).await
    }

    /// A request of a signed-in member.
    pub fn member(&self, account: &Account, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("Cookie", &account.cookie).header("X-CSRF-Token", &account.csrf)
    }

    /// Creates an agent; the answer of the API.
    pub async fn agent(&self, account: &Account, name: &str) -> Value {
        let body = json!({"name": name, "systemPrompt": "Help."});
        created(self.member(account, Method::POST, "/api/admin/agents").json(&body)).await
    }

    /// Creates a key; the answer of the API, with the key itself.
    pub async fn key(&self, account: &Account, body: Value) -> Value {
        created(self.member(account, Method::POST, "/api/admin/keys").json(&body)).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn created(request: RequestBuilder) -> Value {
    let response = request.send().await.unwrap();
    let status = response.status();
    let text = response.text().await.unwrap();
    assert_eq!(status, StatusCode::CREATED, "{text}");
    serde_json::from_str(&text).unwrap()
}
