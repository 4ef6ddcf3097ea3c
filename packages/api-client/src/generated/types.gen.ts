// Generated from docs/openapi.json by `npm run generate -w @parlor/api-client`.
// @ts-nocheck

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * Who joins.
 */
export type AcceptInvitation = {
    /**
     * How to address them, when they are new.
     */
    name?: string | null;
    /**
     * The account's password; a new one of 8 to 256 bytes when they have none.
     */
    password: string;
    /**
     * From the link.
     */
    token: LinkToken;
};

/**
 * Who is signed in, and where.
 */
export type AccountBody = {
    /**
     * Send as `X-CSRF-Token` with every write that the cookie authenticates.
     */
    csrfToken: string;
    /**
     * The member.
     */
    member: AccountMember;
    /**
     * Their organization.
     */
    organization: OrganizationBody;
};

/**
 * A member as they see themselves.
 */
export type AccountMember = {
    /**
     * Their address.
     */
    email: string;
    /**
     * Their id.
     */
    id: string;
    /**
     * Their name.
     */
    name?: string | null;
    /**
     * What they may do.
     */
    role: RoleBody;
};

/**
 * Cases to add.
 */
export type AddCases = {
    /**
     * At most 50; all are added, or none.
     */
    cases: Array<NewCase>;
};

/**
 * An agent: what is being edited, and which version is live.
 */
export type AgentBody = {
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * What is being edited.
     */
    draft: ConfigBody;
    /**
     * Whether a document can be found.
     */
    hasKnowledge: boolean;
    /**
     * Its id.
     */
    id: string;
    /**
     * The draft's name.
     */
    name: string;
    /**
     * The number of the version that visitors get.
     */
    publishedVersion: number;
    /**
     * Unique within the organization, URL-safe.
     */
    slug: string;
    /**
     * When the draft last changed.
     */
    updatedAt: string;
    /**
     * Grows by one with each change of the draft; what `If-Match` takes.
     */
    version: number;
};

/**
 * Agents.
 */
export type AgentPage = {
    /**
     * Newest first.
     */
    agents: Array<AgentBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * How far a judge agrees with people.
 */
export type AgreementBody = {
    /**
     * The share that the judge shares.
     */
    agreement: number;
    /**
     * The check that asks the judge.
     */
    judge: string;
    /**
     * Cohen's kappa: 1 is perfect, 0 no better than chance; null when it cannot be told.
     */
    kappa?: number | null;
    /**
     * How many labels there are.
     */
    labels: number;
    /**
     * How often only the judge let it pass.
     */
    onlyJudgePassed: number;
    /**
     * How often only the person did.
     */
    onlyPeoplePassed: number;
};

/**
 * An alert that nobody dismissed.
 */
export type AlertBody = {
    /**
     * Whose answers it is about.
     */
    agentId: string;
    /**
     * When it was raised.
     */
    createdAt: string;
    /**
     * What was seen.
     */
    evidence: EvidenceBody;
    /**
     * Its id.
     */
    id: string;
    /**
     * The live version that it is about.
     */
    publishedVersion: number;
    /**
     * The version that may be gone back to; null when going back would change nothing.
     */
    rollbackTo?: number | null;
};

/**
 * Alerts.
 */
export type AlertList = {
    /**
     * Newest first.
     */
    alerts: Array<AlertBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * What the visitor decided about one call.
 */
export type Approval = {
    /**
     * Whether the call may be made.
     */
    approved: boolean;
    /**
     * The `approvalId` of the request.
     */
    id: string;
};

/**
 * A question to the visitor whether a tool may be used.
 */
export type ApprovalBody = {
    /**
     * What the visitor answered, when they have.
     */
    approved?: boolean | null;
    /**
     * Names the question.
     */
    id: string;
};

/**
 * What was seen.
 */
export type ApproveTool = {
    /**
     * The `pin` of the change that is agreed to.
     */
    pin: string;
};

/**
 * A case, asked once.
 */
export type AttemptBody = {
    observation?: ObservationBody | null;
    /**
     * Why it was not scored.
     */
    reason?: string | null;
    /**
     * One for each check.
     */
    scores?: Array<ScoreBody>;
    /**
     * `scored`, `unscored` or `notRun`.
     */
    state: string;
};

/**
 * A recorded change.
 */
export type AuditBody = {
    /**
     * Noun and verb, such as `agent.publish`.
     */
    action: string;
    /**
     * Who: the id of a member or a key.
     */
    actor: string;
    /**
     * What they were called then.
     */
    actorName: string;
    /**
     * How it became; null when it is gone or only an event.
     */
    after?: {
        [key: string]: unknown;
    } | null;
    /**
     * When.
     */
    at: string;
    /**
     * How it was; null when it is new or only an event.
     */
    before?: {
        [key: string]: unknown;
    } | null;
    /**
     * Its id.
     */
    id: string;
    /**
     * The id of what was changed.
     */
    subject: string;
};

/**
 * Recorded changes.
 */
export type AuditPage = {
    /**
     * Newest first.
     */
    entries: Array<AuditBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * A suite that does not reach its bar.
 */
export type BelowBody = {
    /**
     * The share of cases that pass.
     */
    share: number;
    /**
     * Its name.
     */
    suite: string;
    /**
     * The share that must.
     */
    threshold: number;
};

/**
 * Which built-in tool.
 */
export type BuiltInBody = 'current_time' | 'calculate' | 'search_documents';

/**
 * What a call of the model cost.
 */
export type CallUsageBody = {
    /**
     * Micro-USD, when the provider tells.
     */
    costMicros?: number | null;
    /**
     * Tokens read.
     */
    inputTokens: number;
    /**
     * The model.
     */
    model: string;
    /**
     * Tokens written.
     */
    outputTokens: number;
};

/**
 * A call of a tool.
 */
export type CalledBody = {
    /**
     * Its arguments.
     */
    arguments: unknown;
    /**
     * Why it gave nothing back.
     */
    error?: string | null;
    /**
     * The tool's name.
     */
    name: string;
    /**
     * What it gave back.
     */
    output?: string | null;
};

/**
 * A case of a suite.
 */
export type CaseBody = {
    /**
     * What it says.
     */
    case: CaseInput;
    /**
     * Its id.
     */
    id: string;
    origin?: OriginBody | null;
    /**
     * The suite.
     */
    suiteId: string;
};

/**
 * Everything about a case in a run.
 */
export type CaseDetailBody = {
    /**
     * One for each time it was asked.
     */
    attempts?: Array<AttemptBody>;
    /**
     * The reference answer.
     */
    expected?: string | null;
    /**
     * What was asked.
     */
    input?: string;
};

/**
 * An answer, and what would be a good one.
 */
export type CaseFromMessage = {
    /**
     * Further checks. When left out and `expect` has an answer: that the agent's is similar to it.
     */
    checks?: Array<{
        [key: string]: unknown;
    }> | null;
    /**
     * The conversation, with the agent that the suite tests.
     */
    conversationId: string;
    expect?: ExpectBody | null;
    /**
     * The answer; the last one when left out.
     */
    messageId?: string | null;
    /**
     * Unique in the suite; made from the question when left out.
     */
    name?: string | null;
};

/**
 * What a case says.
 */
export type CaseInput = {
    /**
     * Further checks, each one key with its parameters: `{"lacks": "sorry"}`.
     */
    checks?: Array<{
        [key: string]: unknown;
    }>;
    /**
     * What was said before, oldest first.
     */
    conversation?: Array<SaidBody>;
    /**
     * What a good answer has.
     */
    expect?: ExpectBody;
    /**
     * What the visitor says.
     */
    input: string;
    /**
     * Unique in the suite: results of two runs are compared by it.
     */
    name: string;
    /**
     * How often it is asked, instead of what the suite says.
     */
    repeat?: number | null;
    /**
     * To choose cases by.
     */
    tags?: Array<string>;
    /**
     * What tools answer when they are called in this case.
     */
    toolResults?: Array<{
        [key: string]: unknown;
    }>;
    /**
     * How much it counts beside others; 1 by default.
     */
    weight?: number | null;
};

/**
 * Cases.
 */
export type CaseList = {
    /**
     * In the order they were added; a suite has at most 500.
     */
    cases: Array<CaseBody>;
};

/**
 * What came of a case.
 */
export type CaseResultBody = {
    /**
     * The case's name.
     */
    case: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * Why it is not passed.
     */
    reason?: string | null;
    /**
     * What came of it.
     */
    state: CaseStateBody;
    /**
     * The suite.
     */
    suiteId: string;
    /**
     * 0 to 1.
     */
    value: number;
};

/**
 * What came of a case.
 */
export type CaseStateBody = 'passed' | 'failed' | 'flaky' | 'skipped' | 'error' | 'not_run';

/**
 * Something that changed: each event's data.
 */
export type ChangeBody = {
    /**
     * Which.
     */
    id: string;
    type: 'conversation';
} | {
    /**
     * Which.
     */
    id: string;
    type: 'document';
} | {
    /**
     * Which.
     */
    id: string;
    type: 'source';
} | {
    /**
     * Which.
     */
    id: string;
    type: 'evaluation';
} | {
    /**
     * Which.
     */
    id: string;
    type: 'alert';
} | {
    type: 'missed';
};

/**
 * What became of a page.
 */
export type ChangeKindBody = 'added' | 'changed' | 'removed';

/**
 * The old password and the new one.
 */
export type ChangePassword = {
    /**
     * The password as it is.
     */
    current: string;
    /**
     * 8 to 256 bytes.
     */
    password: string;
};

/**
 * A conversation.
 */
export type ChatBody = {
    /**
     * The agent talked with.
     */
    agentId: string;
    /**
     * When it began.
     */
    createdAt: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * `open` or `closed`.
     */
    status: ChatStatusBody;
    /**
     * Given, or made from the first message.
     */
    title?: string | null;
    /**
     * When something was last said.
     */
    updatedAt: string;
};

/**
 * A conversation with its messages.
 */
export type ChatDetail = ChatBody & {
    /**
     * Oldest first; the latest 500.
     */
    messages: Array<MessageBody>;
    turn?: TurnBody | null;
};

/**
 * Conversations, newest first.
 */
export type ChatPage = {
    /**
     * Newest first.
     */
    chats: Array<ChatBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * Whether a conversation goes on.
 */
export type ChatStatusBody = 'open' | 'closed';

/**
 * An answer.
 */
export type Choice = {
    /**
     * `stop` or `length`.
     */
    finish_reason: string;
    /**
     * 0.
     */
    index: number;
    /**
     * Always null.
     */
    logprobs?: boolean | null;
    /**
     * What was said.
     */
    message: OutputMessage;
};

/**
 * Which tool, and what was seen of it.
 */
export type ChooseTool = {
    /**
     * The server's name for it.
     */
    name: string;
    /**
     * The `pin` that the server's test showed: what is agreed to is what was seen.
     */
    pin: string;
    policy?: ToolPolicyBody | null;
};

/**
 * A passage.
 */
export type ChunkBody = {
    /**
     * Headings above it, joined by ` › `.
     */
    heading?: string | null;
    /**
     * Its id.
     */
    id: string;
    /**
     * Page, when the document has pages.
     */
    page?: number | null;
    /**
     * 0, 1, 2, … within the document.
     */
    position: number;
    /**
     * The text.
     */
    text: string;
};

/**
 * Passages.
 */
export type ChunkList = {
    /**
     * By position.
     */
    chunks: Array<ChunkBody>;
    /**
     * Pass as `from` for the next ones; null at the end.
     */
    nextFrom?: number | null;
};

/**
 * A passage that an answer relies on.
 */
export type CitationBody = {
    /**
     * Passage cited.
     */
    chunkId: string;
    /**
     * Document cited.
     */
    documentId: string;
    /**
     * Headings above the passage, joined by ` › `.
     */
    heading?: string | null;
    /**
     * The number in the text: `[1]`.
     */
    marker: number;
    /**
     * Page, from 1.
     */
    page?: number | null;
    /**
     * The whole passage; empty in old citations.
     */
    passage: string;
    /**
     * The words that bear the statement out, verbatim from the passage.
     */
    quote: string;
    /**
     * Where it ends.
     */
    quoteEnd: number;
    /**
     * Where the quote begins in the passage, in characters (Unicode code points).
     */
    quoteStart: number;
    /**
     * The document's title.
     */
    title: string;
    /**
     * Where the document is on the web, when it is a page.
     */
    url?: string | null;
};

/**
 * A passage that the answer relies on.
 */
export type CitedBody = {
    /**
     * Headings above the passage.
     */
    heading?: string | null;
    /**
     * The number in the text.
     */
    marker: number;
    /**
     * Its words.
     */
    quote: string;
    /**
     * The document.
     */
    title: string;
};

/**
 * How a version passed the gate.
 */
export type ClearanceBody = {
    /**
     * Who did.
     */
    by?: string | null;
    /**
     * Whether a member let it pass although its evaluations did not.
     */
    overridden: boolean;
    /**
     * Why.
     */
    reason?: string | null;
    /**
     * The run that was looked at.
     */
    runId?: string | null;
};

/**
 * A chat completion (OpenAI).
 */
export type CompletionBody = {
    /**
     * Exactly one.
     */
    choices: Array<Choice>;
    /**
     * Seconds since the epoch.
     */
    created: number;
    /**
     * Its id.
     */
    id: string;
    /**
     * The agent's id.
     */
    model: string;
    /**
     * `chat.completion`.
     */
    object: string;
    /**
     * What OpenAI's form has no place for.
     */
    parlor: Extra;
    /**
     * Tokens used.
     */
    usage: {
        [key: string]: unknown;
    };
};

/**
 * Everything about an agent's behaviour.
 */
export type ConfigBody = {
    /**
     * First thing a visitor reads.
     */
    greeting?: string | null;
    /**
     * How documents are cut into passages.
     */
    knowledge: KnowledgeBody;
    /**
     * BCP 47 tag of the widget's language; null follows the browser.
     */
    locale?: string | null;
    /**
     * Model id; null takes the server's default.
     */
    model?: string | null;
    /**
     * How the model is asked.
     */
    modelSettings: ModelSettingsBody;
    /**
     * The name visitors see.
     */
    name: string;
    /**
     * What happens when no passage is found.
     */
    noEvidence: NoEvidenceBody;
    prompt?: PromptSourceBody | null;
    /**
     * How passages are found.
     */
    retrieval: RetrievalBody;
    /**
     * Questions offered before the first message.
     */
    suggestions: Array<string>;
    /**
     * Instructions for the model.
     */
    systemPrompt: string;
    /**
     * How the widget looks.
     */
    theme: ThemeBody;
};

/**
 * Fields to set; what is left out keeps its value, null clears it.
 */
export type ConfigPatch = {
    /**
     * First thing a visitor reads.
     */
    greeting?: string | null;
    knowledge?: KnowledgePatch | null;
    /**
     * BCP 47 tag of the widget's language; null follows the browser.
     */
    locale?: string | null;
    /**
     * Model id; null takes the server's default.
     */
    model?: string | null;
    modelSettings?: ModelSettingsBody | null;
    /**
     * The name visitors see.
     */
    name?: string | null;
    noEvidence?: NoEvidenceBody | null;
    retrieval?: RetrievalPatch | null;
    /**
     * Questions offered before the first message, at most 6.
     */
    suggestions?: Array<string> | null;
    /**
     * Instructions for the model.
     */
    systemPrompt?: string | null;
    theme?: ThemeBody | null;
    /**
     * The agent's `version` that the change is based on; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * An agent's Langfuse project.
 */
export type ConnectLangfuse = {
    /**
     * What the project's webhook signs with; left out it stays as it is, empty it is forgotten. Stored sealed and never shown again.
     */
    hookSecret?: string | null;
    /**
     * Where it is, on the public internet.
     */
    host: string;
    prompt?: PromptNameBody | null;
    /**
     * The project's public key.
     */
    publicKey: string;
    /**
     * Whether runs of evaluations are told.
     */
    reportRuns?: boolean;
    /**
     * The project's secret key; may be left out when neither host nor public key change. Stored sealed and never shown again.
     */
    secretKey?: string | null;
};

/**
 * A conversation as members see it.
 */
export type ConversationBody = ChatBody & {
    /**
     * How many were not.
     */
    downs: number;
    /**
     * What members call it, sorted.
     */
    labels: Array<string>;
    /**
     * Whether a question has no complete answer that cites a passage, and none is being written.
     */
    unanswered: boolean;
    /**
     * How many answers were found helpful.
     */
    ups: number;
    /**
     * Who talks with the agent.
     */
    visitor: VisitorBody;
};

/**
 * Cases that were made of a conversation.
 */
export type ConversationCases = {
    /**
     * Oldest first; at most 200.
     */
    cases: Array<CaseBody>;
};

/**
 * An export as JSON.
 */
export type ConversationExport = {
    /**
     * Newest first.
     */
    conversations: Array<Transcript>;
    /**
     * Pass as `cursor` for the rest; null when this was all.
     */
    nextCursor?: string | null;
};

/**
 * Conversations.
 */
export type ConversationPage = {
    /**
     * Newest first.
     */
    conversations: Array<ConversationBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * A new agent.
 */
export type CreateAgent = {
    /**
     * First thing a visitor reads.
     */
    greeting?: string | null;
    knowledge?: KnowledgePatch | null;
    /**
     * BCP 47 tag of the widget's language; none follows the browser.
     */
    locale?: string | null;
    /**
     * Model id; none takes the server's default.
     */
    model?: string | null;
    modelSettings?: ModelSettingsBody | null;
    /**
     * The name visitors see.
     */
    name: string;
    noEvidence?: NoEvidenceBody | null;
    retrieval?: RetrievalPatch | null;
    /**
     * Questions offered before the first message, at most 6.
     */
    suggestions?: Array<string> | null;
    /**
     * Instructions for the model.
     */
    systemPrompt: string;
    theme?: ThemeBody | null;
};

/**
 * How the conversation begins.
 */
export type CreateChat = {
    /**
     * What the page wants known about the conversation, at most 4096 bytes of JSON: the agent reads it, as untrusted data.
     */
    context?: {
        [key: string]: unknown;
    } | null;
    /**
     * A title; without one it is made from the first message.
     */
    title?: string | null;
};

/**
 * A chat-completions request (OpenAI). What would change the agent (instructions, tools, another endpoint) is refused; the usual
 * sampling parameters are accepted and have no effect, because the agent's configuration decides.
 */
export type CreateCompletion = {
    /**
     * Accepted; the agent's configuration decides.
     */
    frequency_penalty?: number | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    max_completion_tokens?: number | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    max_tokens?: number | null;
    /**
     * The conversation, oldest first; the last message is the visitor's. `user` and `assistant` only.
     */
    messages: Array<InputMessage>;
    /**
     * Accepted and not used.
     */
    metadata?: {
        [key: string]: unknown;
    } | null;
    /**
     * The agent's id.
     */
    model: string;
    /**
     * Must be 1.
     */
    n?: number | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    presence_penalty?: number | null;
    /**
     * Accepted and not used.
     */
    prompt_cache_key?: string | null;
    /**
     * What OpenAI has put in the place of `user`.
     */
    safety_identifier?: string | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    seed?: number | null;
    /**
     * Accepted: conversations are always stored.
     */
    store?: boolean | null;
    /**
     * Whether the answer is streamed.
     */
    stream?: boolean | null;
    stream_options?: StreamOptions | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    temperature?: number | null;
    /**
     * Accepted; the agent's configuration decides.
     */
    top_p?: number | null;
    /**
     * The tenant's own id for the visitor; `X-Parlor-Visitor` wins. Without either all calls belong to one visitor, `api`.
     */
    user?: string | null;
};

/**
 * Who is asked.
 */
export type CreateInvitation = {
    /**
     * Their address.
     */
    email: string;
    /**
     * What they may do; at most what the inviting member may.
     */
    role: RoleBody;
};

/**
 * What the key is for.
 */
export type CreateKey = {
    /**
     * Agents to bind it to; none: every agent.
     */
    agentIds?: Array<string> | null;
    /**
     * Publishable keys: origins it may be used from, e.g. `https://shop.example`; none: any.
     */
    allowedOrigins?: Array<string> | null;
    /**
     * For a page or for a server.
     */
    kind: KeyKindBody;
    /**
     * What people call it.
     */
    name: string;
    /**
     * Secret keys: what it may do; `chat` when left out.
     */
    scopes?: Array<ScopeBody> | null;
};

/**
 * A new server.
 */
export type CreateMcpServer = {
    /**
     * Sent with every request, such as `Authorization`. Stored sealed and never shown again.
     */
    headers?: {
        [key: string]: string;
    } | null;
    /**
     * What members call it. The names of its tools begin with what it is made of now.
     */
    name: string;
    /**
     * Where it is, on the public internet; speaks streamable HTTP.
     */
    url: string;
};

/**
 * A new note.
 */
export type CreateNote = {
    /**
     * What to remember.
     */
    text: string;
};

/**
 * A new web source.
 */
export type CreateSource = {
    /**
     * Paths that do not, whatever `include` says.
     */
    exclude?: Array<string> | null;
    /**
     * Paths that belong to it, with `*` for any characters; none is all.
     */
    include?: Array<string> | null;
    kind?: SourceKindBody | null;
    /**
     * Sites: most links from the address to a page; 5 when left out.
     */
    maxDepth?: number | null;
    /**
     * Most pages; 100 when left out.
     */
    maxPages?: number | null;
    schedule?: ScheduleBody | null;
    /**
     * Where it begins: a page, a sitemap or the first page of a site, on the public internet.
     */
    url: string;
};

/**
 * A new suite.
 */
export type CreateSuite = {
    /**
     * Checks of every case, as in a suite file.
     */
    checks?: Array<{
        [key: string]: unknown;
    }>;
    /**
     * What it is for.
     */
    description?: string | null;
    /**
     * Unique within the agent.
     */
    name: string;
    /**
     * How often each case is asked; once by default.
     */
    repeat?: number | null;
    /**
     * The weighted share of cases that must pass; all of them by default.
     */
    threshold?: number | null;
    tools?: ToolUseBody | null;
};

/**
 * A built-in tool (`builtIn`), or a webhook (`name`, `description`, `url` and more).
 */
export type CreateTool = {
    builtIn?: BuiltInBody | null;
    /**
     * What it does and when to use it.
     */
    description?: string | null;
    /**
     * Whether the model sees it; true when left out.
     */
    enabled?: boolean | null;
    method?: WebhookMethodBody | null;
    /**
     * The name the model calls it by: 1 to 64 of `a-z A-Z 0-9 _ -`.
     */
    name?: string | null;
    /**
     * JSON Schema of its arguments, an object; without one it takes none.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
    policy?: ToolPolicyBody | null;
    /**
     * What requests are signed with (Standard Webhooks); made when left out.
     */
    secret?: string | null;
    /**
     * Where it is, on the public internet.
     */
    url?: string | null;
};

/**
 * A new invitation.
 */
export type CreatedInvitation = InvitationBody & {
    /**
     * For the invited person: shown now and never again.
     */
    link: string;
};

/**
 * A new key.
 */
export type CreatedKey = KeyBody & {
    /**
     * The key itself: shown now and never again.
     */
    key: string;
};

/**
 * A link to choose a new password.
 */
export type CreatedReset = {
    /**
     * Refused from then on.
     */
    expiresAt: string;
    /**
     * For the member: shown now and never again.
     */
    link: string;
};

/**
 * A new tool.
 */
export type CreatedTool = ToolBody & {
    /**
     * Webhooks: what requests are signed with. Shown now and never again.
     */
    secret?: string | null;
};

/**
 * One day's conversations.
 */
export type DayBody = {
    /**
     * Conversations in which somebody asked something.
     */
    conversations: number;
    /**
     * Such as `2026-11-24`, in the report's own time.
     */
    date: string;
    /**
     * Answers that were not.
     */
    downs: number;
    /**
     * Questions.
     */
    questions: number;
    /**
     * Questions without a complete answer that cites a passage.
     */
    unanswered: number;
    /**
     * Answers that were found helpful.
     */
    ups: number;
};

/**
 * A page that is not what it was.
 */
export type DifferenceBody = {
    /**
     * Its document before.
     */
    beforeId?: string | null;
    /**
     * What became of it.
     */
    change: ChangeKindBody;
    /**
     * Passages that are new.
     */
    chunksAdded: number;
    /**
     * Passages that are gone; 0 when it is not known any more.
     */
    chunksRemoved: number;
    /**
     * Its document in this snapshot.
     */
    documentId?: string | null;
    /**
     * Its address.
     */
    url: string;
};

/**
 * A document.
 */
export type DocumentBody = {
    /**
     * Whose knowledge it is.
     */
    agentId: string;
    /**
     * How many passages can be found.
     */
    chunkCount: number;
    /**
     * When it was uploaded.
     */
    createdAt: string;
    /**
     * Why it failed.
     */
    error?: string | null;
    /**
     * The file's name; a page's address; empty for a question.
     */
    filename: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * A file, a question with its answer, or a page of a web source.
     */
    kind: DocumentKindBody;
    /**
     * IANA media type, decided by content.
     */
    mediaType: string;
    /**
     * How many pages it has, when it has pages.
     */
    pageCount?: number | null;
    progress?: ProgressBody | null;
    /**
     * Size in bytes.
     */
    size: number;
    /**
     * The web source that it is a page of.
     */
    sourceId?: string | null;
    /**
     * Where it stands; `ready` can be found, `failed` says why in `error`.
     */
    status: DocumentStatusBody;
    /**
     * The name people see; the question.
     */
    title: string;
    /**
     * When its status last changed.
     */
    updatedAt: string;
};

/**
 * What a document was made from.
 */
export type DocumentKindBody = 'file' | 'qa' | 'page';

/**
 * Documents.
 */
export type DocumentPage = {
    /**
     * Newest first.
     */
    documents: Array<DocumentBody>;
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
};

/**
 * Where a document stands.
 */
export type DocumentStatusBody = 'queued' | 'extracting' | 'embedding' | 'ready' | 'failed';

/**
 * A result with its details.
 */
export type EvalResultDetail = {
    /**
     * Answers, scores with reasons, sources, calls of tools, cost and times.
     */
    detail: CaseDetailBody;
    /**
     * What came of it.
     */
    result: CaseResultBody;
    /**
     * The run.
     */
    runId: string;
};

/**
 * A run.
 */
export type EvalRunBody = {
    /**
     * Who is asked.
     */
    agentId: string;
    /**
     * Micro-USD, as far as providers tell.
     */
    costMicros: number;
    /**
     * When it was asked for.
     */
    createdAt: string;
    /**
     * Who asked for it.
     */
    createdBy?: string | null;
    /**
     * How many are answered and scored.
     */
    done: number;
    /**
     * The draft's `version`, when a draft is asked.
     */
    draftVersion?: number | null;
    /**
     * When it ended.
     */
    endedAt?: string | null;
    /**
     * Why it failed.
     */
    error?: string | null;
    /**
     * Its id.
     */
    id: string;
    /**
     * The published version that is asked; of a draft the version that it became.
     */
    publishedVersion?: number | null;
    /**
     * When it began.
     */
    startedAt?: string | null;
    /**
     * How it stands.
     */
    status: RunStatusBody;
    /**
     * Its suites.
     */
    suites: Array<RunSuiteBody>;
    /**
     * How many questions there are; 0 until it begins.
     */
    total: number;
    /**
     * Why it began.
     */
    trigger: TriggerBody;
};

/**
 * A run with its results.
 */
export type EvalRunDetail = {
    /**
     * Of each case, in order; while it runs of those that were scored.
     */
    results: Array<CaseResultBody>;
    /**
     * The run.
     */
    run: EvalRunBody;
};

/**
 * Runs.
 */
export type EvalRunList = {
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
    /**
     * Newest first.
     */
    runs: Array<EvalRunBody>;
};

/**
 * What was seen.
 */
export type EvidenceBody = {
    /**
     * Since.
     */
    after: RatingsBody;
    /**
     * Before.
     */
    before: RatingsBody;
    /**
     * How likely that is by chance: Fisher's exact test, one-sided.
     */
    chance: number;
    kind: 'feedback_fell';
} | {
    kind: 'night_failed';
    /**
     * Which run.
     */
    runId: string;
    /**
     * What is below its bar.
     */
    suites: Array<BelowBody>;
} | {
    /**
     * Cases that did not pass the night before and do now.
     */
    better: number;
    /**
     * How likely that is by chance: McNemar's exact test.
     */
    chance: number;
    kind: 'night_regressed';
    /**
     * Which run.
     */
    runId: string;
    /**
     * Cases that passed the night before and do not now.
     */
    worse: number;
};

/**
 * What a good answer has.
 */
export type ExpectBody = {
    /**
     * A reference answer; checks compare with it.
     */
    answer?: string | null;
    /**
     * Words that the answer must contain, each.
     */
    facts?: Array<string>;
    /**
     * Whether the agent must decline.
     */
    refusal?: boolean | null;
    /**
     * Documents that the answer must cite, each, by title or file name.
     */
    sources?: Array<string>;
    /**
     * Tools that must be called, each.
     */
    tools?: Array<{
        [key: string]: unknown;
    }>;
};

/**
 * What OpenAI's form has no place for.
 */
export type Extra = {
    /**
     * The conversation.
     */
    chatId: string;
    /**
     * Passages that the text cites.
     */
    citations: Array<CitationBody>;
};

/**
 * Something that does not pass.
 */
export type FaultBody = {
    /**
     * The case; null: the suite as a whole.
     */
    case?: string | null;
    /**
     * Why.
     */
    reason: string;
    /**
     * The suite.
     */
    suite: string;
};

/**
 * What a visitor thought of an answer.
 */
export type FeedbackBody = {
    /**
     * In their words.
     */
    comment?: string | null;
    /**
     * `up` or `down`.
     */
    rating: RatingBody;
};

/**
 * A part of the request that is wrong.
 */
export type FieldError = {
    /**
     * What is wrong, for people.
     */
    message: string;
    /**
     * Where: JSON path in the body (`retrieval.topK`), or the name of a parameter or header.
     */
    path: string;
};

/**
 * How an answer ended.
 */
export type FinishReasonPart = 'stop' | 'length' | 'tool-calls' | 'error' | 'other';

/**
 * A new organization.
 */
export type FoundOrganization = {
    /**
     * Its name.
     */
    name: string;
};

/**
 * An agent's gate and how it stands.
 */
export type GateBody = {
    /**
     * What does not pass.
     */
    faults: Array<FaultBody>;
    /**
     * Why the newest run does not count for what would answer now, when evaluations are missing.
     */
    outdated: Array<OutdatedBody>;
    /**
     * The newest run of the draft as it is now.
     */
    runId?: string | null;
    /**
     * What it demands.
     */
    settings: GateInput;
    /**
     * How it stands for the draft as it is now.
     */
    state: GateStateBody;
};

/**
 * What a gate demands.
 */
export type GateInput = {
    /**
     * The hour, UTC, at which the live version is run each night; null: it is not.
     */
    nightly?: number | null;
    /**
     * Whether a case that passes on the live version must pass on the draft.
     */
    noRegression?: boolean;
    /**
     * Suites that a draft must pass; with none the gate is open.
     */
    suites: Array<GateSuiteBody>;
};

/**
 * How a gate stands.
 */
export type GateStateBody = 'open' | 'passed' | 'missing' | 'running' | 'failed';

/**
 * A suite that a draft must pass.
 */
export type GateSuiteBody = {
    /**
     * The share of cases that must pass; the suite's own threshold when left out.
     */
    atLeast?: number | null;
    /**
     * Which.
     */
    suiteId: string;
};

/**
 * How the server is.
 */
export type HealthBody = {
    /**
     * `ok`.
     */
    status: string;
    /**
     * The server's version.
     */
    version: string;
};

/**
 * How to vouch for visitors.
 */
export type IdentityBody = {
    /**
     * Key of the HS256 signature of identity tokens. For servers only: never put it into a page.
     */
    secret: string;
};

/**
 * A file of cases.
 */
export type ImportSuite = {
    /**
     * The file's name; its ending tells the form: `.yaml`, `.jsonl` or `.csv`.
     */
    filename: string;
    /**
     * What is in it.
     */
    text: string;
};

/**
 * One message.
 */
export type InputMessage = {
    /**
     * What the SDKs put into an answer when they send it back.
     */
    annotations?: Array<{
        [key: string]: unknown;
    }> | null;
    /**
     * Text, or text parts.
     */
    content: {
        [key: string]: unknown;
    };
    /**
     * Accepted and not used.
     */
    name?: string | null;
    /**
     * What the SDKs put into an answer when they send it back.
     */
    refusal?: string | null;
    /**
     * `user` or `assistant`.
     */
    role: string;
};

/**
 * An invitation that is not accepted.
 */
export type InvitationBody = {
    /**
     * When.
     */
    createdAt: string;
    /**
     * Who is invited.
     */
    email: string;
    /**
     * Refused from then on.
     */
    expiresAt: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * Who invited them.
     */
    invitedBy?: string | null;
    /**
     * What they may do when they have joined.
     */
    role: RoleBody;
};

/**
 * Invitations.
 */
export type InvitationList = {
    /**
     * Newest first; expired ones included.
     */
    invitations: Array<InvitationBody>;
};

/**
 * What an invitation says.
 */
export type InvitationView = {
    /**
     * Who is invited.
     */
    email: string;
    /**
     * Whether they have an account and join with its password; else they choose one.
     */
    hasAccount: boolean;
    /**
     * The organization's name.
     */
    organization: string;
    /**
     * What they may do when they have joined.
     */
    role: RoleBody;
};

/**
 * An answer that a model has judged.
 */
export type Judgement = {
    /**
     * The answer.
     */
    answer: string;
    /**
     * The case's name.
     */
    case: string;
    /**
     * What it cites.
     */
    citations: Array<CitedBody>;
    /**
     * The reference answer.
     */
    expected?: string | null;
    /**
     * What was asked.
     */
    input: string;
    /**
     * The check that asked the judge: `correct`, `faithful`, `helpful`, `safe` or `rubric`.
     */
    judge: string;
    /**
     * Whether the judge let it pass.
     */
    passed: boolean;
    /**
     * Which of the result's judgements; a label names it.
     */
    place: number;
    /**
     * The result.
     */
    resultId: string;
    /**
     * The run.
     */
    runId: string;
    /**
     * The judge's mean score, 0 to 1.
     */
    score: number;
    /**
     * What the judge said, vote by vote.
     */
    votes: Array<VoteBody>;
};

/**
 * A key, without its secret.
 */
export type KeyBody = {
    /**
     * Agents it is bound to; empty: every agent.
     */
    agentIds: Array<string>;
    /**
     * Origins a publishable key may be used from; empty: any.
     */
    allowedOrigins: Array<string>;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * Who it is for.
     */
    kind: KeyKindBody;
    /**
     * Last use, to the minute.
     */
    lastUsedAt?: string | null;
    /**
     * What people call it.
     */
    name: string;
    /**
     * The first characters, to recognise it by.
     */
    prefix: string;
    /**
     * Refused from this time on.
     */
    revokedAt?: string | null;
    /**
     * What a secret key may do.
     */
    scopes: Array<ScopeBody>;
};

/**
 * Who a key is for.
 */
export type KeyKindBody = 'publishable' | 'secret';

/**
 * Keys.
 */
export type KeyList = {
    /**
     * Newest first, revoked ones too.
     */
    keys: Array<KeyBody>;
};

/**
 * How documents are cut into passages.
 */
export type KnowledgeBody = {
    /**
     * Longest passage, in tokens.
     */
    chunkTokens: number;
    /**
     * How much of a passage's end is repeated at the start of the next, in percent.
     */
    overlapPercent: number;
};

/**
 * Settings to set; what is left out keeps its value.
 */
export type KnowledgePatch = {
    /**
     * Longest passage, in tokens.
     */
    chunkTokens?: number | null;
    /**
     * How much of a passage's end is repeated at the start of the next, in percent.
     */
    overlapPercent?: number | null;
};

/**
 * A person's word on a judgement.
 */
export type LabelBody = {
    /**
     * When.
     */
    createdAt: string;
    /**
     * The check that asked the judge.
     */
    judge: string;
    /**
     * Whether the judge let it pass.
     */
    judgePasses: boolean;
    /**
     * Who; null for a server.
     */
    memberId?: string | null;
    /**
     * Why.
     */
    note?: string | null;
    /**
     * Whether the person does.
     */
    passes: boolean;
    /**
     * Which judgement of it.
     */
    place: number;
    /**
     * The result.
     */
    resultId: string;
};

/**
 * Labels.
 */
export type LabelList = {
    /**
     * Sorted; the first 200.
     */
    labels: Array<string>;
};

/**
 * A suite's judges and people.
 */
export type Labels = {
    /**
     * How far each judge agrees with people, by name.
     */
    agreement: Array<AgreementBody>;
    /**
     * Judgements of the newest runs that nobody has labelled.
     */
    queue: Array<Judgement>;
};

/**
 * All labels of a conversation.
 */
export type LabelsBody = {
    /**
     * At most 10, each of 1 to 40 characters.
     */
    labels: Array<string>;
};

/**
 * An agent's Langfuse project, without what opens it.
 */
export type LangfuseBody = {
    /**
     * Where the project's webhook sends to.
     */
    hookUrl: string;
    /**
     * Where it is.
     */
    host: string;
    prompt?: PromptNameBody | null;
    /**
     * Which key it is opened with.
     */
    publicKey: string;
    /**
     * Whether runs of evaluations are told.
     */
    reportRuns: boolean;
    /**
     * Whether the webhook's secret is known, so that it is listened to.
     */
    signed: boolean;
    /**
     * When it last changed.
     */
    updatedAt: string;
};

/**
 * What happened.
 */
export type LangfuseTrial = {
    /**
     * Names of its datasets, the first hundred.
     */
    datasets: Array<string>;
    /**
     * Why it did not.
     */
    error?: string | null;
    /**
     * Whether it answered.
     */
    ok: boolean;
    /**
     * The project's name.
     */
    project?: string | null;
    /**
     * The server's version.
     */
    version?: string | null;
};

/**
 * How long whole answers took.
 */
export type LatencyBody = {
    /**
     * How many there were.
     */
    answers: number;
    /**
     * Half were faster, ms.
     */
    medianMs: number;
    /**
     * 95 of 100 were faster, ms.
     */
    p95Ms: number;
};

/**
 * The address of a web page, which is fetched at once.
 */
export type LinkBody = {
    /**
     * On the public internet.
     */
    url: string;
};

/**
 * A link's token. Whatever else stands in its place is refused like a wrong one: 400.
 */
export type LinkToken = string;

/**
 * Who signs in.
 */
export type LoginBody = {
    /**
     * The address.
     */
    email: string;
    /**
     * The password.
     */
    password: string;
};

/**
 * Which invitation.
 */
export type LookAtInvitation = {
    /**
     * From the link.
     */
    token: LinkToken;
};

/**
 * An MCP server of an agent.
 */
export type McpServerBody = {
    /**
     * The agent that may use its tools.
     */
    agentId: string;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * Names of the headers that are sent along. Their values are not shown.
     */
    headerNames: Array<string>;
    /**
     * Its id.
     */
    id: string;
    /**
     * What members call it.
     */
    name: string;
    /**
     * What the names of its tools begin with; stays when the name changes.
     */
    slug: string;
    /**
     * When it last changed.
     */
    updatedAt: string;
    /**
     * Where it is.
     */
    url: string;
    /**
     * Grows by one with each change; what `If-Match` takes.
     */
    version: number;
};

/**
 * MCP servers.
 */
export type McpServerList = {
    /**
     * Oldest first.
     */
    mcpServers: Array<McpServerBody>;
};

/**
 * A tool of an MCP server.
 */
export type McpToolBody = {
    change?: ToolChangeBody | null;
    /**
     * The server's name for it.
     */
    name: string;
    /**
     * Names what was agreed to: exactly this name, description and schema.
     */
    pin: string;
    /**
     * Why it cannot be used any more.
     */
    reason?: string | null;
    /**
     * Whose.
     */
    serverId: string;
    /**
     * Whether it is still what was agreed to; the model sees it only then.
     */
    state: PinStateBody;
};

/**
 * What happened.
 */
export type McpTrial = {
    /**
     * Why it did not.
     */
    error?: string | null;
    /**
     * Whether it answered.
     */
    ok: boolean;
    /**
     * The version of the protocol that was agreed on.
     */
    protocol?: string | null;
    /**
     * What the server calls itself, with its version.
     */
    server?: string | null;
    /**
     * How long it took, in milliseconds.
     */
    tookMs: number;
    /**
     * Its tools, in its order.
     */
    tools: Array<OfferedTool>;
};

/**
 * A member.
 */
export type MemberBody = {
    /**
     * When they joined.
     */
    createdAt: string;
    /**
     * Their address.
     */
    email: string;
    /**
     * Their id.
     */
    id: string;
    /**
     * Their name.
     */
    name?: string | null;
    /**
     * What they may do.
     */
    role: RoleBody;
    /**
     * Whether their credentials are refused.
     */
    suspended: boolean;
};

/**
 * Members.
 */
export type MemberList = {
    /**
     * Oldest first.
     */
    members: Array<MemberBody>;
};

/**
 * A message.
 */
export type MessageBody = {
    /**
     * Passages that the text cites by `[marker]`.
     */
    citations: Array<CitationBody>;
    /**
     * The whole text.
     */
    content: string;
    /**
     * When it was stored.
     */
    createdAt: string;
    feedback?: FeedbackBody | null;
    /**
     * Its id.
     */
    id: string;
    outcome?: OutcomeBody | null;
    /**
     * The same message as AI SDK UI message parts.
     */
    parts: Array<Part>;
    /**
     * `user` is the visitor.
     */
    role: MessageRoleBody;
};

/**
 * Who said something.
 */
export type MessageRoleBody = 'user' | 'assistant';

/**
 * A language model.
 */
export type ModelBody = {
    /**
     * Tokens it can read and write together, when known.
     */
    contextTokens?: number | null;
    /**
     * Whether agents that name no model get this one.
     */
    default: boolean;
    /**
     * What agents name it by.
     */
    id: string;
    /**
     * What people see.
     */
    name: string;
};

/**
 * An agent as a model.
 */
export type ModelEntry = {
    /**
     * Seconds since the epoch.
     */
    created: number;
    /**
     * What goes into `model`.
     */
    id: string;
    /**
     * The agent's name.
     */
    name: string;
    /**
     * `model`.
     */
    object: string;
    /**
     * The organization.
     */
    owned_by: string;
};

/**
 * Models.
 */
export type ModelList = {
    /**
     * In the order in which they are offered.
     */
    models: Array<ModelBody>;
};

/**
 * How an agent's model is asked; what is null or left out is left to the model.
 */
export type ModelSettingsBody = {
    /**
     * Models that are asked in this order when the one before fails before its first token, at most 3.
     */
    fallbacks?: Array<string>;
    /**
     * Most tokens of an answer.
     */
    maxTokens?: number | null;
    reasoningEffort?: ReasoningEffortBody | null;
    /**
     * 0 (always the likeliest word) to 2.
     */
    temperature?: number | null;
};

/**
 * Models (OpenAI).
 */
export type ModelsBody = {
    /**
     * Newest first.
     */
    data: Array<ModelEntry>;
    /**
     * `list`.
     */
    object: string;
};

/**
 * One of them.
 */
export type NewCase = {
    /**
     * What it says.
     */
    case: CaseInput;
    /**
     * The conversation with the agent in which it was asked, if it was.
     */
    conversationId?: string | null;
};

/**
 * What happens when the agent has documents and none of their passages reaches the threshold.
 */
export type NoEvidenceBody = {
    /**
     * How to reach a person; the policy `contact` adds it to the refusal.
     */
    contact?: string | null;
    /**
     * What a refusal says; null takes a sentence of Parlor's.
     */
    message?: string | null;
    /**
     * What to do.
     */
    policy: NoEvidencePolicyBody;
};

/**
 * What to do without evidence.
 */
export type NoEvidencePolicyBody = 'answer' | 'refuse' | 'contact';

/**
 * A note on a conversation.
 */
export type NoteBody = {
    /**
     * When.
     */
    createdAt: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * Who wrote it; null for a server.
     */
    memberId?: string | null;
    /**
     * What they wrote.
     */
    text: string;
};

/**
 * An answer with all that was looked at.
 */
export type ObservationBody = {
    /**
     * The text.
     */
    answer: string;
    /**
     * What it cites.
     */
    citations: Array<CitedBody>;
    /**
     * Code of what went wrong.
     */
    error?: string | null;
    /**
     * Milliseconds until the first word.
     */
    firstMs?: number | null;
    /**
     * What was found for the model.
     */
    retrieved?: Array<RetrievedBody>;
    /**
     * Tools that were called, in order.
     */
    tools?: Array<CalledBody>;
    /**
     * Milliseconds until the end.
     */
    totalMs: number;
    /**
     * What each call of the model cost.
     */
    usage: Array<CallUsageBody>;
};

/**
 * A tool that a server offers.
 */
export type OfferedTool = {
    /**
     * What it does, in the server's words.
     */
    description: string;
    /**
     * The name the model would call it by.
     */
    modelName: string;
    /**
     * The server's name for it.
     */
    name: string;
    /**
     * JSON Schema of its arguments.
     */
    parameters: {
        [key: string]: unknown;
    };
    /**
     * Names exactly this name, description and schema. Who agrees to the tool agrees to this.
     */
    pin: string;
    /**
     * Why it cannot be used.
     */
    problem?: string | null;
    /**
     * The agent's tool, when it was chosen before.
     */
    toolId?: string | null;
};

/**
 * Who the visitor is, as far as the page knows.
 */
export type OpenSession = {
    /**
     * What the page wants known about the visit, at most 4096 bytes of JSON: the agent reads it, as untrusted data. It takes the place of
     * what the visitor's session before told.
     */
    context?: {
        [key: string]: unknown;
    } | null;
    /**
     * JWT (HS256) signed with the agent's identity secret: `sub`, `exp`, optional `name`, `email`. One that does not hold makes the
     * visitor anonymous.
     */
    identityToken?: string | null;
    /**
     * A token of an earlier session, also one that ended up to 30 days ago: the same visitor comes back.
     */
    visitorToken?: string | null;
};

/**
 * An organization.
 */
export type OrganizationBody = {
    /**
     * Its id.
     */
    id: string;
    /**
     * The name people see.
     */
    name: string;
    /**
     * Unique, URL-safe.
     */
    slug: string;
};

/**
 * The conversation that a case was made of.
 */
export type OriginBody = {
    /**
     * The conversation; null when it was erased.
     */
    conversationId?: string | null;
    /**
     * The answer in it; null when the case was made of a question alone, or the conversation was erased.
     */
    messageId?: string | null;
};

/**
 * How an answer ended.
 */
export type OutcomeBody = 'running' | 'complete' | 'stopped' | 'interrupted' | 'failed' | 'waiting';

/**
 * What has changed since a run.
 */
export type OutdatedBody = 'draft' | 'knowledge' | 'tools' | 'suites';

/**
 * What was said.
 */
export type OutputMessage = {
    /**
     * The text, with `[1]` where passages are cited.
     */
    content: string;
    /**
     * Always null.
     */
    refusal?: string | null;
    /**
     * `assistant`.
     */
    role: string;
};

/**
 * Why the gate is passed by.
 */
export type OverrideGate = {
    /**
     * Kept with the version, with who and when.
     */
    reason: string;
    /**
     * An earlier version to go back to; the draft when left out.
     */
    rollbackTo?: number | null;
    /**
     * The agent's `version` that is meant; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * How many of a source's pages are how far.
 */
export type PageCountsBody = {
    /**
     * Could not be had or read.
     */
    failed: number;
    /**
     * Can be found.
     */
    ready: number;
    /**
     * All that belong to it.
     */
    total: number;
    /**
     * Still to be asked for in the synchronization that runs.
     */
    waiting: number;
};

/**
 * How far a page is.
 */
export type PageStatusBody = 'waiting' | 'reading' | 'ready' | 'duplicate' | 'failed';

/**
 * One part of a message.
 */
export type Part = {
    /**
     * `done`: nothing more comes.
     */
    state: string;
    /**
     * The text.
     */
    text: string;
    type: 'text';
} | {
    approval?: ApprovalBody | null;
    /**
     * Why it brought nothing.
     */
    error_text?: string | null;
    /**
     * Its arguments.
     */
    input: unknown;
    /**
     * What it brought.
     */
    output?: unknown;
    /**
     * How the call stands.
     */
    state: ToolStateBody;
    /**
     * Unique within the message.
     */
    tool_call_id: string;
    /**
     * The tool's name.
     */
    tool_name: string;
    type: 'dynamic-tool';
} | {
    /**
     * Which.
     */
    data: CitationBody;
    type: 'data-citation';
};

/**
 * A passage that was found.
 */
export type PassageBody = {
    /**
     * The passage.
     */
    chunkId: string;
    /**
     * Its document.
     */
    documentId: string;
    /**
     * What the threshold is compared with, 0 to 1.
     */
    evidence: number;
    /**
     * Its place in the order of `score`, from 1; differs from `rank` only by reranking.
     */
    fusedRank: number;
    /**
     * Headings above it, joined by ` › `.
     */
    heading?: string | null;
    /**
     * Page, when the document has pages.
     */
    page?: number | null;
    /**
     * Its place in this list, from 1.
     */
    rank: number;
    /**
     * The reranker's score; null when it gave none.
     */
    rerankScore?: number | null;
    /**
     * Weighted sum of both halves, 0 to 1: what the list is sorted by.
     */
    score: number;
    /**
     * The text.
     */
    text: string;
    /**
     * Its place in the text half's list.
     */
    textRank?: number | null;
    /**
     * BM25 score; null when text was not used or did not match.
     */
    textScore?: number | null;
    /**
     * The document's title.
     */
    title: string;
    /**
     * Its place in the vector half's list.
     */
    vectorRank?: number | null;
    /**
     * Cosine similarity; null when vectors were not used or did not find it.
     */
    vectorScore?: number | null;
};

/**
 * Whether a tool is still what was agreed to.
 */
export type PinStateBody = 'pinned' | 'changed' | 'withdrawn';

/**
 * A place in an organization.
 */
export type PlaceBody = {
    /**
     * The organization.
     */
    organization: OrganizationBody;
    /**
     * What the person may do there.
     */
    role: RoleBody;
};

/**
 * Places.
 */
export type PlaceList = {
    /**
     * Oldest first.
     */
    organizations: Array<PlaceBody>;
};

/**
 * What a plan allows; null is no limit.
 */
export type PlanBody = {
    /**
     * Agents.
     */
    agents?: number | null;
    /**
     * Micro-USD on a day (UTC).
     */
    costMicrosPerDay?: number | null;
    /**
     * Documents of all agents together.
     */
    documents?: number | null;
    /**
     * Answers in a calendar month (UTC).
     */
    messagesPerMonth?: number | null;
};

/**
 * Which corner the launcher sits in.
 */
export type PositionBody = 'left' | 'right';

/**
 * Who tries.
 */
export type PreviewAgent = {
    /**
     * A token of an earlier preview: its conversation goes on.
     */
    visitorToken?: string | null;
};

/**
 * Every error of the API: RFC 9457 `application/problem+json`.
 */
export type Problem = {
    /**
     * Stable code to switch on, e.g. `not_found`.
     */
    code: string;
    /**
     * This occurrence, for people.
     */
    detail: string;
    /**
     * Which parts of the request are wrong.
     */
    errors?: Array<FieldError>;
    /**
     * The request's id, as in `X-Request-Id`.
     */
    requestId: string;
    /**
     * The HTTP status, repeated.
     */
    status: number;
    /**
     * The kind of problem, for people.
     */
    title: string;
    /**
     * Identifies the kind of problem; ends with the code.
     */
    type: string;
};

/**
 * How far a step is.
 */
export type ProgressBody = {
    /**
     * Pages read, or passages embedded.
     */
    done: number;
    /**
     * Of how many.
     */
    total: number;
};

/**
 * A prompt by name and label.
 */
export type PromptNameBody = {
    /**
     * Which of its versions.
     */
    label?: string;
    /**
     * Its name.
     */
    name: string;
};

/**
 * A prompt in Langfuse.
 */
export type PromptSourceBody = {
    /**
     * Its name there.
     */
    name: string;
    /**
     * Its version there.
     */
    version: number;
};

/**
 * Why the draft is published.
 */
export type PublishAgent = {
    /**
     * For people.
     */
    note?: string | null;
    /**
     * The agent's `version` that is meant; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * Which dataset.
 */
export type PullDataset = {
    /**
     * The dataset's name; the suite's, too.
     */
    dataset: string;
};

/**
 * What was done.
 */
export type PushedBody = {
    /**
     * Items of cases that are gone.
     */
    archived: number;
    /**
     * Items that were as they should be.
     */
    unchanged: number;
    /**
     * Items that were made or changed.
     */
    written: number;
};

/**
 * A question with the answer that a person wrote for it.
 */
export type QuestionBody = {
    /**
     * What is true, in Markdown.
     */
    answer: string;
    /**
     * As a visitor would ask it.
     */
    question: string;
};

/**
 * Unanswered questions that ask the same thing.
 */
export type QuestionGroup = {
    /**
     * The conversations they were asked in, newest first, at most 20.
     */
    conversations: Array<string>;
    /**
     * How many there are.
     */
    count: number;
    /**
     * The newest of them.
     */
    question: string;
    /**
     * The different ways in which it was asked, newest first, at most 10.
     */
    wordings: Array<WordingBody>;
};

/**
 * What the visitor thinks.
 */
export type RateMessage = {
    /**
     * In their words.
     */
    comment?: string | null;
    rating: RatingBody | null;
};

/**
 * The rating as it stands now.
 */
export type RatedMessage = {
    feedback?: FeedbackBody | null;
};

/**
 * Thumbs up or down.
 */
export type RatingBody = 'up' | 'down';

/**
 * Answers that visitors rated.
 */
export type RatingsBody = {
    /**
     * Not.
     */
    down: number;
    /**
     * Helpful.
     */
    up: number;
};

/**
 * How much a reasoning model thinks.
 */
export type ReasoningEffortBody = 'minimal' | 'low' | 'medium' | 'high';

/**
 * What came back.
 */
export type ReceivedResponse = {
    /**
     * Body, as text.
     */
    body: string;
    /**
     * Headers.
     */
    headers: {
        [key: string]: string;
    };
    /**
     * HTTP status.
     */
    status: number;
};

/**
 * What changes.
 */
export type RenameChat = {
    /**
     * The new title.
     */
    title: string;
};

/**
 * Conversations in numbers.
 */
export type Report = {
    /**
     * Oldest first; days without a question are left out.
     */
    days: Array<DayBody>;
    /**
     * How long whole answers took.
     */
    latency: LatencyBody;
    /**
     * What nobody could answer: the largest groups of the latest 1,000 unanswered questions.
     */
    unanswered: Array<QuestionGroup>;
};

/**
 * What became of reranking.
 */
export type RerankingBody = 'off' | 'missing' | 'given' | 'failed';

/**
 * The link's token and the new password.
 */
export type ResetPassword = {
    /**
     * 8 to 256 bytes.
     */
    password: string;
    /**
     * From the link.
     */
    token: LinkToken;
};

/**
 * How passages are found.
 */
export type RetrievalBody = {
    /**
     * Which halves of the search are used.
     */
    mode: RetrievalModeBody;
    /**
     * Whether a reranker has the last word about the order, when the server has one.
     */
    rerank: boolean;
    /**
     * Least evidence, 0 to 1: the cosine similarity or the share of the query's words, whichever is larger.
     */
    threshold: number;
    /**
     * How many passages the model gets.
     */
    topK: number;
    /**
     * How much the vector half counts in hybrid mode, 0 to 1; the text half counts for the rest.
     */
    vectorWeight: number;
};

/**
 * Which halves of the search are used.
 */
export type RetrievalModeBody = 'hybrid' | 'vector' | 'text';

/**
 * Retrieval settings to set; what is left out keeps its value.
 */
export type RetrievalPatch = {
    mode?: RetrievalModeBody | null;
    /**
     * Whether a reranker has the last word about the order, when the server has one.
     */
    rerank?: boolean | null;
    /**
     * Least evidence: the cosine similarity or the share of the query's words, whichever is larger.
     */
    threshold?: number | null;
    /**
     * How many passages the model gets.
     */
    topK?: number | null;
    /**
     * How much the vector half counts in hybrid mode; the text half counts for the rest.
     */
    vectorWeight?: number | null;
};

/**
 * What to look for; settings that are left out are the draft's.
 */
export type RetrieveBody = {
    mode?: RetrievalModeBody | null;
    /**
     * In a visitor's words.
     */
    query: string;
    /**
     * Whether a reranker has the last word about the order.
     */
    rerank?: boolean | null;
    /**
     * Least evidence: the cosine similarity or the share of the query's words, whichever is larger.
     */
    threshold?: number | null;
    /**
     * How many passages.
     */
    topK?: number | null;
    /**
     * How much the vector half counts in hybrid mode; the text half counts for the rest.
     */
    vectorWeight?: number | null;
};

/**
 * What was found.
 */
export type RetrieveResult = {
    /**
     * Of it, embedding the query; null when vectors were not used.
     */
    embedMs?: number | null;
    /**
     * Of it, fetching the index: next to nothing unless it had to be built.
     */
    indexMs: number;
    /**
     * Of it, reranking; null when no reranker was asked.
     */
    rerankMs?: number | null;
    /**
     * What became of reranking.
     */
    reranking: RerankingBody;
    /**
     * Best first.
     */
    results: Array<PassageBody>;
    /**
     * Of it, searching.
     */
    searchMs: number;
    /**
     * Passages that were searched.
     */
    searched: number;
    /**
     * Time taken altogether, in milliseconds.
     */
    tookMs: number;
};

/**
 * A passage that the model was shown.
 */
export type RetrievedBody = {
    /**
     * Headings above the passage.
     */
    heading: string;
    /**
     * Its fused rank.
     */
    score: number;
    /**
     * The passage.
     */
    text: string;
    /**
     * The document.
     */
    title: string;
};

/**
 * What a member may do; each role includes the ones before it.
 */
export type RoleBody = 'viewer' | 'member' | 'admin' | 'owner';

/**
 * Which version.
 */
export type RollbackAgent = {
    /**
     * The number of the version to go back to.
     */
    version: number;
};

/**
 * How a run stands.
 */
export type RunStatusBody = 'queued' | 'running' | 'done' | 'failed' | 'superseded' | 'stopped';

/**
 * A suite in a run.
 */
export type RunSuiteBody = {
    /**
     * Its name then.
     */
    name: string;
    /**
     * Whether it passed; null until the end.
     */
    passed?: boolean | null;
    /**
     * The share that did; null until the end.
     */
    share?: number | null;
    /**
     * Which.
     */
    suiteId: string;
    /**
     * The share of cases that had to pass.
     */
    threshold: number;
    /**
     * The mean value of the cases; null until the end.
     */
    value?: number | null;
};

/**
 * Who is asked.
 */
export type RunTarget = 'draft' | 'live';

/**
 * One message of a conversation: `{"user": "…"}` or `{"assistant": "…"}`.
 */
export type SaidBody = {
    /**
     * By the visitor.
     */
    user: string;
} | {
    /**
     * By the agent.
     */
    assistant: string;
};

/**
 * How often a source is synchronized by itself.
 */
export type ScheduleBody = 'manual' | 'daily' | 'weekly';

/**
 * Colour scheme of the widget.
 */
export type SchemeBody = 'light' | 'dark' | 'auto';

/**
 * What a secret key may do.
 */
export type ScopeBody = 'chat' | 'agents:read' | 'agents:write' | 'documents:read' | 'documents:write' | 'conversations:read' | 'conversations:write';

/**
 * What a check says.
 */
export type ScoreBody = {
    /**
     * The check's key.
     */
    check: string;
    /**
     * Why, for people.
     */
    reason: string;
    /**
     * 0 to 1.
     */
    value: number;
    /**
     * `pass`, `fail` or `skipped`.
     */
    verdict: string;
    /**
     * What a judge said, vote by vote.
     */
    votes?: Array<VoteBody>;
};

/**
 * A message, the wish for another answer, or the answer to the questions whether tools may be used. Either `content`, or `regenerate`, or
 * `approvals`, or the request body of the AI SDK's `DefaultChatTransport` (`id`, `messages`, `trigger`, `messageId`).
 */
export type SendMessage = {
    /**
     * What the visitor decided about calls of tools; a call that is not named here is refused.
     */
    approvals?: Array<Approval> | null;
    /**
     * The message.
     */
    content?: string | null;
    /**
     * AI SDK: the client's id of the chat. The path decides.
     */
    id?: string | null;
    /**
     * AI SDK: the message that is answered again.
     */
    messageId?: string | null;
    /**
     * AI SDK: the conversation as the client sees it. Only the last message is read; the rest is stored here already.
     */
    messages?: Array<UiMessage> | null;
    /**
     * Answer the last message again.
     */
    regenerate?: boolean | null;
    trigger?: Trigger | null;
};

/**
 * What was sent.
 */
export type SentRequest = {
    /**
     * Body.
     */
    body: string;
    /**
     * Headers, the signature among them.
     */
    headers: {
        [key: string]: string;
    };
    /**
     * HTTP method.
     */
    method: string;
    /**
     * Where.
     */
    url: string;
};

/**
 * A visitor session.
 */
export type SessionBody = {
    /**
     * The agent as the widget shows it.
     */
    agent: VisitorAgent;
    /**
     * When the token ends; open another session before.
     */
    expiresAt: string;
    /**
     * Sent as `Authorization: Bearer` on the chat routes.
     */
    token: string;
    /**
     * The visitor.
     */
    visitorId: string;
};

/**
 * A person's word.
 */
export type SetLabel = {
    /**
     * Why, for other members.
     */
    note?: string | null;
    /**
     * Whether the answer passes.
     */
    passes: boolean;
    /**
     * Which judgement of the result.
     */
    place: number;
};

/**
 * A signed-in browser.
 */
export type SignInBody = {
    /**
     * When it signed in.
     */
    createdAt: string;
    /**
     * Whether it is the one that asks.
     */
    current: boolean;
    /**
     * When it ends by itself.
     */
    expiresAt: string;
    /**
     * Its id.
     */
    id: string;
    /**
     * Last use, to the minute.
     */
    lastUsedAt: string;
    /**
     * The organization it works in.
     */
    organizationId: string;
    /**
     * What the browser calls itself.
     */
    userAgent?: string | null;
};

/**
 * Signed-in browsers.
 */
export type SignInList = {
    /**
     * Newest first.
     */
    sessions: Array<SignInBody>;
};

/**
 * Who signs up.
 */
export type SignUpBody = {
    /**
     * Their address.
     */
    email: string;
    /**
     * How to address them.
     */
    name?: string | null;
    /**
     * The organization's name.
     */
    organization: string;
    /**
     * 8 to 256 bytes.
     */
    password: string;
};

/**
 * What a web source consisted of after a synchronization.
 */
export type SnapshotBody = {
    /**
     * Pages that were new.
     */
    added: number;
    /**
     * Pages with other content than before.
     */
    changed: number;
    /**
     * Its id.
     */
    id: string;
    /**
     * Whether it is what serves.
     */
    live: boolean;
    /**
     * Pages in it.
     */
    pages: number;
    /**
     * Pages that were gone.
     */
    removed: number;
    /**
     * Whose.
     */
    sourceId: string;
    /**
     * When it was taken.
     */
    takenAt: string;
};

/**
 * A snapshot and how it differs from the one before.
 */
export type SnapshotDifferences = SnapshotBody & {
    /**
     * Pages that are not what they were, by address; at most 500.
     */
    differences: Array<DifferenceBody>;
};

/**
 * Snapshots.
 */
export type SnapshotList = {
    /**
     * Newest first.
     */
    snapshots: Array<SnapshotBody>;
};

/**
 * A web source.
 */
export type SourceBody = {
    /**
     * Whose knowledge it is.
     */
    agentId: string;
    /**
     * When it was added.
     */
    createdAt: string;
    /**
     * Why the last synchronization brought nothing.
     */
    error?: string | null;
    /**
     * Paths that do not.
     */
    exclude: Array<string>;
    /**
     * Its id.
     */
    id: string;
    /**
     * Paths that belong to it, with `*` for any characters; none is all.
     */
    include: Array<string>;
    /**
     * What its address is.
     */
    kind: SourceKindBody;
    /**
     * Sites: most links from the address to a page.
     */
    maxDepth: number;
    /**
     * Most pages.
     */
    maxPages: number;
    /**
     * When the next synchronization begins by itself.
     */
    nextSyncAt?: string | null;
    /**
     * How far its pages are.
     */
    pages: PageCountsBody;
    /**
     * How often it is synchronized by itself.
     */
    schedule: ScheduleBody;
    /**
     * Whether a synchronization runs.
     */
    status: SourceStatusBody;
    /**
     * When it was last synchronized.
     */
    syncedAt?: string | null;
    /**
     * When its settings last changed.
     */
    updatedAt: string;
    /**
     * Where it begins; canonical.
     */
    url: string;
    /**
     * Grows by one with each change of the settings; what `If-Match` takes.
     */
    version: number;
};

/**
 * What a source's address is.
 */
export type SourceKindBody = 'page' | 'sitemap' | 'site';

/**
 * Web sources.
 */
export type SourceList = {
    /**
     * Oldest first.
     */
    sources: Array<SourceBody>;
};

/**
 * An address of a source.
 */
export type SourcePageBody = {
    /**
     * When the site was last asked.
     */
    checkedAt?: string | null;
    /**
     * How many passages it has.
     */
    chunkCount: number;
    /**
     * Its document; one of an earlier time may serve while a page cannot be had.
     */
    documentId?: string | null;
    /**
     * Why it failed, or whose content it has.
     */
    reason?: string | null;
    /**
     * How far it is.
     */
    status: PageStatusBody;
    /**
     * The page's title, once it has a document.
     */
    title?: string | null;
    /**
     * The canonical address.
     */
    url: string;
};

/**
 * Addresses of a source.
 */
export type SourcePages = {
    /**
     * Pass as `cursor` for the next page; null at the end.
     */
    nextCursor?: string | null;
    /**
     * In the order in which they were met.
     */
    pages: Array<SourcePageBody>;
};

/**
 * Whether a synchronization runs.
 */
export type SourceStatusBody = 'idle' | 'syncing';

/**
 * What is run.
 */
export type StartRun = {
    /**
     * Which suites; all that have cases when left out.
     */
    suiteIds?: Array<string>;
    /**
     * Who is asked; the draft when left out.
     */
    target?: RunTarget;
};

/**
 * What came of it.
 */
export type StopResult = {
    /**
     * Whether an answer was being written.
     */
    stopped: boolean;
};

/**
 * What else is streamed.
 */
export type StreamOptions = {
    /**
     * A last chunk that tells the tokens used.
     */
    include_usage?: boolean | null;
};

/**
 * One `data:` line of a streamed answer: a part of the AI SDK's UI message stream, version 1. The stream ends with `data: [DONE]`.
 */
export type StreamPart = {
    /**
     * The id of the answer.
     */
    messageId: string;
    type: 'start';
} | {
    type: 'start-step';
} | {
    type: 'finish-step';
} | {
    /**
     * Names the block.
     */
    id: string;
    type: 'text-start';
} | {
    /**
     * What is added.
     */
    delta: string;
    /**
     * Names the block.
     */
    id: string;
    type: 'text-delta';
} | {
    /**
     * Names the block.
     */
    id: string;
    type: 'text-end';
} | {
    /**
     * Names the block.
     */
    id: string;
    type: 'reasoning-start';
} | {
    /**
     * What is added.
     */
    delta: string;
    /**
     * Names the block.
     */
    id: string;
    type: 'reasoning-delta';
} | {
    /**
     * Names the block.
     */
    id: string;
    type: 'reasoning-end';
} | {
    /**
     * Always true: the tools are not known when a client is built.
     */
    dynamic: boolean;
    /**
     * Unique within the answer.
     */
    toolCallId: string;
    /**
     * The tool's name as the model wrote it.
     */
    toolName: string;
    type: 'tool-input-start';
} | {
    /**
     * What is added.
     */
    inputTextDelta: string;
    /**
     * Of which call.
     */
    toolCallId: string;
    type: 'tool-input-delta';
} | {
    /**
     * Always true.
     */
    dynamic: boolean;
    /**
     * The arguments.
     */
    input: unknown;
    /**
     * Of which call.
     */
    toolCallId: string;
    /**
     * The tool's name.
     */
    toolName: string;
    type: 'tool-input-available';
} | {
    /**
     * Always true.
     */
    dynamic: boolean;
    /**
     * Why not.
     */
    errorText: string;
    /**
     * What it wrote.
     */
    input: unknown;
    /**
     * Which.
     */
    toolCallId: string;
    /**
     * The tool's name as the model wrote it.
     */
    toolName: string;
    type: 'tool-input-error';
} | {
    /**
     * Names the question.
     */
    approvalId: string;
    /**
     * Which call.
     */
    toolCallId: string;
    type: 'tool-approval-request';
} | {
    /**
     * Always true.
     */
    dynamic: boolean;
    /**
     * What.
     */
    output: unknown;
    /**
     * Which.
     */
    toolCallId: string;
    type: 'tool-output-available';
} | {
    /**
     * Always true.
     */
    dynamic: boolean;
    /**
     * Why.
     */
    errorText: string;
    /**
     * Which.
     */
    toolCallId: string;
    type: 'tool-output-error';
} | {
    /**
     * Which.
     */
    toolCallId: string;
    type: 'tool-output-denied';
} | {
    /**
     * Its file name.
     */
    filename: string;
    /**
     * Its IANA media type.
     */
    mediaType: string;
    /**
     * The document.
     */
    sourceId: string;
    /**
     * Its title.
     */
    title: string;
    type: 'source-document';
} | {
    /**
     * The document that was made of it.
     */
    sourceId: string;
    /**
     * Its title.
     */
    title: string;
    type: 'source-url';
    /**
     * Where it is.
     */
    url: string;
} | {
    /**
     * The passage.
     */
    data: CitationBody;
    /**
     * Lets a client replace the part when a replay repeats it.
     */
    id: string;
    type: 'data-citation';
} | {
    /**
     * The figures.
     */
    data: UsagePart;
    type: 'data-usage';
} | {
    /**
     * How it ended.
     */
    finishReason: FinishReasonPart;
    type: 'finish';
} | {
    type: 'abort';
} | {
    /**
     * Stable code, such as `model_timeout` or `limit_reached`.
     */
    code?: string | null;
    /**
     * A sentence for people.
     */
    errorText: string;
    type: 'error';
};

/**
 * A suite of cases.
 */
export type SuiteBody = {
    /**
     * The agent that it tests.
     */
    agentId: string;
    /**
     * How many cases it has.
     */
    caseCount: number;
    /**
     * Checks of every case.
     */
    checks: Array<{
        [key: string]: unknown;
    }>;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * What it is for.
     */
    description?: string | null;
    /**
     * Its id.
     */
    id: string;
    /**
     * Unique within the agent.
     */
    name: string;
    /**
     * How often each case is asked.
     */
    repeat: number;
    /**
     * The weighted share of cases that must pass, 0 to 1.
     */
    threshold: number;
    /**
     * What becomes of calls of tools.
     */
    tools: ToolUseBody;
    /**
     * When it or a case last changed.
     */
    updatedAt: string;
    /**
     * Grows by one with each change of it or its cases; what `If-Match` takes.
     */
    version: number;
};

/**
 * Suites.
 */
export type SuiteList = {
    /**
     * By name.
     */
    suites: Array<SuiteBody>;
};

/**
 * How a suite did.
 */
export type SuiteTrend = {
    /**
     * Of finished runs, oldest first.
     */
    points: Array<TrendPoint>;
};

/**
 * Where to go on.
 */
export type SwitchOrganization = {
    /**
     * The organization's id.
     */
    organization: string;
};

/**
 * What to call it with.
 */
export type TestTool = {
    /**
     * Arguments; none when left out.
     */
    arguments?: {
        [key: string]: unknown;
    } | null;
};

/**
 * How the widget looks.
 */
export type ThemeBody = {
    /**
     * Accent colour, `#rrggbb`.
     */
    color?: string | null;
    position?: PositionBody | null;
    scheme?: SchemeBody | null;
};

/**
 * A tool of an agent.
 */
export type ToolBody = {
    /**
     * The agent that may use it.
     */
    agentId: string;
    builtIn?: BuiltInBody | null;
    /**
     * When it was made.
     */
    createdAt: string;
    /**
     * What it does and when to use it.
     */
    description: string;
    /**
     * Whether the model sees it.
     */
    enabled: boolean;
    /**
     * Its id.
     */
    id: string;
    /**
     * What performs it.
     */
    kind: ToolKindBody;
    mcp?: McpToolBody | null;
    method?: WebhookMethodBody | null;
    /**
     * The name the model calls it by.
     */
    name: string;
    /**
     * JSON Schema of its arguments.
     */
    parameters: {
        [key: string]: unknown;
    };
    /**
     * Who must agree to a call.
     */
    policy: ToolPolicyBody;
    /**
     * When it last changed.
     */
    updatedAt: string;
    /**
     * Webhooks: where.
     */
    url?: string | null;
    /**
     * Grows by one with each change; what `If-Match` takes.
     */
    version: number;
};

/**
 * How a server describes a tool now.
 */
export type ToolChangeBody = {
    /**
     * What it does, in the server's words.
     */
    description: string;
    /**
     * JSON Schema of its arguments.
     */
    parameters: {
        [key: string]: unknown;
    };
    /**
     * What `approve` takes.
     */
    pin: string;
};

/**
 * What performs a tool.
 */
export type ToolKindBody = 'built_in' | 'webhook' | 'mcp';

/**
 * Tools.
 */
export type ToolList = {
    /**
     * Oldest first, switched off ones too.
     */
    tools: Array<ToolBody>;
};

/**
 * Who must agree to a call.
 */
export type ToolPolicyBody = 'allowed' | 'ask_visitor';

/**
 * How a call stands.
 */
export type ToolStateBody = 'approval-requested' | 'output-available' | 'output-error' | 'output-denied';

/**
 * What happened.
 */
export type ToolTrial = {
    /**
     * Why it would have got nothing.
     */
    error?: string | null;
    /**
     * Whether a model would have got an answer.
     */
    ok: boolean;
    /**
     * What a model would have got.
     */
    output?: unknown;
    request?: SentRequest | null;
    response?: ReceivedResponse | null;
    /**
     * How long it took, in milliseconds.
     */
    tookMs: number;
};

/**
 * What becomes of calls of tools.
 */
export type ToolUseBody = 'declared' | 'live';

/**
 * A conversation with its messages.
 */
export type Transcript = ConversationBody & {
    /**
     * What the page told when the conversation began.
     */
    context?: {
        [key: string]: unknown;
    } | null;
    /**
     * Oldest first; the latest 500.
     */
    messages: Array<MessageBody>;
    /**
     * What members wrote to each other about it, oldest first.
     */
    notes: Array<NoteBody>;
    /**
     * What the page told about the visitor's latest visit.
     */
    visitContext?: {
        [key: string]: unknown;
    } | null;
};

/**
 * How it did in one run.
 */
export type TrendPoint = {
    /**
     * When the run was asked for.
     */
    createdAt: string;
    /**
     * The draft's `version`, when a draft was asked.
     */
    draftVersion?: number | null;
    /**
     * Whether it passed.
     */
    passed: boolean;
    /**
     * The published version that was asked; of a draft the version that it became.
     */
    publishedVersion?: number | null;
    /**
     * The run.
     */
    runId: string;
    /**
     * The share of cases that passed.
     */
    share: number;
    /**
     * The share of cases that had to pass.
     */
    threshold: number;
    /**
     * The mean value of the cases.
     */
    value: number;
};

/**
 * AI SDK: what happened.
 */
export type Trigger = 'submit-message' | 'regenerate-message';

/**
 * Why a run began.
 */
export type TriggerBody = 'manual' | 'draft' | 'baseline' | 'nightly';

/**
 * One answer being made, or made.
 */
export type TurnBody = {
    /**
     * Id of the answer. It has no message when nothing of it was said.
     */
    messageId: string;
    /**
     * `running`: `GET /api/chats/{id}/stream` follows it.
     */
    status: OutcomeBody;
};

/**
 * AI SDK: a message as the client sees it.
 */
export type UiMessage = {
    /**
     * The client's id of the message.
     */
    id?: string | null;
    /**
     * The client's notes.
     */
    metadata?: unknown;
    /**
     * What it consists of. Of the last message only `text` parts are allowed, when it is the visitor's; when it is the assistant's, the
     * decisions in its tool parts (`approval-responded`) are read.
     */
    parts: Array<{
        [key: string]: unknown;
    }>;
    /**
     * `user` or `assistant`.
     */
    role: string;
};

/**
 * What to change.
 */
export type UpdateAccount = {
    /**
     * How to address them; empty or null: by their address.
     */
    name?: string | null;
};

/**
 * Fields to set; what is left out keeps its value.
 */
export type UpdateMcpServer = {
    /**
     * All headers; `null` keeps a value that is stored.
     */
    headers?: {
        [key: string]: string | null;
    } | null;
    /**
     * What members call it.
     */
    name?: string | null;
    /**
     * Where it is. At another host the values of all headers must be given again.
     */
    url?: string | null;
    /**
     * The version that was changed, unless `If-Match` says it.
     */
    version?: number | null;
};

/**
 * What to change; exactly one of them.
 */
export type UpdateMember = {
    role?: RoleBody | null;
    /**
     * Whether every credential of theirs is refused.
     */
    suspended?: boolean | null;
};

/**
 * What to change.
 */
export type UpdateOrganization = {
    /**
     * The name people see.
     */
    name: string;
};

/**
 * Fields to set; what is left out keeps its value.
 */
export type UpdateSource = {
    /**
     * Paths that do not.
     */
    exclude?: Array<string> | null;
    /**
     * Paths that belong to it; an empty list is all.
     */
    include?: Array<string> | null;
    /**
     * Sites: most links from the address to a page.
     */
    maxDepth?: number | null;
    /**
     * Most pages.
     */
    maxPages?: number | null;
    schedule?: ScheduleBody | null;
    /**
     * The source's `version` that the change is based on; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * Fields to set; what is left out keeps its value.
 */
export type UpdateSuite = {
    /**
     * Checks of every case.
     */
    checks?: Array<{
        [key: string]: unknown;
    }> | null;
    /**
     * What it is for; empty for nothing.
     */
    description?: string | null;
    /**
     * Unique within the agent.
     */
    name?: string | null;
    /**
     * How often each case is asked.
     */
    repeat?: number | null;
    /**
     * The weighted share of cases that must pass.
     */
    threshold?: number | null;
    tools?: ToolUseBody | null;
    /**
     * The suite's `version` that the change is based on; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * Fields to set; what is left out keeps its value.
 */
export type UpdateTool = {
    /**
     * Webhooks: what it does and when to use it.
     */
    description?: string | null;
    /**
     * Whether the model sees it.
     */
    enabled?: boolean | null;
    method?: WebhookMethodBody | null;
    /**
     * Webhooks: the name the model calls it by.
     */
    name?: string | null;
    /**
     * Webhooks: JSON Schema of its arguments.
     */
    parameters?: {
        [key: string]: unknown;
    } | null;
    policy?: ToolPolicyBody | null;
    /**
     * Webhooks: what requests are signed with from now on.
     */
    secret?: string | null;
    /**
     * Webhooks: where it is.
     */
    url?: string | null;
    /**
     * The tool's `version` that the change is based on; `If-Match` says the same.
     */
    version?: number | null;
};

/**
 * The form.
 */
export type UploadForm = {
    /**
     * PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown or text; told by its content.
     */
    file: Blob | File;
};

/**
 * What one model was used for on one day.
 */
export type UsageDayBody = UsageTotal & {
    /**
     * When, UTC.
     */
    day: string;
    /**
     * The model as the provider names it; empty for answers that no model came to give.
     */
    model: string;
};

/**
 * What a call of the model cost.
 */
export type UsagePart = {
    /**
     * Micro-USD; told to servers and members only.
     */
    costMicros?: number | null;
    /**
     * Tokens read.
     */
    inputTokens: number;
    /**
     * The model that answered.
     */
    model: string;
    /**
     * Tokens written.
     */
    outputTokens: number;
};

/**
 * What was used.
 */
export type UsageReport = {
    /**
     * By day and model, oldest first; days without use are left out.
     */
    days: Array<UsageDayBody>;
    /**
     * First day.
     */
    from: string;
    /**
     * What the plan allows.
     */
    plan: PlanBody;
    /**
     * Last day.
     */
    to: string;
    /**
     * Everything together.
     */
    total: UsageTotal;
};

/**
 * Figures.
 */
export type UsageTotal = {
    /**
     * Answers.
     */
    calls: number;
    /**
     * Micro-USD, as far as providers tell.
     */
    costMicros: number;
    /**
     * Tokens read.
     */
    inputTokens: number;
    /**
     * Tokens written.
     */
    outputTokens: number;
};

/**
 * A frozen configuration.
 */
export type VersionBody = {
    /**
     * What it says.
     */
    config: ConfigBody;
    gate?: ClearanceBody | null;
    /**
     * Why it was published.
     */
    note?: string | null;
    /**
     * When.
     */
    publishedAt: string;
    /**
     * Who published it; null for a server.
     */
    publishedBy?: string | null;
    /**
     * 1, 2, 3, … within the agent.
     */
    version: number;
};

/**
 * Versions.
 */
export type VersionList = {
    /**
     * Newest first.
     */
    versions: Array<VersionBody>;
};

/**
 * An agent as visitors see it.
 */
export type VisitorAgent = {
    /**
     * First thing a visitor reads.
     */
    greeting?: string | null;
    /**
     * Its id.
     */
    id: string;
    /**
     * BCP 47 tag of the widget's language; null follows the browser.
     */
    locale?: string | null;
    /**
     * Its name.
     */
    name: string;
    /**
     * Questions offered before the first message.
     */
    suggestions: Array<string>;
    /**
     * How the widget looks.
     */
    theme: ThemeBody;
};

/**
 * Somebody who talks with an agent.
 */
export type VisitorBody = {
    /**
     * First seen.
     */
    createdAt: string;
    /**
     * Their address, when the organization told it.
     */
    email?: string | null;
    /**
     * The organization's own id for them.
     */
    externalId?: string | null;
    /**
     * Their id.
     */
    id: string;
    /**
     * Their name, when the organization told it.
     */
    name?: string | null;
};

/**
 * One time that a judge was asked.
 */
export type VoteBody = {
    /**
     * In the judge's words.
     */
    reasoning: string;
    /**
     * 0 to 1.
     */
    score: number;
};

/**
 * How a webhook is called.
 */
export type WebhookMethodBody = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A question as somebody asked it.
 */
export type WordingBody = {
    /**
     * Where it was last asked so.
     */
    conversationId: string;
    /**
     * Its first 300 characters.
     */
    question: string;
};

/**
 * What comes as JSON: a question with its answer, or an address.
 */
export type WrittenBody = QuestionBody | LinkBody;

export type ListAgentsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/agents';
};

export type ListAgentsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListAgentsError = ListAgentsErrors[keyof ListAgentsErrors];

export type ListAgentsResponses = {
    200: AgentPage;
};

export type ListAgentsResponse = ListAgentsResponses[keyof ListAgentsResponses];

export type CreateAgentData = {
    body: CreateAgent;
    headers?: {
        /**
         * Names this request: the same key with another body is refused.
         */
        'Idempotency-Key'?: string | null;
    };
    path?: never;
    query?: never;
    url: '/api/admin/agents';
};

export type CreateAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateAgentError = CreateAgentErrors[keyof CreateAgentErrors];

export type CreateAgentResponses = {
    201: AgentBody;
};

export type CreateAgentResponse = CreateAgentResponses[keyof CreateAgentResponses];

export type DeleteAgentData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type DeleteAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteAgentError = DeleteAgentErrors[keyof DeleteAgentErrors];

export type DeleteAgentResponses = {
    204: void;
};

export type DeleteAgentResponse = DeleteAgentResponses[keyof DeleteAgentResponses];

export type GetAgentData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type GetAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetAgentError = GetAgentErrors[keyof GetAgentErrors];

export type GetAgentResponses = {
    200: AgentBody;
};

export type GetAgentResponse = GetAgentResponses[keyof GetAgentResponses];

export type UpdateAgentData = {
    body: ConfigPatch;
    headers?: {
        /**
         * The agent's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type UpdateAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateAgentError = UpdateAgentErrors[keyof UpdateAgentErrors];

export type UpdateAgentResponses = {
    200: AgentBody;
};

export type UpdateAgentResponse = UpdateAgentResponses[keyof UpdateAgentResponses];

export type ListDocumentsData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/agents/{id}/documents';
};

export type ListDocumentsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListDocumentsError = ListDocumentsErrors[keyof ListDocumentsErrors];

export type ListDocumentsResponses = {
    200: DocumentPage;
};

export type ListDocumentsResponse = ListDocumentsResponses[keyof ListDocumentsResponses];

export type UploadDocumentData = {
    body: UploadForm;
    headers?: {
        /**
         * Names this request: the same key with another body is refused.
         */
        'Idempotency-Key'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/documents';
};

export type UploadDocumentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UploadDocumentError = UploadDocumentErrors[keyof UploadDocumentErrors];

export type UploadDocumentResponses = {
    202: DocumentBody;
};

export type UploadDocumentResponse = UploadDocumentResponses[keyof UploadDocumentResponses];

export type ImportSuiteData = {
    body: ImportSuite;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/evals/import';
};

export type ImportSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ImportSuiteError = ImportSuiteErrors[keyof ImportSuiteErrors];

export type ImportSuiteResponses = {
    201: SuiteBody;
};

export type ImportSuiteResponse = ImportSuiteResponses[keyof ImportSuiteResponses];

export type ListRunsData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/agents/{id}/evals/runs';
};

export type ListRunsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListRunsError = ListRunsErrors[keyof ListRunsErrors];

export type ListRunsResponses = {
    200: EvalRunList;
};

export type ListRunsResponse = ListRunsResponses[keyof ListRunsResponses];

export type StartRunData = {
    body?: StartRun | null;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/evals/runs';
};

export type StartRunErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type StartRunError = StartRunErrors[keyof StartRunErrors];

export type StartRunResponses = {
    202: EvalRunBody;
};

export type StartRunResponse = StartRunResponses[keyof StartRunResponses];

export type ListSuitesData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/evals/suites';
};

export type ListSuitesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListSuitesError = ListSuitesErrors[keyof ListSuitesErrors];

export type ListSuitesResponses = {
    200: SuiteList;
};

export type ListSuitesResponse = ListSuitesResponses[keyof ListSuitesResponses];

export type CreateSuiteData = {
    body: CreateSuite;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/evals/suites';
};

export type CreateSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateSuiteError = CreateSuiteErrors[keyof CreateSuiteErrors];

export type CreateSuiteResponses = {
    201: SuiteBody;
};

export type CreateSuiteResponse = CreateSuiteResponses[keyof CreateSuiteResponses];

export type GetGateData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/gate';
};

export type GetGateErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetGateError = GetGateErrors[keyof GetGateErrors];

export type GetGateResponses = {
    200: GateBody;
};

export type GetGateResponse = GetGateResponses[keyof GetGateResponses];

export type SetGateData = {
    body: GateInput;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/gate';
};

export type SetGateErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SetGateError = SetGateErrors[keyof SetGateErrors];

export type SetGateResponses = {
    200: GateBody;
};

export type SetGateResponse = SetGateResponses[keyof SetGateResponses];

export type OverrideGateData = {
    body: OverrideGate;
    headers?: {
        /**
         * The agent's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/gate/override';
};

export type OverrideGateErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type OverrideGateError = OverrideGateErrors[keyof OverrideGateErrors];

export type OverrideGateResponses = {
    200: AgentBody;
};

export type OverrideGateResponse = OverrideGateResponses[keyof OverrideGateResponses];

export type GetIdentityData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/identity';
};

export type GetIdentityErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetIdentityError = GetIdentityErrors[keyof GetIdentityErrors];

export type GetIdentityResponses = {
    200: IdentityBody;
};

export type GetIdentityResponse = GetIdentityResponses[keyof GetIdentityResponses];

export type DisconnectLangfuseData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse';
};

export type DisconnectLangfuseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DisconnectLangfuseError = DisconnectLangfuseErrors[keyof DisconnectLangfuseErrors];

export type DisconnectLangfuseResponses = {
    204: void;
};

export type DisconnectLangfuseResponse = DisconnectLangfuseResponses[keyof DisconnectLangfuseResponses];

export type GetLangfuseData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse';
};

export type GetLangfuseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetLangfuseError = GetLangfuseErrors[keyof GetLangfuseErrors];

export type GetLangfuseResponses = {
    200: LangfuseBody;
};

export type GetLangfuseResponse = GetLangfuseResponses[keyof GetLangfuseResponses];

export type ConnectLangfuseData = {
    body: ConnectLangfuse;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse';
};

export type ConnectLangfuseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ConnectLangfuseError = ConnectLangfuseErrors[keyof ConnectLangfuseErrors];

export type ConnectLangfuseResponses = {
    200: LangfuseBody;
};

export type ConnectLangfuseResponse = ConnectLangfuseResponses[keyof ConnectLangfuseResponses];

export type TakePromptData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse/prompt';
};

export type TakePromptErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type TakePromptError = TakePromptErrors[keyof TakePromptErrors];

export type TakePromptResponses = {
    200: AgentBody;
};

export type TakePromptResponse = TakePromptResponses[keyof TakePromptResponses];

export type PullDatasetData = {
    body: PullDataset;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse/pull';
};

export type PullDatasetErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type PullDatasetError = PullDatasetErrors[keyof PullDatasetErrors];

export type PullDatasetResponses = {
    201: SuiteBody;
};

export type PullDatasetResponse = PullDatasetResponses[keyof PullDatasetResponses];

export type TestLangfuseData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/langfuse/test';
};

export type TestLangfuseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type TestLangfuseError = TestLangfuseErrors[keyof TestLangfuseErrors];

export type TestLangfuseResponses = {
    200: LangfuseTrial;
};

export type TestLangfuseResponse = TestLangfuseResponses[keyof TestLangfuseResponses];

export type ListMcpServersData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/mcp-servers';
};

export type ListMcpServersErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListMcpServersError = ListMcpServersErrors[keyof ListMcpServersErrors];

export type ListMcpServersResponses = {
    200: McpServerList;
};

export type ListMcpServersResponse = ListMcpServersResponses[keyof ListMcpServersResponses];

export type CreateMcpServerData = {
    body: CreateMcpServer;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/mcp-servers';
};

export type CreateMcpServerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateMcpServerError = CreateMcpServerErrors[keyof CreateMcpServerErrors];

export type CreateMcpServerResponses = {
    201: McpServerBody;
};

export type CreateMcpServerResponse = CreateMcpServerResponses[keyof CreateMcpServerResponses];

export type PreviewAgentData = {
    body?: PreviewAgent | null;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/preview';
};

export type PreviewAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type PreviewAgentError = PreviewAgentErrors[keyof PreviewAgentErrors];

export type PreviewAgentResponses = {
    200: SessionBody;
};

export type PreviewAgentResponse = PreviewAgentResponses[keyof PreviewAgentResponses];

export type PublishAgentData = {
    body?: PublishAgent | null;
    headers?: {
        /**
         * The agent's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/publish';
};

export type PublishAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type PublishAgentError = PublishAgentErrors[keyof PublishAgentErrors];

export type PublishAgentResponses = {
    200: AgentBody;
};

export type PublishAgentResponse = PublishAgentResponses[keyof PublishAgentResponses];

export type RetrievePassagesData = {
    body: RetrieveBody;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/retrieve';
};

export type RetrievePassagesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RetrievePassagesError = RetrievePassagesErrors[keyof RetrievePassagesErrors];

export type RetrievePassagesResponses = {
    200: RetrieveResult;
};

export type RetrievePassagesResponse = RetrievePassagesResponses[keyof RetrievePassagesResponses];

export type RollbackAgentData = {
    body: RollbackAgent;
    headers?: {
        /**
         * The agent's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/rollback';
};

export type RollbackAgentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RollbackAgentError = RollbackAgentErrors[keyof RollbackAgentErrors];

export type RollbackAgentResponses = {
    200: AgentBody;
};

export type RollbackAgentResponse = RollbackAgentResponses[keyof RollbackAgentResponses];

export type ListSourcesData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/sources';
};

export type ListSourcesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListSourcesError = ListSourcesErrors[keyof ListSourcesErrors];

export type ListSourcesResponses = {
    200: SourceList;
};

export type ListSourcesResponse = ListSourcesResponses[keyof ListSourcesResponses];

export type CreateSourceData = {
    body: CreateSource;
    headers?: {
        /**
         * Names this request: the same key with another body is refused.
         */
        'Idempotency-Key'?: string | null;
    };
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/sources';
};

export type CreateSourceErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateSourceError = CreateSourceErrors[keyof CreateSourceErrors];

export type CreateSourceResponses = {
    202: SourceBody;
};

export type CreateSourceResponse = CreateSourceResponses[keyof CreateSourceResponses];

export type ListToolsData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/tools';
};

export type ListToolsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListToolsError = ListToolsErrors[keyof ListToolsErrors];

export type ListToolsResponses = {
    200: ToolList;
};

export type ListToolsResponse = ListToolsResponses[keyof ListToolsResponses];

export type CreateToolData = {
    body: CreateTool;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/tools';
};

export type CreateToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateToolError = CreateToolErrors[keyof CreateToolErrors];

export type CreateToolResponses = {
    201: CreatedTool;
};

export type CreateToolResponse = CreateToolResponses[keyof CreateToolResponses];

export type ListVersionsData = {
    body?: never;
    path: {
        /**
         * The agent
         */
        id: string;
    };
    query?: {
        /**
         * At most this many, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/agents/{id}/versions';
};

export type ListVersionsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListVersionsError = ListVersionsErrors[keyof ListVersionsErrors];

export type ListVersionsResponses = {
    200: VersionList;
};

export type ListVersionsResponse = ListVersionsResponses[keyof ListVersionsResponses];

export type ListAlertsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/alerts';
};

export type ListAlertsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListAlertsError = ListAlertsErrors[keyof ListAlertsErrors];

export type ListAlertsResponses = {
    200: AlertList;
};

export type ListAlertsResponse = ListAlertsResponses[keyof ListAlertsResponses];

export type DismissAlertData = {
    body?: never;
    path: {
        /**
         * The alert
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/alerts/{id}/dismiss';
};

export type DismissAlertErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DismissAlertError = DismissAlertErrors[keyof DismissAlertErrors];

export type DismissAlertResponses = {
    204: void;
};

export type DismissAlertResponse = DismissAlertResponses[keyof DismissAlertResponses];

export type GetReportData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only of this agent.
         */
        agent?: string;
        /**
         * From this time on; 30 days before its end when left out.
         */
        from?: string;
        /**
         * Before this time; now when left out.
         */
        until?: string;
        /**
         * Where a day begins: minutes east of UTC, -840 to 840; 0 when left out.
         */
        offsetMinutes?: number;
    };
    url: '/api/admin/analytics';
};

export type GetReportErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetReportError = GetReportErrors[keyof GetReportErrors];

export type GetReportResponses = {
    200: Report;
};

export type GetReportResponse = GetReportResponses[keyof GetReportResponses];

export type ExportReportData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only of this agent.
         */
        agent?: string;
        /**
         * From this time on; 30 days before its end when left out.
         */
        from?: string;
        /**
         * Before this time; now when left out.
         */
        until?: string;
        /**
         * Where a day begins: minutes east of UTC, -840 to 840; 0 when left out.
         */
        offsetMinutes?: number;
    };
    url: '/api/admin/analytics/export';
};

export type ExportReportErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ExportReportError = ExportReportErrors[keyof ExportReportErrors];

export type ExportReportResponses = {
    200: string;
};

export type ExportReportResponse = ExportReportResponses[keyof ExportReportResponses];

export type ListChangesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A noun such as `agent`, or a whole action such as `agent.publish`.
         */
        action?: string;
        /**
         * By the member or key with this id.
         */
        actor?: string;
        /**
         * About the thing with this id.
         */
        subject?: string;
        /**
         * At this time or later.
         */
        from?: string;
        /**
         * Before this time.
         */
        until?: string;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/audit-log';
};

export type ListChangesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListChangesError = ListChangesErrors[keyof ListChangesErrors];

export type ListChangesResponses = {
    200: AuditPage;
};

export type ListChangesResponse = ListChangesResponses[keyof ListChangesResponses];

export type ExportChangesData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * A noun such as `agent`, or a whole action such as `agent.publish`.
         */
        action?: string;
        /**
         * By the member or key with this id.
         */
        actor?: string;
        /**
         * About the thing with this id.
         */
        subject?: string;
        /**
         * At this time or later.
         */
        from?: string;
        /**
         * Before this time.
         */
        until?: string;
    };
    url: '/api/admin/audit-log/export';
};

export type ExportChangesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ExportChangesError = ExportChangesErrors[keyof ExportChangesErrors];

export type ExportChangesResponses = {
    200: string;
};

export type ExportChangesResponse = ExportChangesResponses[keyof ExportChangesResponses];

export type ListConversationsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only of this agent.
         */
        agent?: string;
        /**
         * Only of this visitor: an id, or part of a name, an e-mail address or the organization's own id.
         */
        visitor?: string;
        /**
         * The title or a message contains this.
         */
        text?: string;
        /**
         * Thumbs up or down.
         */
        rating?: 'up' | 'down';
        /**
         * Carries this label.
         */
        label?: string;
        /**
         * `true`: a question has no complete answer that cites a passage.
         */
        unanswered?: boolean;
        /**
         * Begun at this time or later.
         */
        from?: string;
        /**
         * Begun before this time.
         */
        until?: string;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/conversations';
};

export type ListConversationsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListConversationsError = ListConversationsErrors[keyof ListConversationsErrors];

export type ListConversationsResponses = {
    200: ConversationPage;
};

export type ListConversationsResponse = ListConversationsResponses[keyof ListConversationsResponses];

export type ExportConversationsData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only of this agent.
         */
        agent?: string;
        /**
         * Only of this visitor: an id, or part of a name, an e-mail address or the organization's own id.
         */
        visitor?: string;
        /**
         * The title or a message contains this.
         */
        text?: string;
        /**
         * Thumbs up or down.
         */
        rating?: 'up' | 'down';
        /**
         * Carries this label.
         */
        label?: string;
        /**
         * `true`: a question has no complete answer that cites a passage.
         */
        unanswered?: boolean;
        /**
         * Begun at this time or later.
         */
        from?: string;
        /**
         * Begun before this time.
         */
        until?: string;
        /**
         * A file's form.
         */
        format?: 'json' | 'csv';
        /**
         * `nextCursor` of an earlier file.
         */
        cursor?: string;
    };
    url: '/api/admin/conversations/export';
};

export type ExportConversationsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ExportConversationsError = ExportConversationsErrors[keyof ExportConversationsErrors];

export type ExportConversationsResponses = {
    200: ConversationExport;
};

export type ExportConversationsResponse = ExportConversationsResponses[keyof ExportConversationsResponses];

export type EraseConversationData = {
    body?: never;
    path: {
        /**
         * The conversation's chat
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}';
};

export type EraseConversationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type EraseConversationError = EraseConversationErrors[keyof EraseConversationErrors];

export type EraseConversationResponses = {
    204: void;
};

export type EraseConversationResponse = EraseConversationResponses[keyof EraseConversationResponses];

export type GetConversationData = {
    body?: never;
    path: {
        /**
         * The conversation's chat
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}';
};

export type GetConversationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetConversationError = GetConversationErrors[keyof GetConversationErrors];

export type GetConversationResponses = {
    200: Transcript;
};

export type GetConversationResponse = GetConversationResponses[keyof GetConversationResponses];

export type ListConversationCasesData = {
    body?: never;
    path: {
        /**
         * The conversation's chat
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}/cases';
};

export type ListConversationCasesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListConversationCasesError = ListConversationCasesErrors[keyof ListConversationCasesErrors];

export type ListConversationCasesResponses = {
    200: ConversationCases;
};

export type ListConversationCasesResponse = ListConversationCasesResponses[keyof ListConversationCasesResponses];

export type SetLabelsData = {
    body: LabelsBody;
    path: {
        /**
         * The conversation's chat
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}/labels';
};

export type SetLabelsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SetLabelsError = SetLabelsErrors[keyof SetLabelsErrors];

export type SetLabelsResponses = {
    200: LabelsBody;
};

export type SetLabelsResponse = SetLabelsResponses[keyof SetLabelsResponses];

export type CreateNoteData = {
    body: CreateNote;
    path: {
        /**
         * The conversation's chat
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}/notes';
};

export type CreateNoteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateNoteError = CreateNoteErrors[keyof CreateNoteErrors];

export type CreateNoteResponses = {
    201: NoteBody;
};

export type CreateNoteResponse = CreateNoteResponses[keyof CreateNoteResponses];

export type DeleteDocumentData = {
    body?: never;
    path: {
        /**
         * The document
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}';
};

export type DeleteDocumentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteDocumentError = DeleteDocumentErrors[keyof DeleteDocumentErrors];

export type DeleteDocumentResponses = {
    204: void;
};

export type DeleteDocumentResponse = DeleteDocumentResponses[keyof DeleteDocumentResponses];

export type GetDocumentData = {
    body?: never;
    path: {
        /**
         * The document
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}';
};

export type GetDocumentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetDocumentError = GetDocumentErrors[keyof GetDocumentErrors];

export type GetDocumentResponses = {
    200: DocumentBody;
};

export type GetDocumentResponse = GetDocumentResponses[keyof GetDocumentResponses];

export type ListChunksData = {
    body?: never;
    path: {
        /**
         * The document
         */
        id: string;
    };
    query?: {
        /**
         * First position, from 0.
         */
        from?: number;
        /**
         * At most this many, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/documents/{id}/chunks';
};

export type ListChunksErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListChunksError = ListChunksErrors[keyof ListChunksErrors];

export type ListChunksResponses = {
    200: ChunkList;
};

export type ListChunksResponse = ListChunksResponses[keyof ListChunksResponses];

export type ReprocessDocumentData = {
    body?: never;
    path: {
        /**
         * The document
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}/reprocess';
};

export type ReprocessDocumentErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ReprocessDocumentError = ReprocessDocumentErrors[keyof ReprocessDocumentErrors];

export type ReprocessDocumentResponses = {
    202: DocumentBody;
};

export type ReprocessDocumentResponse = ReprocessDocumentResponses[keyof ReprocessDocumentResponses];

export type DeleteCaseData = {
    body?: never;
    path: {
        /**
         * The case
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/cases/{id}';
};

export type DeleteCaseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteCaseError = DeleteCaseErrors[keyof DeleteCaseErrors];

export type DeleteCaseResponses = {
    204: void;
};

export type DeleteCaseResponse = DeleteCaseResponses[keyof DeleteCaseResponses];

export type ReplaceCaseData = {
    body: CaseInput;
    path: {
        /**
         * The case
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/cases/{id}';
};

export type ReplaceCaseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ReplaceCaseError = ReplaceCaseErrors[keyof ReplaceCaseErrors];

export type ReplaceCaseResponses = {
    200: CaseBody;
};

export type ReplaceCaseResponse = ReplaceCaseResponses[keyof ReplaceCaseResponses];

export type GetResultData = {
    body?: never;
    path: {
        /**
         * The result
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/results/{id}';
};

export type GetResultErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetResultError = GetResultErrors[keyof GetResultErrors];

export type GetResultResponses = {
    200: EvalResultDetail;
};

export type GetResultResponse = GetResultResponses[keyof GetResultResponses];

export type SetLabelData = {
    body: SetLabel;
    path: {
        /**
         * The result
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/results/{id}/labels';
};

export type SetLabelErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SetLabelError = SetLabelErrors[keyof SetLabelErrors];

export type SetLabelResponses = {
    200: LabelBody;
};

export type SetLabelResponse = SetLabelResponses[keyof SetLabelResponses];

export type GetRunData = {
    body?: never;
    path: {
        /**
         * The run
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/runs/{id}';
};

export type GetRunErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetRunError = GetRunErrors[keyof GetRunErrors];

export type GetRunResponses = {
    200: EvalRunDetail;
};

export type GetRunResponse = GetRunResponses[keyof GetRunResponses];

export type StopRunData = {
    body?: never;
    path: {
        /**
         * The run
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/runs/{id}/stop';
};

export type StopRunErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type StopRunError = StopRunErrors[keyof StopRunErrors];

export type StopRunResponses = {
    200: EvalRunBody;
};

export type StopRunResponse = StopRunResponses[keyof StopRunResponses];

export type DeleteSuiteData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}';
};

export type DeleteSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteSuiteError = DeleteSuiteErrors[keyof DeleteSuiteErrors];

export type DeleteSuiteResponses = {
    204: void;
};

export type DeleteSuiteResponse = DeleteSuiteResponses[keyof DeleteSuiteResponses];

export type GetSuiteData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}';
};

export type GetSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetSuiteError = GetSuiteErrors[keyof GetSuiteErrors];

export type GetSuiteResponses = {
    200: SuiteBody;
};

export type GetSuiteResponse = GetSuiteResponses[keyof GetSuiteResponses];

export type UpdateSuiteData = {
    body: UpdateSuite;
    headers?: {
        /**
         * The suite's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}';
};

export type UpdateSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateSuiteError = UpdateSuiteErrors[keyof UpdateSuiteErrors];

export type UpdateSuiteResponses = {
    200: SuiteBody;
};

export type UpdateSuiteResponse = UpdateSuiteResponses[keyof UpdateSuiteResponses];

export type ListCasesData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/cases';
};

export type ListCasesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListCasesError = ListCasesErrors[keyof ListCasesErrors];

export type ListCasesResponses = {
    200: CaseList;
};

export type ListCasesResponse = ListCasesResponses[keyof ListCasesResponses];

export type CreateCaseData = {
    body: CaseInput;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/cases';
};

export type CreateCaseErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateCaseError = CreateCaseErrors[keyof CreateCaseErrors];

export type CreateCaseResponses = {
    201: CaseBody;
};

export type CreateCaseResponse = CreateCaseResponses[keyof CreateCaseResponses];

export type AddCasesData = {
    body: AddCases;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/cases/batch';
};

export type AddCasesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type AddCasesError = AddCasesErrors[keyof AddCasesErrors];

export type AddCasesResponses = {
    201: CaseList;
};

export type AddCasesResponse = AddCasesResponses[keyof AddCasesResponses];

export type CaseFromMessageData = {
    body: CaseFromMessage;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/cases/from-message';
};

export type CaseFromMessageErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CaseFromMessageError = CaseFromMessageErrors[keyof CaseFromMessageErrors];

export type CaseFromMessageResponses = {
    201: CaseBody;
};

export type CaseFromMessageResponse = CaseFromMessageResponses[keyof CaseFromMessageResponses];

export type ExportSuiteData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/export';
};

export type ExportSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ExportSuiteError = ExportSuiteErrors[keyof ExportSuiteErrors];

export type ExportSuiteResponses = {
    200: string;
};

export type ExportSuiteResponse = ExportSuiteResponses[keyof ExportSuiteResponses];

export type ListToLabelData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: {
        /**
         * At most so many judgements, 1 to 50; 10 by default.
         */
        limit?: number;
    };
    url: '/api/admin/evals/suites/{id}/labels';
};

export type ListToLabelErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListToLabelError = ListToLabelErrors[keyof ListToLabelErrors];

export type ListToLabelResponses = {
    200: Labels;
};

export type ListToLabelResponse = ListToLabelResponses[keyof ListToLabelResponses];

export type PushSuiteData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/evals/suites/{id}/langfuse';
};

export type PushSuiteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type PushSuiteError = PushSuiteErrors[keyof PushSuiteErrors];

export type PushSuiteResponses = {
    200: PushedBody;
};

export type PushSuiteResponse = PushSuiteResponses[keyof PushSuiteResponses];

export type GetTrendData = {
    body?: never;
    path: {
        /**
         * The suite
         */
        id: string;
    };
    query?: {
        /**
         * At most so many runs, 1 to 100; 30 by default.
         */
        limit?: number;
    };
    url: '/api/admin/evals/suites/{id}/trend';
};

export type GetTrendErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetTrendError = GetTrendErrors[keyof GetTrendErrors];

export type GetTrendResponses = {
    200: SuiteTrend;
};

export type GetTrendResponse = GetTrendResponses[keyof GetTrendResponses];

export type WatchChangesData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/events';
};

export type WatchChangesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type WatchChangesError = WatchChangesErrors[keyof WatchChangesErrors];

export type WatchChangesResponses = {
    200: ChangeBody;
};

export type WatchChangesResponse = WatchChangesResponses[keyof WatchChangesResponses];

export type ListInvitationsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/invitations';
};

export type ListInvitationsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListInvitationsError = ListInvitationsErrors[keyof ListInvitationsErrors];

export type ListInvitationsResponses = {
    200: InvitationList;
};

export type ListInvitationsResponse = ListInvitationsResponses[keyof ListInvitationsResponses];

export type CreateInvitationData = {
    body: CreateInvitation;
    path?: never;
    query?: never;
    url: '/api/admin/invitations';
};

export type CreateInvitationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateInvitationError = CreateInvitationErrors[keyof CreateInvitationErrors];

export type CreateInvitationResponses = {
    201: CreatedInvitation;
};

export type CreateInvitationResponse = CreateInvitationResponses[keyof CreateInvitationResponses];

export type RevokeInvitationData = {
    body?: never;
    path: {
        /**
         * The invitation
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/invitations/{id}';
};

export type RevokeInvitationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RevokeInvitationError = RevokeInvitationErrors[keyof RevokeInvitationErrors];

export type RevokeInvitationResponses = {
    204: void;
};

export type RevokeInvitationResponse = RevokeInvitationResponses[keyof RevokeInvitationResponses];

export type ListKeysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/keys';
};

export type ListKeysErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListKeysError = ListKeysErrors[keyof ListKeysErrors];

export type ListKeysResponses = {
    200: KeyList;
};

export type ListKeysResponse = ListKeysResponses[keyof ListKeysResponses];

export type CreateKeyData = {
    body: CreateKey;
    headers?: {
        /**
         * Names this request: the same key with another body is refused.
         */
        'Idempotency-Key'?: string | null;
    };
    path?: never;
    query?: never;
    url: '/api/admin/keys';
};

export type CreateKeyErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateKeyError = CreateKeyErrors[keyof CreateKeyErrors];

export type CreateKeyResponses = {
    201: CreatedKey;
};

export type CreateKeyResponse = CreateKeyResponses[keyof CreateKeyResponses];

export type RevokeKeyData = {
    body?: never;
    path: {
        /**
         * The key
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/keys/{id}';
};

export type RevokeKeyErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RevokeKeyError = RevokeKeyErrors[keyof RevokeKeyErrors];

export type RevokeKeyResponses = {
    204: void;
};

export type RevokeKeyResponse = RevokeKeyResponses[keyof RevokeKeyResponses];

export type ListLabelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/labels';
};

export type ListLabelsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListLabelsError = ListLabelsErrors[keyof ListLabelsErrors];

export type ListLabelsResponses = {
    200: LabelList;
};

export type ListLabelsResponse = ListLabelsResponses[keyof ListLabelsResponses];

export type DeleteMcpServerData = {
    body?: never;
    path: {
        /**
         * The server
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/mcp-servers/{id}';
};

export type DeleteMcpServerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteMcpServerError = DeleteMcpServerErrors[keyof DeleteMcpServerErrors];

export type DeleteMcpServerResponses = {
    204: void;
};

export type DeleteMcpServerResponse = DeleteMcpServerResponses[keyof DeleteMcpServerResponses];

export type GetMcpServerData = {
    body?: never;
    path: {
        /**
         * The server
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/mcp-servers/{id}';
};

export type GetMcpServerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetMcpServerError = GetMcpServerErrors[keyof GetMcpServerErrors];

export type GetMcpServerResponses = {
    200: McpServerBody;
};

export type GetMcpServerResponse = GetMcpServerResponses[keyof GetMcpServerResponses];

export type UpdateMcpServerData = {
    body: UpdateMcpServer;
    headers?: {
        /**
         * The server's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The server
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/mcp-servers/{id}';
};

export type UpdateMcpServerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateMcpServerError = UpdateMcpServerErrors[keyof UpdateMcpServerErrors];

export type UpdateMcpServerResponses = {
    200: McpServerBody;
};

export type UpdateMcpServerResponse = UpdateMcpServerResponses[keyof UpdateMcpServerResponses];

export type TestMcpServerData = {
    body?: never;
    path: {
        /**
         * The server
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/mcp-servers/{id}/test';
};

export type TestMcpServerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type TestMcpServerError = TestMcpServerErrors[keyof TestMcpServerErrors];

export type TestMcpServerResponses = {
    200: McpTrial;
};

export type TestMcpServerResponse = TestMcpServerResponses[keyof TestMcpServerResponses];

export type ChooseToolData = {
    body: ChooseTool;
    path: {
        /**
         * The server
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/mcp-servers/{id}/tools';
};

export type ChooseToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ChooseToolError = ChooseToolErrors[keyof ChooseToolErrors];

export type ChooseToolResponses = {
    201: ToolBody;
};

export type ChooseToolResponse = ChooseToolResponses[keyof ChooseToolResponses];

export type ListMembersData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/members';
};

export type ListMembersErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListMembersError = ListMembersErrors[keyof ListMembersErrors];

export type ListMembersResponses = {
    200: MemberList;
};

export type ListMembersResponse = ListMembersResponses[keyof ListMembersResponses];

export type RemoveMemberData = {
    body?: never;
    path: {
        /**
         * The member
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/members/{id}';
};

export type RemoveMemberErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RemoveMemberError = RemoveMemberErrors[keyof RemoveMemberErrors];

export type RemoveMemberResponses = {
    204: void;
};

export type RemoveMemberResponse = RemoveMemberResponses[keyof RemoveMemberResponses];

export type UpdateMemberData = {
    body: UpdateMember;
    path: {
        /**
         * The member
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/members/{id}';
};

export type UpdateMemberErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateMemberError = UpdateMemberErrors[keyof UpdateMemberErrors];

export type UpdateMemberResponses = {
    200: MemberBody;
};

export type UpdateMemberResponse = UpdateMemberResponses[keyof UpdateMemberResponses];

export type ResetMemberData = {
    body?: never;
    path: {
        /**
         * The member
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/members/{id}/reset';
};

export type ResetMemberErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ResetMemberError = ResetMemberErrors[keyof ResetMemberErrors];

export type ResetMemberResponses = {
    201: CreatedReset;
};

export type ResetMemberResponse = ResetMemberResponses[keyof ResetMemberResponses];

export type ListModelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/models';
};

export type ListModelsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListModelsError = ListModelsErrors[keyof ListModelsErrors];

export type ListModelsResponses = {
    200: ModelList;
};

export type ListModelsResponse = ListModelsResponses[keyof ListModelsResponses];

export type DeleteNoteData = {
    body?: never;
    path: {
        /**
         * The note
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/notes/{id}';
};

export type DeleteNoteErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteNoteError = DeleteNoteErrors[keyof DeleteNoteErrors];

export type DeleteNoteResponses = {
    204: void;
};

export type DeleteNoteResponse = DeleteNoteResponses[keyof DeleteNoteResponses];

export type GetOrganizationData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/organization';
};

export type GetOrganizationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetOrganizationError = GetOrganizationErrors[keyof GetOrganizationErrors];

export type GetOrganizationResponses = {
    200: OrganizationBody;
};

export type GetOrganizationResponse = GetOrganizationResponses[keyof GetOrganizationResponses];

export type UpdateOrganizationData = {
    body: UpdateOrganization;
    path?: never;
    query?: never;
    url: '/api/admin/organization';
};

export type UpdateOrganizationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateOrganizationError = UpdateOrganizationErrors[keyof UpdateOrganizationErrors];

export type UpdateOrganizationResponses = {
    200: OrganizationBody;
};

export type UpdateOrganizationResponse = UpdateOrganizationResponses[keyof UpdateOrganizationResponses];

export type GetSnapshotData = {
    body?: never;
    path: {
        /**
         * The snapshot
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/snapshots/{id}';
};

export type GetSnapshotErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetSnapshotError = GetSnapshotErrors[keyof GetSnapshotErrors];

export type GetSnapshotResponses = {
    200: SnapshotDifferences;
};

export type GetSnapshotResponse = GetSnapshotResponses[keyof GetSnapshotResponses];

export type RollBackSnapshotData = {
    body?: never;
    path: {
        /**
         * The snapshot
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/snapshots/{id}/rollback';
};

export type RollBackSnapshotErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RollBackSnapshotError = RollBackSnapshotErrors[keyof RollBackSnapshotErrors];

export type RollBackSnapshotResponses = {
    200: SnapshotBody;
};

export type RollBackSnapshotResponse = RollBackSnapshotResponses[keyof RollBackSnapshotResponses];

export type DeleteSourceData = {
    body?: never;
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/sources/{id}';
};

export type DeleteSourceErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteSourceError = DeleteSourceErrors[keyof DeleteSourceErrors];

export type DeleteSourceResponses = {
    204: void;
};

export type DeleteSourceResponse = DeleteSourceResponses[keyof DeleteSourceResponses];

export type GetSourceData = {
    body?: never;
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/sources/{id}';
};

export type GetSourceErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetSourceError = GetSourceErrors[keyof GetSourceErrors];

export type GetSourceResponses = {
    200: SourceBody;
};

export type GetSourceResponse = GetSourceResponses[keyof GetSourceResponses];

export type UpdateSourceData = {
    body: UpdateSource;
    headers?: {
        /**
         * The source's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/sources/{id}';
};

export type UpdateSourceErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateSourceError = UpdateSourceErrors[keyof UpdateSourceErrors];

export type UpdateSourceResponses = {
    200: SourceBody;
};

export type UpdateSourceResponse = UpdateSourceResponses[keyof UpdateSourceResponses];

export type ListPagesData = {
    body?: never;
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: {
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/admin/sources/{id}/pages';
};

export type ListPagesErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListPagesError = ListPagesErrors[keyof ListPagesErrors];

export type ListPagesResponses = {
    200: SourcePages;
};

export type ListPagesResponse = ListPagesResponses[keyof ListPagesResponses];

export type ListSnapshotsData = {
    body?: never;
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/sources/{id}/snapshots';
};

export type ListSnapshotsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListSnapshotsError = ListSnapshotsErrors[keyof ListSnapshotsErrors];

export type ListSnapshotsResponses = {
    200: SnapshotList;
};

export type ListSnapshotsResponse = ListSnapshotsResponses[keyof ListSnapshotsResponses];

export type SyncSourceData = {
    body?: never;
    path: {
        /**
         * The source
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/sources/{id}/sync';
};

export type SyncSourceErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SyncSourceError = SyncSourceErrors[keyof SyncSourceErrors];

export type SyncSourceResponses = {
    202: SourceBody;
};

export type SyncSourceResponse = SyncSourceResponses[keyof SyncSourceResponses];

export type DeleteToolData = {
    body?: never;
    path: {
        /**
         * The tool
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/tools/{id}';
};

export type DeleteToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteToolError = DeleteToolErrors[keyof DeleteToolErrors];

export type DeleteToolResponses = {
    204: void;
};

export type DeleteToolResponse = DeleteToolResponses[keyof DeleteToolResponses];

export type GetToolData = {
    body?: never;
    path: {
        /**
         * The tool
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/tools/{id}';
};

export type GetToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetToolError = GetToolErrors[keyof GetToolErrors];

export type GetToolResponses = {
    200: ToolBody;
};

export type GetToolResponse = GetToolResponses[keyof GetToolResponses];

export type UpdateToolData = {
    body: UpdateTool;
    headers?: {
        /**
         * The tool's `version`
         */
        'If-Match'?: string | null;
    };
    path: {
        /**
         * The tool
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/tools/{id}';
};

export type UpdateToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateToolError = UpdateToolErrors[keyof UpdateToolErrors];

export type UpdateToolResponses = {
    200: ToolBody;
};

export type UpdateToolResponse = UpdateToolResponses[keyof UpdateToolResponses];

export type ApproveToolData = {
    body: ApproveTool;
    path: {
        /**
         * The tool
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/tools/{id}/approve';
};

export type ApproveToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ApproveToolError = ApproveToolErrors[keyof ApproveToolErrors];

export type ApproveToolResponses = {
    200: ToolBody;
};

export type ApproveToolResponse = ApproveToolResponses[keyof ApproveToolResponses];

export type TestToolData = {
    body?: TestTool | null;
    path: {
        /**
         * The tool
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/tools/{id}/test';
};

export type TestToolErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type TestToolError = TestToolErrors[keyof TestToolErrors];

export type TestToolResponses = {
    200: ToolTrial;
};

export type TestToolResponse = TestToolResponses[keyof TestToolResponses];

export type GetUsageData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * First day, UTC; 29 days before the last one by default.
         */
        from?: string;
        /**
         * Last day, UTC; today by default. At most 366 days after the first.
         */
        to?: string;
    };
    url: '/api/admin/usage';
};

export type GetUsageErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetUsageError = GetUsageErrors[keyof GetUsageErrors];

export type GetUsageResponses = {
    200: UsageReport;
};

export type GetUsageResponse = GetUsageResponses[keyof GetUsageResponses];

export type EraseVisitorData = {
    body?: never;
    path: {
        /**
         * The visitor
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/visitors/{id}';
};

export type EraseVisitorErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type EraseVisitorError = EraseVisitorErrors[keyof EraseVisitorErrors];

export type EraseVisitorResponses = {
    204: void;
};

export type EraseVisitorResponse = EraseVisitorResponses[keyof EraseVisitorResponses];

export type GetVisitorData = {
    body?: never;
    path: {
        /**
         * The visitor
         */
        id: string;
    };
    query?: never;
    url: '/api/admin/visitors/{id}';
};

export type GetVisitorErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetVisitorError = GetVisitorErrors[keyof GetVisitorErrors];

export type GetVisitorResponses = {
    200: VisitorBody;
};

export type GetVisitorResponse = GetVisitorResponses[keyof GetVisitorResponses];

export type LookAtInvitationData = {
    body: LookAtInvitation;
    path?: never;
    query?: never;
    url: '/api/auth/invitation';
};

export type LookAtInvitationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type LookAtInvitationError = LookAtInvitationErrors[keyof LookAtInvitationErrors];

export type LookAtInvitationResponses = {
    200: InvitationView;
};

export type LookAtInvitationResponse = LookAtInvitationResponses[keyof LookAtInvitationResponses];

export type AcceptInvitationData = {
    body: AcceptInvitation;
    path?: never;
    query?: never;
    url: '/api/auth/invitation/accept';
};

export type AcceptInvitationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type AcceptInvitationError = AcceptInvitationErrors[keyof AcceptInvitationErrors];

export type AcceptInvitationResponses = {
    201: AccountBody;
};

export type AcceptInvitationResponse = AcceptInvitationResponses[keyof AcceptInvitationResponses];

export type LoginData = {
    body: LoginBody;
    path?: never;
    query?: never;
    url: '/api/auth/login';
};

export type LoginErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type LoginError = LoginErrors[keyof LoginErrors];

export type LoginResponses = {
    200: AccountBody;
};

export type LoginResponse = LoginResponses[keyof LoginResponses];

export type LogoutData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/auth/logout';
};

export type LogoutErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type LogoutError = LogoutErrors[keyof LogoutErrors];

export type LogoutResponses = {
    204: void;
};

export type LogoutResponse = LogoutResponses[keyof LogoutResponses];

export type MeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/auth/me';
};

export type MeErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type MeError = MeErrors[keyof MeErrors];

export type MeResponses = {
    200: AccountBody;
};

export type MeResponse = MeResponses[keyof MeResponses];

export type UpdateAccountData = {
    body: UpdateAccount;
    path?: never;
    query?: never;
    url: '/api/auth/me';
};

export type UpdateAccountErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type UpdateAccountError = UpdateAccountErrors[keyof UpdateAccountErrors];

export type UpdateAccountResponses = {
    200: AccountBody;
};

export type UpdateAccountResponse = UpdateAccountResponses[keyof UpdateAccountResponses];

export type ListOrganizationsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/auth/organizations';
};

export type ListOrganizationsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListOrganizationsError = ListOrganizationsErrors[keyof ListOrganizationsErrors];

export type ListOrganizationsResponses = {
    200: PlaceList;
};

export type ListOrganizationsResponse = ListOrganizationsResponses[keyof ListOrganizationsResponses];

export type FoundOrganizationData = {
    body: FoundOrganization;
    path?: never;
    query?: never;
    url: '/api/auth/organizations';
};

export type FoundOrganizationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type FoundOrganizationError = FoundOrganizationErrors[keyof FoundOrganizationErrors];

export type FoundOrganizationResponses = {
    201: AccountBody;
};

export type FoundOrganizationResponse = FoundOrganizationResponses[keyof FoundOrganizationResponses];

export type ChangePasswordData = {
    body: ChangePassword;
    path?: never;
    query?: never;
    url: '/api/auth/password';
};

export type ChangePasswordErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ChangePasswordError = ChangePasswordErrors[keyof ChangePasswordErrors];

export type ChangePasswordResponses = {
    204: void;
};

export type ChangePasswordResponse = ChangePasswordResponses[keyof ChangePasswordResponses];

export type ResetPasswordData = {
    body: ResetPassword;
    path?: never;
    query?: never;
    url: '/api/auth/reset';
};

export type ResetPasswordErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ResetPasswordError = ResetPasswordErrors[keyof ResetPasswordErrors];

export type ResetPasswordResponses = {
    204: void;
};

export type ResetPasswordResponse = ResetPasswordResponses[keyof ResetPasswordResponses];

export type EndOtherSessionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/auth/sessions';
};

export type EndOtherSessionsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type EndOtherSessionsError = EndOtherSessionsErrors[keyof EndOtherSessionsErrors];

export type EndOtherSessionsResponses = {
    204: void;
};

export type EndOtherSessionsResponse = EndOtherSessionsResponses[keyof EndOtherSessionsResponses];

export type ListSessionsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/auth/sessions';
};

export type ListSessionsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListSessionsError = ListSessionsErrors[keyof ListSessionsErrors];

export type ListSessionsResponses = {
    200: SignInList;
};

export type ListSessionsResponse = ListSessionsResponses[keyof ListSessionsResponses];

export type EndSessionData = {
    body?: never;
    path: {
        /**
         * The session
         */
        id: string;
    };
    query?: never;
    url: '/api/auth/sessions/{id}';
};

export type EndSessionErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type EndSessionError = EndSessionErrors[keyof EndSessionErrors];

export type EndSessionResponses = {
    204: void;
};

export type EndSessionResponse = EndSessionResponses[keyof EndSessionResponses];

export type SignupData = {
    body: SignUpBody;
    path?: never;
    query?: never;
    url: '/api/auth/signup';
};

export type SignupErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SignupError = SignupErrors[keyof SignupErrors];

export type SignupResponses = {
    201: AccountBody;
};

export type SignupResponse = SignupResponses[keyof SignupResponses];

export type SwitchOrganizationData = {
    body: SwitchOrganization;
    path?: never;
    query?: never;
    url: '/api/auth/switch';
};

export type SwitchOrganizationErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SwitchOrganizationError = SwitchOrganizationErrors[keyof SwitchOrganizationErrors];

export type SwitchOrganizationResponses = {
    200: AccountBody;
};

export type SwitchOrganizationResponse = SwitchOrganizationResponses[keyof SwitchOrganizationResponses];

export type ListChatsData = {
    body?: never;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path?: never;
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
        /**
         * At most this many items, 1 to 100; 50 by default.
         */
        limit?: number;
    };
    url: '/api/chats';
};

export type ListChatsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListChatsError = ListChatsErrors[keyof ListChatsErrors];

export type ListChatsResponses = {
    200: ChatPage;
};

export type ListChatsResponse = ListChatsResponses[keyof ListChatsResponses];

export type CreateChatData = {
    body?: CreateChat | null;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
        /**
         * Names this request: the same key with another body is refused.
         */
        'Idempotency-Key'?: string | null;
    };
    path?: never;
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats';
};

export type CreateChatErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateChatError = CreateChatErrors[keyof CreateChatErrors];

export type CreateChatResponses = {
    201: ChatBody;
};

export type CreateChatResponse = CreateChatResponses[keyof CreateChatResponses];

export type DeleteChatData = {
    body?: never;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}';
};

export type DeleteChatErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type DeleteChatError = DeleteChatErrors[keyof DeleteChatErrors];

export type DeleteChatResponses = {
    204: void;
};

export type DeleteChatResponse = DeleteChatResponses[keyof DeleteChatResponses];

export type GetChatData = {
    body?: never;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}';
};

export type GetChatErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type GetChatError = GetChatErrors[keyof GetChatErrors];

export type GetChatResponses = {
    200: ChatDetail;
};

export type GetChatResponse = GetChatResponses[keyof GetChatResponses];

export type RenameChatData = {
    body: RenameChat;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}';
};

export type RenameChatErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RenameChatError = RenameChatErrors[keyof RenameChatErrors];

export type RenameChatResponses = {
    200: ChatBody;
};

export type RenameChatResponse = RenameChatResponses[keyof RenameChatResponses];

export type SendMessageData = {
    body: SendMessage;
    headers?: {
        /**
         * Repeating a request with the same key never sends twice
         */
        'Idempotency-Key'?: string | null;
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}/messages';
};

export type SendMessageErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type SendMessageError = SendMessageErrors[keyof SendMessageErrors];

export type SendMessageResponses = {
    /**
     * `StreamPart`s, one a `data:` line
     */
    200: string;
};

export type SendMessageResponse = SendMessageResponses[keyof SendMessageResponses];

export type StopAnswerData = {
    body?: never;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}/stop';
};

export type StopAnswerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type StopAnswerError = StopAnswerErrors[keyof StopAnswerErrors];

export type StopAnswerResponses = {
    200: StopResult;
};

export type StopAnswerResponse = StopAnswerResponses[keyof StopAnswerResponses];

export type ResumeAnswerData = {
    body?: never;
    headers?: {
        /**
         * The last `id` that was seen
         */
        'Last-Event-ID'?: string | null;
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The chat
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/chats/{id}/stream';
};

export type ResumeAnswerErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ResumeAnswerError = ResumeAnswerErrors[keyof ResumeAnswerErrors];

export type ResumeAnswerResponses = {
    /**
     * `StreamPart`s, one a `data:` line
     */
    200: string;
    /**
     * No answer is being written
     */
    204: void;
};

export type ResumeAnswerResponse = ResumeAnswerResponses[keyof ResumeAnswerResponses];

export type RateMessageData = {
    body: RateMessage;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path: {
        /**
         * The answer
         */
        id: string;
    };
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/messages/{id}/feedback';
};

export type RateMessageErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type RateMessageError = RateMessageErrors[keyof RateMessageErrors];

export type RateMessageResponses = {
    200: RatedMessage;
};

export type RateMessageResponse = RateMessageResponses[keyof RateMessageResponses];

export type ListAgentModelsData = {
    body?: never;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path?: never;
    query?: {
        /**
         * The agent; required with a secret key.
         */
        agent?: string;
    };
    url: '/api/models';
};

export type ListAgentModelsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListAgentModelsError = ListAgentModelsErrors[keyof ListAgentModelsErrors];

export type ListAgentModelsResponses = {
    200: ModelList;
};

export type ListAgentModelsResponse = ListAgentModelsResponses[keyof ListAgentModelsResponses];

export type OpenSessionData = {
    body?: OpenSession | null;
    path?: never;
    query?: {
        /**
         * The agent; may be left out when the key is bound to exactly one.
         */
        agent?: string;
    };
    url: '/api/session';
};

export type OpenSessionErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type OpenSessionError = OpenSessionErrors[keyof OpenSessionErrors];

export type OpenSessionResponses = {
    200: SessionBody;
};

export type OpenSessionResponse = OpenSessionResponses[keyof OpenSessionResponses];

export type HealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/health';
};

export type HealthErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type HealthError = HealthErrors[keyof HealthErrors];

export type HealthResponses = {
    200: HealthBody;
};

export type HealthResponse = HealthResponses[keyof HealthResponses];

export type LangfuseHookData = {
    body?: never;
    path: {
        /**
         * The organization
         */
        tenant: string;
        /**
         * The agent
         */
        agent: string;
    };
    query?: never;
    url: '/hooks/langfuse/{tenant}/{agent}';
};

export type LangfuseHookErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type LangfuseHookError = LangfuseHookErrors[keyof LangfuseHookErrors];

export type LangfuseHookResponses = {
    /**
     * It is looked at
     */
    202: unknown;
};

export type LivezData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/livez';
};

export type LivezErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type LivezError = LivezErrors[keyof LivezErrors];

export type LivezResponses = {
    200: HealthBody;
};

export type LivezResponse = LivezResponses[keyof LivezResponses];

export type ScrapeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/metrics';
};

export type ScrapeErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ScrapeError = ScrapeErrors[keyof ScrapeErrors];

export type ScrapeResponses = {
    200: string;
};

export type ScrapeResponse = ScrapeResponses[keyof ScrapeResponses];

export type ReadyzData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/readyz';
};

export type ReadyzErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ReadyzError = ReadyzErrors[keyof ReadyzErrors];

export type ReadyzResponses = {
    200: HealthBody;
};

export type ReadyzResponse = ReadyzResponses[keyof ReadyzResponses];

export type CreateCompletionData = {
    body: CreateCompletion;
    headers?: {
        /**
         * The tenant's own id for the visitor; required with a secret key.
         */
        'X-Parlor-Visitor'?: string | null;
    };
    path?: never;
    query?: never;
    url: '/v1/chat/completions';
};

export type CreateCompletionErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type CreateCompletionError = CreateCompletionErrors[keyof CreateCompletionErrors];

export type CreateCompletionResponses = {
    /**
     * Or a stream of chunks, with `stream`
     */
    200: CompletionBody;
};

export type CreateCompletionResponse = CreateCompletionResponses[keyof CreateCompletionResponses];

export type ListAsModelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/v1/models';
};

export type ListAsModelsErrors = {
    /**
     * A problem
     */
    default: Problem;
};

export type ListAsModelsError = ListAsModelsErrors[keyof ListAsModelsErrors];

export type ListAsModelsResponses = {
    200: ModelsBody;
};

export type ListAsModelsResponse = ListAsModelsResponses[keyof ListAsModelsResponses];
