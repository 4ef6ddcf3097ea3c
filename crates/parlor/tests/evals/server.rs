//! Against a running server over its public API.

use parlor::commands::serve::{Options, serve};
use parlor::config::{Config, Flags};
use parlor::wire::App;
use serde_json::Value;
use testkit::upstream::{Script, Upstream};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;

use crate::command::{json, run};

const SUITE: &str = r#"
name: server
cases:
  - id: price
    input: How much is an e-bike?
    expect: { facts: ["€32"], sources: [Renting a bike.md] }
    checks: [{ cost: { maxMicros: 500 } }, { retrieves: { sources: [Renting a bike] } }]
  - id: follow-up
    conversation: [{ user: "Do you rent e-bikes?" }, { assistant: "Yes." }]
    input: And the deposit?
    checks: [{ contains: "€400" }]
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_is_asked_over_its_public_api() {
    outbound::tls::install_crypto_provider();
    let (dir, upstream) = (tempfile::tempdir().unwrap(), Upstream::start().unwrap());
    upstream.otherwise(Script::answer("Yes, we do."));
    upstream.when("How much", Script::answer("It costs €32 a day [1]."));
    upstream.when("deposit", Script::answer("We hold €400 [1]."));
    let flags = Flags { data_dir: Some(dir.path().join("data")), ..Flags::default() };
    let environment = [
        ("PARLOR_LLM_BASE_URL".to_owned(), upstream.base_url()),
        ("PARLOR_LLM_MODEL".to_owned(), "scripted".to_owned()),
        ("PARLOR_RATE_LIMITS".to_owned(), "off".to_owned()),
        // This process is the test's, and cannot be started as a reader.
        ("PARLOR_EXTRACT_PROGRAM".to_owned(), env!("CARGO_BIN_EXE_parlor").to_owned()),
    ];
    let config = Config::load(&flags, environment.into_iter()).unwrap();
    let app = App::build(&config).await.unwrap();
    let demo = parlor::demo::seed(&app).await.unwrap();
    app.worker().run_due().await.unwrap();
    let agent = demo.agent.to_string();
    let tenant = app.directory.tenants().await.unwrap()[0].id.to_string();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (ready, is_ready) = oneshot::channel();
    let stop = CancellationToken::new();
    let served = tokio::spawn(serve(
        app,
        listener,
        Options { config, demo: None, jobs: true },
        stop.clone(),
        |address, _| {
            ready.send(address).unwrap();
        },
    ));
    let url = format!("http://{}", is_ready.await.unwrap());

    let dir_path = dir.path().to_owned();
    let (said, report) = tokio::task::spawn_blocking(move || {
        let made = run(
            &dir_path,
            None,
            &[
                "--data-dir",
                "data",
                "admin",
                "create-key",
                &tenant,
                "--name",
                "e",
                "--kind",
                "secret",
                "--json",
            ],
        );
        let key: Value = serde_json::from_str(&made.out).unwrap();
        std::fs::write(dir_path.join("server.yaml"), SUITE).unwrap();
        let key = key["key"].as_str().unwrap();
        let arguments = [
            "eval",
            "run",
            "server.yaml",
            "--url",
            &url,
            "--key",
            key,
            "--agent",
            &agent,
            "--json",
            "r.json",
            "--parallel",
            "1",
        ];
        (run(&dir_path, None, &arguments), json(&dir_path.join("r.json")))
    })
    .await
    .unwrap();
    assert_eq!(said.code, Some(0), "{}\n{}", said.out, said.err);
    let price = &report["suites"][0]["cases"][0]["attempts"][0];
    assert_eq!(price["observation"]["citations"][0]["filename"], "Renting a bike.md");
    // A server does not tell strangers what it retrieved: that check is skipped and not taken for passed.
    let verdicts: Vec<&str> =
        price["scores"].as_array().unwrap().iter().map(|s| s["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["pass", "pass", "pass", "skipped"]);
    // Two answers to cases and one to the earlier message, at 150 micro-USD.
    assert_eq!(report["spentMicros"], 450);
    stop.cancel();
    served.await.unwrap().unwrap();
}
