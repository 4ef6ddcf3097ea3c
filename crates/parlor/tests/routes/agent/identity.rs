//! The identity secret: readable by those who may, sealed where it lies, also one that an earlier version stored as it is.

use domain::agent::create::create_agent;
use domain::agent::{AgentConfig, identity};
use domain::member::password;
use domain::tenant::sign_up::{NewOrganization, sign_up};
use domain::vault::Sealed;
use parlor::config::{Config, Flags};
use parlor::wire::App;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_is_sealed_where_it_lies_and_an_old_one_becomes_so() {
    outbound::tls::install_crypto_provider();
    let dir = tempfile::tempdir().unwrap();
    let flags = Flags { data_dir: Some(dir.path().to_owned()), ..Flags::default() };
    let config = Config::load(&flags, std::iter::empty()).unwrap();
    let app = App::build(&config).await.unwrap();
    let new = NewOrganization {
        organization: "Acme".into(),
        email: "ann@acme.example".into(),
        name: None,
        password_hash: password::hash("correct horse", &*app.ids).unwrap(),
    };
    let tenant = sign_up(&*app.directory, &*app.clock, &*app.ids, new).await.unwrap().tenant.id;
    let store = app.cold.tenant(tenant);
    let create = async |secret| {
        let config = AgentConfig::new("Ada".into(), "Help.".into());
        create_agent(&*store, &*app.clock, &*app.ids, secret, config, None).await.unwrap()
    };
    let plain = "ab".repeat(32);
    let old = create(Sealed::from_text(plain.clone())).await;
    let fresh = create(identity::fresh(&*app.vault, tenant, &*app.ids).unwrap()).await;
    let open = |sealed: &Sealed| identity::open(&*app.vault, tenant, sealed).unwrap();
    assert_eq!(open(&old.identity_secret), plain, "readable as it is");
    let known = open(&fresh.identity_secret);

    assert_eq!(app.seal_secrets().await.unwrap(), 1);
    assert_eq!(app.seal_secrets().await.unwrap(), 0);
    for (id, secret) in [(old.id, &plain), (fresh.id, &known)] {
        let stored = store.agent(id).await.unwrap().unwrap().identity_secret;
        assert!(stored.as_text().starts_with("v1."), "sealed");
        assert_eq!(open(&stored), *secret);
    }
    app.close().await;
    let file = std::fs::read(dir.path().join("parlor.db")).unwrap();
    let holds = |text: &str| file.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    assert!(holds("Ada") && !holds(&known), "whoever has the file alone does not have the secret");
}
