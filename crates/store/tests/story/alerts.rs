//! What is due by itself, claimed once; alerts, told once, dismissed once, and seen by their tenant alone.

use domain::agent::AgentConfig;
use domain::alert::{Alert, Evidence, FeedbackWatch, Ratings};
use domain::eval::due::{Due, What};
use domain::eval::gate::GateSettings;
use domain::id::AgentId;
use domain::job::{Job, JobKind};
use domain::page::PageRequest;
use domain::tenant::Directory as _;

use crate::tools;
use crate::world::{Home, World, at, version};

const HOUR: i64 = 3_600_000;

pub async fn story(world: &World) {
    let (a, b) = (world.settle("a").await, world.settle("b").await);
    let agent = world.stored_agent(&a, "helper").await;
    changes_settle(world, &a, agent).await;
    a_night_is_claimed_once(world, &a, agent).await;
    alerts_are_told_once(world, &a, &b, agent).await;
}

/// What is due of the tenant.
async fn due(world: &World, home: &Home, now: i64, quiet_since: i64) -> Vec<What> {
    let all = world.store.due(at(now), at(quiet_since), 1_000).await.unwrap();
    all.into_iter().filter(|due| due.tenant == home.id).map(|due| due.what).collect()
}

async fn claim(world: &World, home: &Home, agent: AgentId, what: What, next: Option<i64>) -> bool {
    let job = Job::due(world.id(), JobKind::RefreshGate { agent_id: agent }, at(9));
    let due = Due { tenant: home.id, agent, what };
    world.store.claim_due(&due, next.map(at), &job).await.unwrap()
}

async fn changes_settle(world: &World, home: &Home, agent: AgentId) {
    home.cold.create_tool(&tools::tool(world, agent, "before")).await.unwrap();
    assert_eq!(due(world, home, 10, 10).await, [], "without a gate nothing is");
    home.cold.set_gate(agent, &GateSettings::default(), at(10)).await.unwrap();
    assert_eq!(due(world, home, 20, 20).await, []);
    let mut tool = tools::tool(world, agent, "after");
    home.cold.create_tool(&tool).await.unwrap();
    assert_eq!(due(world, home, 30, 29).await, [], "seen at 30, and not quiet yet");
    tool.enabled = false;
    home.cold.update_tool(1, &tool).await.unwrap().unwrap();
    assert_eq!(due(world, home, 40, 35).await, [], "another one: seen at 40");
    assert_eq!(due(world, home, 50, 39).await, []);
    let quiet = What::Gate { changes: 2 };
    assert_eq!(due(world, home, 50, 40).await, [quiet]);
    assert!(home.cold.delete_tool(tool.id).await.unwrap());
    assert!(!claim(world, home, agent, quiet, None).await, "changed since");
    assert_eq!(due(world, home, 60, 60).await, [What::Gate { changes: 3 }]);
    assert!(claim(world, home, agent, What::Gate { changes: 3 }, None).await);
    assert!(!claim(world, home, agent, What::Gate { changes: 3 }, None).await, "another node has it");
    assert_eq!(due(world, home, 70, 70).await, []);
}

async fn a_night_is_claimed_once(world: &World, home: &Home, agent: AgentId) {
    let gate = GateSettings { nightly: Some(3), ..GateSettings::default() };
    home.cold.set_gate(agent, &gate, at(2 * HOUR)).await.unwrap();
    assert_eq!(due(world, home, 3 * HOUR - 1, 0).await, []);
    let night = What::Night { planned: at(3 * HOUR), hour: 3 };
    assert_eq!(due(world, home, 3 * HOUR, 0).await, [night]);
    assert!(claim(world, home, agent, night, Some(27 * HOUR)).await);
    assert!(!claim(world, home, agent, night, Some(27 * HOUR)).await, "another node has it");
    assert_eq!(due(world, home, 26 * HOUR, 0).await, []);
    assert_eq!(due(world, home, 27 * HOUR, 0).await, [What::Night { planned: at(27 * HOUR), hour: 3 }]);
    home.cold.set_gate(agent, &GateSettings::default(), at(1)).await.unwrap();
    assert_eq!(due(world, home, 27 * HOUR, 0).await, []);
}

async fn alerts_are_told_once(world: &World, a: &Home, b: &Home, agent: AgentId) {
    assert_eq!(a.cold.feedback_watch(agent).await.unwrap(), None, "the first version has nothing before it");
    let next = domain::agent::AgentVersion {
        published_at: at(100),
        ..version(AgentConfig::new("Ada".into(), "Help more.".into()))
    };
    let live = a.cold.publish(agent, 1, &next).await.unwrap().unwrap().live_version;
    let watch = FeedbackWatch { version: live, since: at(100), check_at: at(100) };
    assert_eq!(a.cold.feedback_watch(agent).await.unwrap(), Some(watch));
    assert_eq!(b.cold.feedback_watch(agent).await.unwrap(), None);
    b.cold.end_feedback_watch(agent, live).await.unwrap();
    a.cold.end_feedback_watch(agent, live - 1).await.unwrap();
    assert_eq!(due(world, a, 99, 0).await, []);
    let look = What::Feedback { planned: at(100) };
    assert_eq!(due(world, a, 100, 0).await, [look]);
    assert!(claim(world, a, agent, look, Some(700)).await);
    assert!(!claim(world, a, agent, look, Some(700)).await);
    assert_eq!(due(world, a, 699, 0).await, []);

    let told = |evidence| Alert {
        id: world.id(),
        agent_id: agent,
        version: live,
        evidence,
        created_at: at(800),
        dismissed_by: None,
        dismissed_at: None,
    };
    let ratings = |up, down| Ratings { up, down };
    let fell = || Evidence::FeedbackFell { before: ratings(12, 1), after: ratings(1, 12), chance: 1.0 / 3.0 };
    let first = told(fell());
    assert!(b.cold.raise(&first).await.is_err(), "there is no such agent");
    assert!(a.cold.raise(&first).await.unwrap());
    assert!(!a.cold.raise(&told(fell())).await.unwrap(), "the same again");
    assert_eq!(a.cold.feedback_watch(agent).await.unwrap(), None, "it is told");
    let night = told(Evidence::NightRegressed {
        run_id: world.id(),
        before: world.id(),
        worse: 7,
        better: 0,
        chance: 0.015_625,
        good_version: Some(1),
    });
    assert!(a.cold.raise(&night).await.unwrap());
    let page = PageRequest::first();
    assert_eq!(a.cold.open_alerts(None, page).await.unwrap().items, [night.clone(), first.clone()]);
    assert_eq!(a.cold.open_alerts(Some(world.id()), page).await.unwrap().items, []);
    let one = PageRequest { limit: 1, ..page };
    let newest = a.cold.open_alerts(Some(agent), one).await.unwrap();
    assert_eq!(newest.items, std::slice::from_ref(&night));
    let rest = a.cold.open_alerts(Some(agent), PageRequest { after: newest.next, ..one }).await.unwrap();
    assert_eq!((rest.items, rest.next), (vec![first.clone()], None));

    assert_eq!(
        (b.cold.alert(first.id).await.unwrap(), b.cold.open_alerts(None, page).await.unwrap().items),
        (None, vec![])
    );
    assert!(!b.cold.dismiss_alert(first.id, at(900)).await.unwrap());
    assert!(a.cold.dismiss_alert(first.id, at(900)).await.unwrap());
    assert!(!a.cold.dismiss_alert(first.id, at(901)).await.unwrap());
    assert_eq!(a.cold.alert(first.id).await.unwrap().unwrap().dismissed_at, Some(at(900)));
    assert!(!a.cold.raise(&told(fell())).await.unwrap(), "what was dismissed is not told again");
    assert_eq!(a.cold.open_alerts(None, page).await.unwrap().items, [night]);
    let revision = a.cold.agent(agent).await.unwrap().unwrap().revision;
    a.cold
        .publish(agent, revision, &version(AgentConfig::new("Ada".into(), "Help.".into())))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        a.cold.open_alerts(None, page).await.unwrap().items,
        [],
        "it is about a version that is not live"
    );
}
