//! Whatever one tenant has, another tenant with every id in hand neither sees nor changes.

use domain::audit::AuditFilter;
use domain::chat::store::{BeginTurn, Begun, TurnInput, TurnOrder};
use domain::chat::{ChatOwner, Feedback, Message, Rating, Told, TurnRecord};
use domain::conversation::{ConversationFilter, Note};
use domain::document::content::Progress;
use domain::document::index::KnowledgeSize;
use domain::document::{Chunk, Document, DocumentStatus};
use domain::eval::gate::GateSettings;
use domain::eval::{Case, CaseResult, CaseState, Run, RunEnd, RunStatus, Scored, Suite, Trigger};
use domain::id::{AgentId, ChatId, ChunkId};
use domain::invitation::Invitation;
use domain::job::{Job, JobKind, JobOutcome};
use domain::key::{ApiKey, SecretHash};
use domain::mcp::McpServer;
use domain::member::change::MemberChange;
use domain::member::{MemberStatus, Role};
use domain::page::PageRequest;
use domain::source::snapshot::Snapshot;
use domain::source::web::Validators;
use domain::source::{PageCounts, PageOutcome, Source, SourcePage, SyncEnd};
use domain::storage::StorageError;
use domain::tenant::Directory;
use domain::tool::Tool;

use crate::documents::chunk;
use crate::evals;
use crate::keys::key;
use crate::langfuse::connection;
use crate::mcp::server;
use crate::sources::{source, synced_once};
use crate::tools::tool;
use crate::world::{Home, World, answered, at, events, version};

/// Everything that A owns.
struct Owned {
    agent: AgentId,
    key: ApiKey,
    tool: Tool,
    server: McpServer,
    document: Document,
    chunks: Vec<Chunk>,
    source: Source,
    pages: Vec<SourcePage>,
    snapshot: Snapshot,
    owner: ChatOwner,
    chat: ChatId,
    ended: TurnRecord,
    running: TurnRecord,
    messages: Vec<Message>,
    note: Note,
    invitation: Invitation,
    suite: Suite,
    case: Case,
    run: Run,
    result: CaseResult,
}

pub async fn story(world: &World) {
    let a = world.settle("a").await;
    let b = world.settle("b").await;
    let owned = settle_in(world, &a).await;
    cold_rows_are_invisible(world, &b, &owned).await;
    evaluations_are_invisible(world, &b, &owned).await;
    hot_rows_are_invisible(world, &b, &owned).await;
    nothing_has_changed(world, &a, &owned).await;
}

async fn settle_in(world: &World, a: &Home) -> Owned {
    let agent = world.stored_agent(a, "helper").await;
    let (key, hash) = key(world, "a", vec![agent]);
    a.cold.create_key(&key, &hash).await.unwrap();
    let tool = tool(world, agent, "get_order");
    a.cold.create_tool(&tool).await.unwrap();
    let server = server(world, agent, "shop");
    a.cold.create_mcp_server(&server).await.unwrap();
    a.cold.connect(&connection(agent)).await.unwrap();
    let (document, ingest) = world.document(agent);
    a.cold.create_document(&document, &ingest).await.unwrap();
    let chunks = vec![chunk(world, document.id, 0)];
    a.cold.replace_chunks(document.id, &chunks, None, at(9)).await.unwrap();
    let document = a.cold.document(document.id).await.unwrap().unwrap();
    let (source, pages, snapshot) = synced_once(world, a, agent).await;
    let owner = world.visitor(a, agent).await;
    let chat = world.new_chat(owner);
    a.hot.create_chat(&chat, Some("{\"order\":7}")).await.unwrap();
    let ended = world.exchange(a, owner, chat.id, "Hello").await;
    let ended = a.hot.turn(ended.id).await.unwrap().unwrap();
    let keyed = BeginTurn { idempotency_key: Some("k".into()), ..world.say(owner, chat.id, "More") };
    let running = world.begun(a, keyed).await;
    a.hot.append_log(running.id, events(1..=2)).await.unwrap();
    let messages = a.hot.messages(chat.id, 100).await.unwrap();
    a.all.set_labels(chat.id, &["theirs".into()]).await.unwrap();
    let note =
        Note { id: world.id(), chat_id: chat.id, member_id: None, text: "Call".into(), created_at: at(9) };
    a.all.add_note(&note).await.unwrap();
    let invitation = Invitation {
        id: world.id(),
        email: "new@example.com".into(),
        role: Role::Viewer,
        invited_by: None,
        created_at: at(1),
        expires_at: at(2),
    };
    a.cold.invite(&invitation, &SecretHash::of("invitation")).await.unwrap();
    let suite = evals::suite(world, agent, "golden");
    let origin = Some(domain::eval::life::Origin { chat: Some(chat.id), message: None });
    let case = Case { origin, ..evals::case(world, &suite, "price") };
    a.cold.create_suite(&suite, std::slice::from_ref(&case)).await.unwrap();
    let (run, work, job) = evals::run(world, &suite, Trigger::Manual);
    // Far in the future: the job to be claimed below is the document's.
    let job = Job { run_at: at(1_000_000), ..job };
    a.cold.queue_run(&run, &work, &job).await.unwrap();
    a.cold.begin_run(run.id, 1, at(9)).await.unwrap();
    let result = evals::result(world, &suite, CaseState::Failed);
    let scored = Scored { result: result.clone(), done: 1, spent_micros: 1 };
    assert!(a.cold.remember(run.id, 0, "finished", Some(&scored)).await.unwrap());
    let run = a.cold.run(run.id).await.unwrap().unwrap();
    Owned {
        agent,
        key,
        tool,
        server,
        document,
        chunks,
        source,
        pages,
        snapshot,
        owner,
        chat: chat.id,
        ended,
        running,
        messages,
        note,
        invitation,
        suite,
        case,
        run,
        result,
    }
}

async fn cold_rows_are_invisible(world: &World, b: &Home, owned: &Owned) {
    let all = PageRequest::first();
    let (agent, document) = (owned.agent, owned.document.id);
    let draft = version(domain::agent::AgentConfig::new("Eve".into(), "Obey.".into()));
    assert_eq!(b.cold.agent(agent).await.unwrap(), None);
    assert_eq!(b.cold.live_agent(agent).await.unwrap(), None);
    assert_eq!(b.cold.agents(all).await.unwrap().items, []);
    assert_eq!((b.cold.count_agents().await.unwrap(), b.cold.count_documents().await.unwrap()), (0, 0));
    assert_eq!(b.cold.update_draft(agent, 1, &draft.config, at(9)).await.unwrap(), None);
    assert_eq!(b.cold.publish(agent, 1, &draft).await.unwrap(), None);
    assert_eq!(b.cold.versions(agent, all).await.unwrap(), []);
    assert_eq!(b.cold.version(agent, 1).await.unwrap(), None);
    assert!(!b.cold.delete_agent(agent, &world.cleanup()).await.unwrap());

    let theirs = &owned.tool;
    assert_eq!(b.cold.tool(theirs.id).await.unwrap(), None);
    assert_eq!(b.cold.tools(agent).await.unwrap(), []);
    assert_eq!(b.cold.update_tool(1, theirs).await.unwrap(), None);
    assert!(!b.cold.delete_tool(theirs.id).await.unwrap());
    let shop = &owned.server;
    assert_eq!(b.cold.mcp_server(shop.id).await.unwrap(), None);
    assert_eq!(b.cold.mcp_servers(agent).await.unwrap(), []);
    assert_eq!(b.cold.update_mcp_server(1, shop).await.unwrap(), None);
    assert!(!b.cold.delete_mcp_server(shop.id).await.unwrap());
    assert_eq!(b.cold.connection(agent).await.unwrap(), None);
    assert!(!b.cold.note_hook(agent, at(9), "theirs").await.unwrap());
    assert!(!b.cold.disconnect(agent).await.unwrap());
    let refused = b.cold.connect(&connection(agent)).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    let refused = b.cold.create_mcp_server(&server(world, agent, "mine")).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    let refused = b.cold.create_tool(&tool(world, agent, "mine")).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");

    assert_eq!(b.cold.keys().await.unwrap(), []);
    assert!(!b.cold.revoke_key(owned.key.id, at(9)).await.unwrap());
    b.cold.touch_key(owned.key.id, at(9)).await.unwrap();

    let members = b.cold.members().await.unwrap();
    assert_eq!(members.len(), 1, "only its own");
    for tenant in world.store.tenants().await.unwrap() {
        for (_, member) in members_of(world, tenant.id).await {
            let foreign = tenant.id != b.id;
            let activate = MemberChange::Status(MemberStatus::Active);
            assert_eq!(b.cold.member(member.id).await.unwrap().is_some(), !foreign);
            assert_eq!(b.cold.change_member(member.id, activate).await.unwrap().is_some(), !foreign);
        }
    }

    assert_eq!(b.cold.invitations().await.unwrap(), []);
    assert!(!b.cold.revoke_invitation(owned.invitation.id).await.unwrap());
    assert_eq!(b.cold.audit_log(&AuditFilter::default(), all).await.unwrap().items, []);

    let (foreign, ingest) = world.document(agent);
    let refused = b.cold.create_document(&foreign, &ingest).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert_eq!(b.cold.document(document).await.unwrap(), None);
    assert_eq!(b.cold.documents(agent, all).await.unwrap().items, []);
    let failed = DocumentStatus::Failed;
    assert!(!b.cold.set_document_status(document, failed, None, at(9)).await.unwrap());
    assert!(!b.cold.set_document_progress(document, Progress::default()).await.unwrap());
    assert!(!b.cold.replace_chunks(document, &[chunk(world, document, 0)], None, at(9)).await.unwrap());
    assert!(!b.cold.requeue_document(document, &ingest, at(9)).await.unwrap());
    assert!(!b.cold.delete_document(document, &world.cleanup()).await.unwrap());
    assert_eq!(b.cold.chunks(document, 0, 10).await.unwrap(), []);
    assert_eq!(b.cold.index_chunks(agent).await.unwrap(), (0, vec![]));
    assert_eq!(b.cold.embedded_chunks(document, "old").await.unwrap(), []);
    let foreign: Vec<ChunkId> = owned.chunks.iter().map(|chunk| chunk.id).collect();
    assert_eq!(b.cold.knowledge_size(agent).await.unwrap(), KnowledgeSize::default());
    assert_eq!(b.cold.chunk_page(agent, None, 10).await.unwrap(), []);
    assert_eq!(b.cold.indexed_chunks(agent, &foreign).await.unwrap(), []);
    b.cold.prepare_nearest(agent, "old").await.unwrap();
    assert_eq!(b.cold.nearest_chunks(agent, "old", &[0.5, -0.25, 0.0], 10).await.unwrap(), []);

    web_sources_are_invisible(world, b, owned).await;
    let claimed = world.store.claim_job(world.id(), at(9_000), at(9_900)).await.unwrap().unwrap();
    assert_eq!(claimed.job.kind, JobKind::IngestDocument { document_id: document });
    assert!(!b.cold.extend_lease(claimed.job.id, 1, at(9_950)).await.unwrap());
    assert!(!b.cold.finish_job(claimed.job.id, 1, &JobOutcome::Done).await.unwrap());
}

async fn web_sources_are_invisible(world: &World, b: &Home, owned: &Owned) {
    let (id, page, job) = (owned.source.id, owned.pages[0].id, world.cleanup());
    assert_eq!(b.cold.source(id).await.unwrap(), None);
    assert_eq!(b.cold.sources(owned.agent).await.unwrap(), []);
    assert_eq!(b.cold.page_counts(id).await.unwrap(), PageCounts::default());
    let (foreign, sync) = source(world, owned.agent);
    let refused = b.cold.create_source(&foreign, &sync).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    let (document, ingest) = world.document(owned.agent);
    let link = (world.id(), "x", &Validators::default());
    let refused = b.cold.create_page_source(&foreign, link, &document, &sync, &ingest).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert_eq!(b.cold.update_source(1, &owned.source, None).await.unwrap(), None);
    assert!(!b.cold.begin_sync(id, None, &job).await.unwrap());
    let end = SyncEnd { error: None, snapshot: world.id(), next: world.id() };
    assert!(!b.cold.end_sync(id, owned.source.sync, &end, at(9)).await.unwrap());
    let met = [(world.id(), "https://evil.example/".to_owned())];
    assert_eq!(b.cold.meet_pages(id, owned.source.sync, 0, &met, 9).await.unwrap(), 0);
    assert_eq!(b.cold.forgotten_pages(id, 99).await.unwrap(), []);
    assert_eq!(b.cold.meet_forgotten_pages(id, 99).await.unwrap(), 0);
    assert_eq!(b.cold.next_page(id).await.unwrap(), None);
    assert_eq!(b.cold.page_at(id, &owned.pages[0].address).await.unwrap(), None);
    assert_eq!(b.cold.pages(id, PageRequest::first()).await.unwrap().items, []);
    let gone = PageOutcome::Gone("Taken.".into());
    assert!(!b.cold.settle_page(id, page, &gone, at(9)).await.unwrap());
    assert!(
        !b.cold.create_page_document(page, &document, "x", &Validators::default(), &ingest).await.unwrap()
    );
    assert_eq!(b.cold.retired_documents(id, 9).await.unwrap(), []);
    assert_eq!(b.cold.source_snapshots(id).await.unwrap(), []);
    assert_eq!(b.cold.source_snapshot(owned.snapshot.id).await.unwrap(), None);
    assert_eq!(b.cold.differences(owned.snapshot.id, 9).await.unwrap(), []);
    assert!(!b.cold.restore_snapshot(owned.snapshot.id, at(9)).await.unwrap());
    assert!(!b.cold.delete_source(id, &job).await.unwrap());
}

async fn evaluations_are_invisible(world: &World, b: &Home, owned: &Owned) {
    let (agent, suite, run) = (owned.agent, owned.suite.id, owned.run.id);
    assert_eq!(b.cold.suite(suite).await.unwrap(), None);
    assert_eq!(b.cold.suites(agent).await.unwrap(), []);
    assert_eq!(b.cold.update_suite(suite, 1, &owned.suite.spec, at(9)).await.unwrap(), None);
    assert!(!b.cold.delete_suite(suite).await.unwrap());
    assert_eq!(
        (b.cold.cases(suite).await.unwrap(), b.cold.case(owned.case.id).await.unwrap()),
        (vec![], None)
    );
    assert!(!b.cold.replace_case(&owned.case, at(9)).await.unwrap());
    assert!(!b.cold.delete_case(owned.case.id, at(9)).await.unwrap());
    assert!(!b.cold.stop_run(run, at(9)).await.unwrap());
    assert_eq!(b.cold.unlabelled(suite, 9).await.unwrap(), []);
    assert_eq!(b.cold.tallies(suite).await.unwrap(), []);
    assert_eq!(b.cold.runs_of_suite(agent, suite, 9).await.unwrap(), []);
    let foreign = |result: Result<(), StorageError>| {
        assert!(matches!(result, Err(StorageError::Conflict("reference"))), "{result:?}");
    };
    foreign(b.cold.create_suite(&evals::suite(world, agent, "mine"), &[]).await);
    foreign(b.cold.add_cases(owned.suite.id, &[evals::case(world, &owned.suite, "mine")], at(9)).await);
    b.cold.forget_conversation(owned.chat).await.unwrap();
    assert_eq!(b.cold.cases_of_conversation(owned.chat, 9).await.unwrap(), []);
    let (mine, work, job) = evals::run(world, &owned.suite, Trigger::Draft);
    foreign(b.cold.queue_run(&mine, &work, &job).await);
    foreign(b.cold.set_gate(agent, &GateSettings::default(), at(9)).await);
    assert_eq!((b.cold.run(run).await.unwrap(), b.cold.run_work(run).await.unwrap()), (None, None));
    assert_eq!(b.cold.runs(agent, PageRequest::first()).await.unwrap().items, []);
    assert_eq!(b.cold.results(run).await.unwrap(), []);
    assert_eq!(b.cold.result(owned.result.id).await.unwrap(), None);
    assert_eq!(b.cold.run_lines(run).await.unwrap(), Vec::<String>::new());
    assert!(!b.cold.begin_run(run, 5, at(9)).await.unwrap());
    assert!(!b.cold.remember(run, 1, "mine", None).await.unwrap());
    let end = RunEnd {
        status: RunStatus::Done,
        error: None,
        suites: vec![],
        results: vec![],
        spent_micros: 0,
        at: at(9),
    };
    assert!(!b.cold.end_run(run, &end).await.unwrap());
    assert_eq!(b.cold.gate(agent).await.unwrap(), GateSettings::default());
}

async fn members_of(
    world: &World,
    tenant: domain::id::TenantId,
) -> Vec<(domain::id::TenantId, domain::member::Member)> {
    let members = world.home(tenant).cold.members().await.unwrap();
    members.into_iter().map(|member| (tenant, member)).collect()
}

async fn hot_rows_are_invisible(world: &World, b: &Home, owned: &Owned) {
    let all = PageRequest::first();
    let (owner, chat, running) = (owned.owner, owned.chat, owned.running.id);
    assert_eq!(b.hot.visitor(owner).await.unwrap(), None);
    assert_eq!(b.hot.chat(owner, chat).await.unwrap(), None);
    assert_eq!(b.hot.chats(owner, all).await.unwrap().items, []);
    assert_eq!(b.hot.rename_chat(owner, chat, "Mine", at(9)).await.unwrap(), None);
    assert!(!b.hot.delete_chat(owner, chat).await.unwrap());
    assert_eq!(b.hot.messages(chat, 10).await.unwrap(), []);
    let up = Feedback { rating: Rating::Up, comment: None };
    let answer = owned.ended.assistant_message_id;
    assert!(!b.hot.set_feedback(owner, answer, Some(&up)).await.unwrap());
    let refused = b.hot.create_chat(&world.new_chat(owner), None).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "A's visitor: {refused:?}");

    let keyed = BeginTurn { idempotency_key: Some("k".into()), ..world.say(owner, chat, "x") };
    assert_eq!(b.hot.begin_turn(keyed).await.unwrap(), Begun::NoChat);
    let again = BeginTurn { input: TurnInput::Regenerate, ..world.say(owner, chat, "") };
    assert_eq!(b.hot.begin_turn(again).await.unwrap(), Begun::NoChat);
    let go_on = BeginTurn { input: TurnInput::GoOn, ..world.say(owner, chat, "") };
    assert_eq!(b.hot.begin_turn(go_on).await.unwrap(), Begun::NoChat);
    assert_eq!(b.hot.append_log(running, events(3..=3)).await.unwrap(), TurnOrder::Lost);
    assert!(!b.hot.finish_turn(running, answered("Mine")).await.unwrap());
    assert_eq!(b.hot.request_stop(owner, chat).await.unwrap(), None);
    assert_eq!(b.hot.latest_turn(chat).await.unwrap(), None);
    assert_eq!(b.hot.turn(running).await.unwrap(), None);
    assert_eq!(b.hot.log(running, 0).await.unwrap(), []);
    assert_eq!(b.hot.told(chat).await.unwrap(), Told::default());
    assert!(!b.hot.set_visit(owner, "{}").await.unwrap());
    let stray = Message { id: world.id(), ..owned.messages[0].clone() };
    let refused = b.hot.import_messages(chat, &[stray]).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "A's chat: {refused:?}");
    conversations_are_invisible(world, b, owned).await;

    // The same ids are B's own when B uses them, and stay apart from A's.
    let twin = domain::visitor::Visitor { id: owner.visitor, ..world.anonymous(owner.agent) };
    b.hot.put_visitor(&twin).await.unwrap();
    let mut own = world.new_chat(owner);
    own.id = chat;
    b.hot.create_chat(&own, None).await.unwrap();
    assert_eq!(b.hot.messages(chat, 10).await.unwrap(), []);
    assert!(b.hot.delete_chat(owner, chat).await.unwrap());
}

async fn conversations_are_invisible(world: &World, b: &Home, owned: &Owned) {
    let all = PageRequest::first();
    let of_agent = ConversationFilter { agent: Some(owned.agent), ..ConversationFilter::default() };
    assert_eq!(b.all.conversations(&of_agent, all).await.unwrap().items, []);
    assert_eq!(b.all.conversations(&ConversationFilter::default(), all).await.unwrap().items, []);
    assert_eq!(b.all.conversation(owned.chat).await.unwrap(), None);
    assert!(!b.all.set_labels(owned.chat, &["mine".into()]).await.unwrap());
    assert_eq!(b.all.labels(9).await.unwrap(), Vec::<String>::new());
    let note = Note { id: world.id(), ..owned.note.clone() };
    let refused = b.all.add_note(&note).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert_eq!(b.all.notes(owned.chat, 9).await.unwrap(), []);
    assert_eq!(b.all.note(owned.note.id).await.unwrap(), None);
    assert!(!b.all.delete_note(owned.note.id).await.unwrap());
    assert!(!b.all.erase_conversation(owned.chat).await.unwrap());
    b.all.erase_agent(owned.agent).await.unwrap();
}

async fn nothing_has_changed(world: &World, a: &Home, owned: &Owned) {
    let agent = a.cold.agent(owned.agent).await.unwrap().unwrap();
    assert_eq!((agent.revision, agent.live_version, agent.knowledge_version), (1, 1, 2));
    assert_eq!(a.cold.keys().await.unwrap(), std::slice::from_ref(&owned.key));
    assert_eq!(a.cold.tools(owned.agent).await.unwrap(), std::slice::from_ref(&owned.tool));
    assert_eq!(a.cold.mcp_servers(owned.agent).await.unwrap(), std::slice::from_ref(&owned.server));
    assert_eq!(a.cold.connection(owned.agent).await.unwrap(), Some(connection(owned.agent)));
    assert_eq!(a.cold.cases(owned.suite.id).await.unwrap(), std::slice::from_ref(&owned.case));
    assert_eq!(a.cold.run(owned.run.id).await.unwrap().as_ref(), Some(&owned.run));
    assert_eq!(a.cold.run_lines(owned.run.id).await.unwrap(), ["finished"]);
    assert_eq!(a.cold.document(owned.document.id).await.unwrap().as_ref(), Some(&owned.document));
    let (_, indexed) = a.cold.index_chunks(owned.agent).await.unwrap();
    let of_document =
        indexed.into_iter().map(|found| found.chunk).filter(|c| c.document_id == owned.document.id);
    assert_eq!(of_document.collect::<Vec<_>>(), owned.chunks);
    let source = owned.source.id;
    assert_eq!(a.cold.source(source).await.unwrap().as_ref(), Some(&owned.source));
    assert_eq!(a.cold.pages(source, PageRequest::first()).await.unwrap().items, owned.pages);
    assert_eq!(a.cold.source_snapshots(source).await.unwrap(), std::slice::from_ref(&owned.snapshot));
    assert_eq!(world.store.claim_job(world.id(), at(9_500), at(9_900)).await.unwrap(), None, "still leased");
    assert!(a.hot.visitor(owned.owner).await.unwrap().is_some());
    assert_eq!(a.hot.chat(owned.owner, owned.chat).await.unwrap().unwrap().title, None);
    assert_eq!(a.hot.messages(owned.chat, 100).await.unwrap(), owned.messages);
    let told = Told { visit: None, chat: Some("{\"order\":7}".into()) };
    assert_eq!(a.hot.told(owned.chat).await.unwrap(), told);
    assert_eq!(a.cold.invitations().await.unwrap(), std::slice::from_ref(&owned.invitation));
    assert_eq!(a.all.labels(9).await.unwrap(), ["theirs"]);
    assert_eq!(a.all.notes(owned.chat, 9).await.unwrap(), std::slice::from_ref(&owned.note));
    assert_eq!(a.hot.turn(owned.running.id).await.unwrap().as_ref(), Some(&owned.running));
    assert_eq!(a.hot.turn(owned.ended.id).await.unwrap().as_ref(), Some(&owned.ended));
    assert_eq!(a.hot.log(owned.running.id, 0).await.unwrap(), events(1..=2));
    assert_eq!(a.hot.append_log(owned.running.id, vec![]).await.unwrap(), TurnOrder::Continue);
}
