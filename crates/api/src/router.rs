//! All routes, and the layers around them. Read it from the bottom: [`router`] first.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use utoipa_swagger_ui::SwaggerUi;

use crate::context::{Context, Edge};
use crate::error::{ApiError, Code};
use crate::{
    account, agent, alert, analytics, assets, audit, chat, completion, conversation, document, edge, eval,
    event, health, invitation, key, label, langfuse, mcp, member, message, metrics, model, note, openapi,
    organization, session, snapshot, source, tool, usage, visitor,
};

/// What visitors use: readable across origins.
fn chat_routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(session::open::open_session))
        .routes(routes!(chat::create::create_chat, chat::list::list_chats))
        .routes(routes!(chat::get::get_chat, chat::rename::rename_chat, chat::delete::delete_chat))
        .routes(routes!(chat::send::send_message))
        .routes(routes!(chat::resume::resume_answer))
        .routes(routes!(chat::stop::stop_answer))
        .routes(routes!(message::feedback::rate_message))
        .routes(routes!(model::list::list_agent_models))
}

/// What members and tenants' servers use.
fn management_routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(account::signup::signup))
        .routes(routes!(account::login::login))
        .routes(routes!(account::logout::logout))
        .routes(routes!(account::me::me, account::update::update_account))
        .routes(routes!(account::password::change_password))
        .routes(routes!(account::reset::reset_password))
        .routes(routes!(account::sessions::list_sessions, account::sessions::end_other_sessions))
        .routes(routes!(account::sessions::end_session))
        .routes(routes!(
            account::organizations::list_organizations,
            account::organizations::found_organization
        ))
        .routes(routes!(account::switch::switch_organization))
        .routes(routes!(invitation::look::look_at_invitation))
        .routes(routes!(invitation::accept::accept_invitation))
        .routes(routes!(agent::create::create_agent, agent::list::list_agents))
        .routes(routes!(agent::get::get_agent, agent::update::update_agent, agent::delete::delete_agent))
        .routes(routes!(agent::versions::list_versions))
        .routes(routes!(agent::publish::publish_agent))
        .routes(routes!(agent::rollback::rollback_agent))
        .routes(routes!(agent::preview::preview_agent))
        .routes(routes!(agent::identity::get_identity))
        .routes(routes!(model::list_admin::list_models))
        .routes(routes!(document::upload::upload_document, document::list::list_documents))
        .routes(routes!(document::get::get_document, document::delete::delete_document))
        .routes(routes!(document::chunks::list_chunks))
        .routes(routes!(document::reprocess::reprocess_document))
        .routes(routes!(document::retrieve::retrieve_passages))
        .routes(routes!(source::create::create_source, source::list::list_sources))
        .routes(routes!(
            source::get::get_source,
            source::update::update_source,
            source::delete::delete_source
        ))
        .routes(routes!(source::sync::sync_source))
        .routes(routes!(source::pages::list_pages))
        .routes(routes!(snapshot::list::list_snapshots))
        .routes(routes!(snapshot::get::get_snapshot))
        .routes(routes!(snapshot::rollback::roll_back_snapshot))
        .routes(routes!(tool::create::create_tool, tool::list::list_tools))
        .routes(routes!(tool::get::get_tool, tool::update::update_tool, tool::delete::delete_tool))
        .routes(routes!(tool::test::test_tool))
        .routes(routes!(tool::approve::approve_tool))
        .routes(routes!(mcp::create::create_mcp_server, mcp::list::list_mcp_servers))
        .routes(routes!(
            mcp::get::get_mcp_server,
            mcp::update::update_mcp_server,
            mcp::delete::delete_mcp_server
        ))
        .routes(routes!(mcp::test::test_mcp_server))
        .routes(routes!(mcp::choose::choose_tool))
        .routes(routes!(
            langfuse::get::get_langfuse,
            langfuse::connect::connect_langfuse,
            langfuse::disconnect::disconnect_langfuse
        ))
        .routes(routes!(langfuse::test::test_langfuse))
        .routes(routes!(langfuse::pull::pull_dataset))
        .routes(routes!(langfuse::push::push_suite))
        .routes(routes!(langfuse::prompt::take_prompt))
        .routes(routes!(langfuse::hook::langfuse_hook))
        .routes(routes!(eval::suite::create::create_suite, eval::suite::list::list_suites))
        .routes(routes!(eval::suite::import::import_suite))
        .routes(routes!(
            eval::suite::get::get_suite,
            eval::suite::update::update_suite,
            eval::suite::delete::delete_suite
        ))
        .routes(routes!(eval::suite::export::export_suite))
        .routes(routes!(eval::suite::trend::get_trend))
        .routes(routes!(eval::case::create::create_case, eval::case::list::list_cases))
        .routes(routes!(eval::case::batch::add_cases))
        .routes(routes!(eval::case::from_message::case_from_message))
        .routes(routes!(eval::case::replace::replace_case, eval::case::delete::delete_case))
        .routes(routes!(eval::run::start::start_run, eval::run::list::list_runs))
        .routes(routes!(eval::run::get::get_run))
        .routes(routes!(eval::run::stop::stop_run))
        .routes(routes!(eval::run::result::get_result))
        .routes(routes!(eval::label::queue::list_to_label))
        .routes(routes!(eval::label::set::set_label))
        .routes(routes!(eval::gate::get::get_gate, eval::gate::set::set_gate))
        .routes(routes!(eval::gate::overrule::override_gate))
        .routes(routes!(alert::list::list_alerts))
        .routes(routes!(alert::dismiss::dismiss_alert))
        .routes(routes!(key::create::create_key, key::list::list_keys))
        .routes(routes!(key::revoke::revoke_key))
        .routes(routes!(member::list::list_members))
        .routes(routes!(member::update::update_member, member::remove::remove_member))
        .routes(routes!(member::reset::reset_member))
        .routes(routes!(invitation::create::create_invitation, invitation::list::list_invitations))
        .routes(routes!(invitation::revoke::revoke_invitation))
        .routes(routes!(audit::list::list_changes))
        .routes(routes!(audit::export::export_changes))
        .routes(routes!(conversation::list::list_conversations))
        .routes(routes!(conversation::get::get_conversation, conversation::erase::erase_conversation))
        .routes(routes!(conversation::cases::list_conversation_cases))
        .routes(routes!(conversation::export::export_conversations))
        .routes(routes!(visitor::get::get_visitor, visitor::erase::erase_visitor))
        .routes(routes!(analytics::get::get_report))
        .routes(routes!(analytics::export::export_report))
        .routes(routes!(label::list::list_labels))
        .routes(routes!(label::set::set_labels))
        .routes(routes!(note::create::create_note))
        .routes(routes!(note::delete::delete_note))
        .routes(routes!(event::watch::watch_changes))
        .routes(routes!(organization::get::get_organization, organization::update::update_organization))
        .routes(routes!(usage::get::get_usage))
}

/// What clients of OpenAI's API use.
fn openai_routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(completion::create::create_completion))
        .routes(routes!(completion::models::list_as_models))
}

fn operations_routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(health::check::health))
        .routes(routes!(health::check::livez))
        .routes(routes!(health::check::readyz))
        .routes(routes!(metrics::scrape::scrape))
}

/// Every documented route without its layers: what the OpenAPI document is made from.
pub fn routes() -> OpenApiRouter<Edge> {
    let all = OpenApiRouter::with_openapi(openapi::base())
        .merge(chat_routes())
        .merge(management_routes())
        .merge(openai_routes())
        .merge(operations_routes());
    finished(all)
}

fn finished(mut router: OpenApiRouter<Edge>) -> OpenApiRouter<Edge> {
    openapi::add_problems(router.get_openapi_mut());
    router
}

fn api(state: &Edge) -> Router<Edge> {
    let limited = |routes: OpenApiRouter<Edge>| {
        let (router, _) = routes.split_for_parts();
        // Before the layers, so that they see other methods too: a preflight is one.
        let router = router.method_not_allowed_fallback(method_not_allowed);
        router.layer(from_fn_with_state(state.clone(), edge::limit)).layer(from_fn(edge::api_headers))
    };
    let (operations, _) = operations_routes().split_for_parts();
    limited(chat_routes())
        .layer(from_fn(edge::cors))
        .merge(limited(management_routes()))
        .merge(limited(openai_routes()))
        .merge(operations.layer(from_fn(edge::api_headers)))
}

fn web(state: &Edge) -> Router<Edge> {
    let demo: MethodRouter<Edge> = get(assets::demo);
    // It looks a key up, so it counts like the API does.
    let hosted: MethodRouter<Edge> =
        get(assets::hosted).layer(from_fn_with_state(state.clone(), edge::limit));
    Router::new()
        .route("/widget.js", get(assets::launcher))
        .route("/parlor-chat.js", get(assets::element))
        .route("/panel", get(assets::panel))
        .route("/panel/assets/{*path}", get(assets::panel_file))
        .route("/chat/{agent}", hosted)
        .route("/chat.css", get(assets::hosted_style))
        .route("/demo", demo)
        .route("/demo.css", get(assets::demo_style))
        .fallback(assets::fallback)
        .layer(CompressionLayer::new())
}

fn docs() -> Router<Edge> {
    let ui: Router<Edge> = SwaggerUi::new("/api/docs").url("/api/openapi.json", openapi::document()).into();
    ui.layer(from_fn(edge::docs_headers))
}

async fn method_not_allowed() -> ApiError {
    ApiError::new(Code::MethodNotAllowed, "This path does not know this method.")
}

/// The whole server. Serve it with `into_make_service_with_connect_info::<SocketAddr>()`: limits count by address.
pub fn router(context: Context) -> Router {
    let state = Edge::from(context);
    api(&state)
        .merge(docs())
        .merge(web(&state))
        .method_not_allowed_fallback(method_not_allowed)
        // Bodies are bounded where they are read: JSON and uploads have limits of their own.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), edge::remember_address))
        .layer(CatchPanicLayer::custom(edge::on_panic))
        .layer(from_fn_with_state(state.clone(), edge::secure))
        .layer(from_fn_with_state(state.clone(), edge::boundary))
        .with_state(state)
}
