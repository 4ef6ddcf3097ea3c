// Generated from docs/openapi.json by `npm run generate -w @parlor/api-client`.
// @ts-nocheck

import { type Client, type ClientMeta, formDataBodySerializer, type Options as Options2, type RequestResult, type ServerSentEventsResult, type TDataShape } from './client';
import { client } from './client.gen';
import type { AcceptInvitationData, AcceptInvitationErrors, AcceptInvitationResponses, AddCasesData, AddCasesErrors, AddCasesResponses, ApproveToolData, ApproveToolErrors, ApproveToolResponses, CaseFromMessageData, CaseFromMessageErrors, CaseFromMessageResponses, ChangePasswordData, ChangePasswordErrors, ChangePasswordResponses, ChooseToolData, ChooseToolErrors, ChooseToolResponses, ConnectLangfuseData, ConnectLangfuseErrors, ConnectLangfuseResponses, CreateAgentData, CreateAgentErrors, CreateAgentResponses, CreateCaseData, CreateCaseErrors, CreateCaseResponses, CreateChatData, CreateChatErrors, CreateChatResponses, CreateCompletionData, CreateCompletionErrors, CreateCompletionResponses, CreateInvitationData, CreateInvitationErrors, CreateInvitationResponses, CreateKeyData, CreateKeyErrors, CreateKeyResponses, CreateMcpServerData, CreateMcpServerErrors, CreateMcpServerResponses, CreateNoteData, CreateNoteErrors, CreateNoteResponses, CreateSourceData, CreateSourceErrors, CreateSourceResponses, CreateSuiteData, CreateSuiteErrors, CreateSuiteResponses, CreateToolData, CreateToolErrors, CreateToolResponses, DeleteAgentData, DeleteAgentErrors, DeleteAgentResponses, DeleteCaseData, DeleteCaseErrors, DeleteCaseResponses, DeleteChatData, DeleteChatErrors, DeleteChatResponses, DeleteDocumentData, DeleteDocumentErrors, DeleteDocumentResponses, DeleteMcpServerData, DeleteMcpServerErrors, DeleteMcpServerResponses, DeleteNoteData, DeleteNoteErrors, DeleteNoteResponses, DeleteSourceData, DeleteSourceErrors, DeleteSourceResponses, DeleteSuiteData, DeleteSuiteErrors, DeleteSuiteResponses, DeleteToolData, DeleteToolErrors, DeleteToolResponses, DisconnectLangfuseData, DisconnectLangfuseErrors, DisconnectLangfuseResponses, DismissAlertData, DismissAlertErrors, DismissAlertResponses, EndOtherSessionsData, EndOtherSessionsErrors, EndOtherSessionsResponses, EndSessionData, EndSessionErrors, EndSessionResponses, EraseConversationData, EraseConversationErrors, EraseConversationResponses, EraseVisitorData, EraseVisitorErrors, EraseVisitorResponses, ExportChangesData, ExportChangesErrors, ExportChangesResponses, ExportConversationsData, ExportConversationsErrors, ExportConversationsResponses, ExportReportData, ExportReportErrors, ExportReportResponses, ExportSuiteData, ExportSuiteErrors, ExportSuiteResponses, FoundOrganizationData, FoundOrganizationErrors, FoundOrganizationResponses, GetAgentData, GetAgentErrors, GetAgentResponses, GetChatData, GetChatErrors, GetChatResponses, GetConversationData, GetConversationErrors, GetConversationResponses, GetDocumentData, GetDocumentErrors, GetDocumentResponses, GetGateData, GetGateErrors, GetGateResponses, GetIdentityData, GetIdentityErrors, GetIdentityResponses, GetLangfuseData, GetLangfuseErrors, GetLangfuseResponses, GetMcpServerData, GetMcpServerErrors, GetMcpServerResponses, GetOrganizationData, GetOrganizationErrors, GetOrganizationResponses, GetReportData, GetReportErrors, GetReportResponses, GetResultData, GetResultErrors, GetResultResponses, GetRunData, GetRunErrors, GetRunResponses, GetSnapshotData, GetSnapshotErrors, GetSnapshotResponses, GetSourceData, GetSourceErrors, GetSourceResponses, GetSuiteData, GetSuiteErrors, GetSuiteResponses, GetToolData, GetToolErrors, GetToolResponses, GetTrendData, GetTrendErrors, GetTrendResponses, GetUsageData, GetUsageErrors, GetUsageResponses, GetVisitorData, GetVisitorErrors, GetVisitorResponses, HealthData, HealthErrors, HealthResponses, ImportSuiteData, ImportSuiteErrors, ImportSuiteResponses, LangfuseHookData, LangfuseHookErrors, LangfuseHookResponses, ListAgentModelsData, ListAgentModelsErrors, ListAgentModelsResponses, ListAgentsData, ListAgentsErrors, ListAgentsResponses, ListAlertsData, ListAlertsErrors, ListAlertsResponses, ListAsModelsData, ListAsModelsErrors, ListAsModelsResponses, ListCasesData, ListCasesErrors, ListCasesResponses, ListChangesData, ListChangesErrors, ListChangesResponses, ListChatsData, ListChatsErrors, ListChatsResponses, ListChunksData, ListChunksErrors, ListChunksResponses, ListConversationCasesData, ListConversationCasesErrors, ListConversationCasesResponses, ListConversationsData, ListConversationsErrors, ListConversationsResponses, ListDocumentsData, ListDocumentsErrors, ListDocumentsResponses, ListInvitationsData, ListInvitationsErrors, ListInvitationsResponses, ListKeysData, ListKeysErrors, ListKeysResponses, ListLabelsData, ListLabelsErrors, ListLabelsResponses, ListMcpServersData, ListMcpServersErrors, ListMcpServersResponses, ListMembersData, ListMembersErrors, ListMembersResponses, ListModelsData, ListModelsErrors, ListModelsResponses, ListOrganizationsData, ListOrganizationsErrors, ListOrganizationsResponses, ListPagesData, ListPagesErrors, ListPagesResponses, ListRunsData, ListRunsErrors, ListRunsResponses, ListSessionsData, ListSessionsErrors, ListSessionsResponses, ListSnapshotsData, ListSnapshotsErrors, ListSnapshotsResponses, ListSourcesData, ListSourcesErrors, ListSourcesResponses, ListSuitesData, ListSuitesErrors, ListSuitesResponses, ListToLabelData, ListToLabelErrors, ListToLabelResponses, ListToolsData, ListToolsErrors, ListToolsResponses, ListVersionsData, ListVersionsErrors, ListVersionsResponses, LivezData, LivezErrors, LivezResponses, LoginData, LoginErrors, LoginResponses, LogoutData, LogoutErrors, LogoutResponses, LookAtInvitationData, LookAtInvitationErrors, LookAtInvitationResponses, MeData, MeErrors, MeResponses, OpenSessionData, OpenSessionErrors, OpenSessionResponses, OverrideGateData, OverrideGateErrors, OverrideGateResponses, PreviewAgentData, PreviewAgentErrors, PreviewAgentResponses, PublishAgentData, PublishAgentErrors, PublishAgentResponses, PullDatasetData, PullDatasetErrors, PullDatasetResponses, PushSuiteData, PushSuiteErrors, PushSuiteResponses, RateMessageData, RateMessageErrors, RateMessageResponses, ReadyzData, ReadyzErrors, ReadyzResponses, RemoveMemberData, RemoveMemberErrors, RemoveMemberResponses, RenameChatData, RenameChatErrors, RenameChatResponses, ReplaceCaseData, ReplaceCaseErrors, ReplaceCaseResponses, ReprocessDocumentData, ReprocessDocumentErrors, ReprocessDocumentResponses, ResetMemberData, ResetMemberErrors, ResetMemberResponses, ResetPasswordData, ResetPasswordErrors, ResetPasswordResponses, ResumeAnswerData, ResumeAnswerErrors, ResumeAnswerResponse, ResumeAnswerResponses, RetrievePassagesData, RetrievePassagesErrors, RetrievePassagesResponses, RevokeInvitationData, RevokeInvitationErrors, RevokeInvitationResponses, RevokeKeyData, RevokeKeyErrors, RevokeKeyResponses, RollbackAgentData, RollbackAgentErrors, RollbackAgentResponses, RollBackSnapshotData, RollBackSnapshotErrors, RollBackSnapshotResponses, ScrapeData, ScrapeErrors, ScrapeResponses, SendMessageData, SendMessageErrors, SendMessageResponse, SendMessageResponses, SetGateData, SetGateErrors, SetGateResponses, SetLabelData, SetLabelErrors, SetLabelResponses, SetLabelsData, SetLabelsErrors, SetLabelsResponses, SignupData, SignupErrors, SignupResponses, StartRunData, StartRunErrors, StartRunResponses, StopAnswerData, StopAnswerErrors, StopAnswerResponses, StopRunData, StopRunErrors, StopRunResponses, SwitchOrganizationData, SwitchOrganizationErrors, SwitchOrganizationResponses, SyncSourceData, SyncSourceErrors, SyncSourceResponses, TakePromptData, TakePromptErrors, TakePromptResponses, TestLangfuseData, TestLangfuseErrors, TestLangfuseResponses, TestMcpServerData, TestMcpServerErrors, TestMcpServerResponses, TestToolData, TestToolErrors, TestToolResponses, UpdateAccountData, UpdateAccountErrors, UpdateAccountResponses, UpdateAgentData, UpdateAgentErrors, UpdateAgentResponses, UpdateMcpServerData, UpdateMcpServerErrors, UpdateMcpServerResponses, UpdateMemberData, UpdateMemberErrors, UpdateMemberResponses, UpdateOrganizationData, UpdateOrganizationErrors, UpdateOrganizationResponses, UpdateSourceData, UpdateSourceErrors, UpdateSourceResponses, UpdateSuiteData, UpdateSuiteErrors, UpdateSuiteResponses, UpdateToolData, UpdateToolErrors, UpdateToolResponses, UploadDocumentData, UploadDocumentErrors, UploadDocumentResponses, WatchChangesData, WatchChangesErrors, WatchChangesResponse, WatchChangesResponses } from './types.gen';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

/**
 * List agents
 */
export const listAgents = <ThrowOnError extends boolean = false>(options?: Options<ListAgentsData, ThrowOnError>): RequestResult<ListAgentsResponses, ListAgentsErrors, ThrowOnError> => (options?.client ?? client).get<ListAgentsResponses, ListAgentsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents',
    ...options
});

/**
 * Create an agent
 */
export const createAgent = <ThrowOnError extends boolean = false>(options: Options<CreateAgentData, ThrowOnError>): RequestResult<CreateAgentResponses, CreateAgentErrors, ThrowOnError> => (options.client ?? client).post<CreateAgentResponses, CreateAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete an agent
 *
 * Its versions, documents, conversations and the keys bound to it alone go with it.
 */
export const deleteAgent = <ThrowOnError extends boolean = false>(options: Options<DeleteAgentData, ThrowOnError>): RequestResult<DeleteAgentResponses, DeleteAgentErrors, ThrowOnError> => (options.client ?? client).delete<DeleteAgentResponses, DeleteAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}',
    ...options
});

/**
 * Read an agent
 */
export const getAgent = <ThrowOnError extends boolean = false>(options: Options<GetAgentData, ThrowOnError>): RequestResult<GetAgentResponses, GetAgentErrors, ThrowOnError> => (options.client ?? client).get<GetAgentResponses, GetAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}',
    ...options
});

/**
 * Change an agent's draft
 *
 * With `If-Match` (or `version` in the body) a change that is based on an older draft is refused with 409.
 */
export const updateAgent = <ThrowOnError extends boolean = false>(options: Options<UpdateAgentData, ThrowOnError>): RequestResult<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError> => (options.client ?? client).patch<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's documents
 *
 * Pages of web sources are listed with their source.
 */
export const listDocuments = <ThrowOnError extends boolean = false>(options: Options<ListDocumentsData, ThrowOnError>): RequestResult<ListDocumentsResponses, ListDocumentsErrors, ThrowOnError> => (options.client ?? client).get<ListDocumentsResponses, ListDocumentsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/documents',
    ...options
});

/**
 * Upload a document, write a question with its answer, or give the address of a web page
 *
 * A file comes as a form, the others as JSON. What comes is stored, and read in the background; follow `status` on the document. A web page
 * becomes a web source of that one page, which can be synchronized again; it goes when its document is deleted.
 */
export const uploadDocument = <ThrowOnError extends boolean = false>(options: Options<UploadDocumentData, ThrowOnError>): RequestResult<UploadDocumentResponses, UploadDocumentErrors, ThrowOnError> => (options.client ?? client).post<UploadDocumentResponses, UploadDocumentErrors, ThrowOnError>({
    ...formDataBodySerializer,
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/documents',
    ...options,
    headers: {
        'Content-Type': null,
        ...options.headers
    }
});

/**
 * Import a suite from a file
 *
 * A broken file is refused with the line and the reason.
 */
export const importSuite = <ThrowOnError extends boolean = false>(options: Options<ImportSuiteData, ThrowOnError>): RequestResult<ImportSuiteResponses, ImportSuiteErrors, ThrowOnError> => (options.client ?? client).post<ImportSuiteResponses, ImportSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/evals/import',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's runs of evaluations
 */
export const listRuns = <ThrowOnError extends boolean = false>(options: Options<ListRunsData, ThrowOnError>): RequestResult<ListRunsResponses, ListRunsErrors, ThrowOnError> => (options.client ?? client).get<ListRunsResponses, ListRunsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/evals/runs',
    ...options
});

/**
 * Run an agent's suites
 *
 * In the background; follow `status`, or the `evaluation` events.
 */
export const startRun = <ThrowOnError extends boolean = false>(options: Options<StartRunData, ThrowOnError>): RequestResult<StartRunResponses, StartRunErrors, ThrowOnError> => (options.client ?? client).post<StartRunResponses, StartRunErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/evals/runs',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's suites of evaluation cases
 */
export const listSuites = <ThrowOnError extends boolean = false>(options: Options<ListSuitesData, ThrowOnError>): RequestResult<ListSuitesResponses, ListSuitesErrors, ThrowOnError> => (options.client ?? client).get<ListSuitesResponses, ListSuitesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/evals/suites',
    ...options
});

/**
 * Create a suite of evaluation cases
 */
export const createSuite = <ThrowOnError extends boolean = false>(options: Options<CreateSuiteData, ThrowOnError>): RequestResult<CreateSuiteResponses, CreateSuiteErrors, ThrowOnError> => (options.client ?? client).post<CreateSuiteResponses, CreateSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/evals/suites',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read an agent's publish gate, and how it stands
 */
export const getGate = <ThrowOnError extends boolean = false>(options: Options<GetGateData, ThrowOnError>): RequestResult<GetGateResponses, GetGateErrors, ThrowOnError> => (options.client ?? client).get<GetGateResponses, GetGateErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/gate',
    ...options
});

/**
 * Set what a draft must pass before it is published
 *
 * The draft's evaluations begin at once, if they are missing. With `nightly` the live version is run each night: the gate's suites, or all
 * of them when it demands none.
 */
export const setGate = <ThrowOnError extends boolean = false>(options: Options<SetGateData, ThrowOnError>): RequestResult<SetGateResponses, SetGateErrors, ThrowOnError> => (options.client ?? client).put<SetGateResponses, SetGateErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/agents/{id}/gate',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Publish although the evaluations do not pass
 */
export const overrideGate = <ThrowOnError extends boolean = false>(options: Options<OverrideGateData, ThrowOnError>): RequestResult<OverrideGateResponses, OverrideGateErrors, ThrowOnError> => (options.client ?? client).post<OverrideGateResponses, OverrideGateErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/agents/{id}/gate/override',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read an agent's identity secret
 */
export const getIdentity = <ThrowOnError extends boolean = false>(options: Options<GetIdentityData, ThrowOnError>): RequestResult<GetIdentityResponses, GetIdentityErrors, ThrowOnError> => (options.client ?? client).get<GetIdentityResponses, GetIdentityErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/agents/{id}/identity',
    ...options
});

/**
 * Forget an agent's Langfuse project
 *
 * What is there stays there.
 */
export const disconnectLangfuse = <ThrowOnError extends boolean = false>(options: Options<DisconnectLangfuseData, ThrowOnError>): RequestResult<DisconnectLangfuseResponses, DisconnectLangfuseErrors, ThrowOnError> => (options.client ?? client).delete<DisconnectLangfuseResponses, DisconnectLangfuseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse',
    ...options
});

/**
 * Get an agent's Langfuse project
 */
export const getLangfuse = <ThrowOnError extends boolean = false>(options: Options<GetLangfuseData, ThrowOnError>): RequestResult<GetLangfuseResponses, GetLangfuseErrors, ThrowOnError> => (options.client ?? client).get<GetLangfuseResponses, GetLangfuseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse',
    ...options
});

/**
 * Connect an agent with its Langfuse project
 *
 * Connects to nobody yet: try it.
 */
export const connectLangfuse = <ThrowOnError extends boolean = false>(options: Options<ConnectLangfuseData, ThrowOnError>): RequestResult<ConnectLangfuseResponses, ConnectLangfuseErrors, ThrowOnError> => (options.client ?? client).put<ConnectLangfuseResponses, ConnectLangfuseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take the draft's instructions from Langfuse
 *
 * By the name and label that the connection names. Visitors notice nothing until the draft is published; what the agent's gate asks for
 * begins at once.
 */
export const takePrompt = <ThrowOnError extends boolean = false>(options: Options<TakePromptData, ThrowOnError>): RequestResult<TakePromptResponses, TakePromptErrors, ThrowOnError> => (options.client ?? client).post<TakePromptResponses, TakePromptErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse/prompt',
    ...options
});

/**
 * Make a suite of a Langfuse dataset
 */
export const pullDataset = <ThrowOnError extends boolean = false>(options: Options<PullDatasetData, ThrowOnError>): RequestResult<PullDatasetResponses, PullDatasetErrors, ThrowOnError> => (options.client ?? client).post<PullDatasetResponses, PullDatasetErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse/pull',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Try an agent's Langfuse project
 *
 * Connects, really. Failures of the project are part of the answer, not errors of this route.
 */
export const testLangfuse = <ThrowOnError extends boolean = false>(options: Options<TestLangfuseData, ThrowOnError>): RequestResult<TestLangfuseResponses, TestLangfuseErrors, ThrowOnError> => (options.client ?? client).post<TestLangfuseResponses, TestLangfuseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/langfuse/test',
    ...options
});

/**
 * List an agent's MCP servers
 */
export const listMcpServers = <ThrowOnError extends boolean = false>(options: Options<ListMcpServersData, ThrowOnError>): RequestResult<ListMcpServersResponses, ListMcpServersErrors, ThrowOnError> => (options.client ?? client).get<ListMcpServersResponses, ListMcpServersErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/mcp-servers',
    ...options
});

/**
 * Create an MCP server
 *
 * Connects to nobody yet: try it to see its tools, then choose some.
 */
export const createMcpServer = <ThrowOnError extends boolean = false>(options: Options<CreateMcpServerData, ThrowOnError>): RequestResult<CreateMcpServerResponses, CreateMcpServerErrors, ThrowOnError> => (options.client ?? client).post<CreateMcpServerResponses, CreateMcpServerErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/mcp-servers',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Open a preview session
 *
 * The token works like a visitor's, but answers come from the draft and the conversations stay out of the list.
 */
export const previewAgent = <ThrowOnError extends boolean = false>(options: Options<PreviewAgentData, ThrowOnError>): RequestResult<PreviewAgentResponses, PreviewAgentErrors, ThrowOnError> => (options.client ?? client).post<PreviewAgentResponses, PreviewAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/agents/{id}/preview',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Publish an agent's draft
 *
 * An agent with a publish gate refuses a draft that does not pass it with 409 `gate_closed`; `errors` names the cases.
 */
export const publishAgent = <ThrowOnError extends boolean = false>(options: Options<PublishAgentData, ThrowOnError>): RequestResult<PublishAgentResponses, PublishAgentErrors, ThrowOnError> => (options.client ?? client).post<PublishAgentResponses, PublishAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/publish',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Search an agent's knowledge
 */
export const retrievePassages = <ThrowOnError extends boolean = false>(options: Options<RetrievePassagesData, ThrowOnError>): RequestResult<RetrievePassagesResponses, RetrievePassagesErrors, ThrowOnError> => (options.client ?? client).post<RetrievePassagesResponses, RetrievePassagesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/retrieve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Go back to an earlier version
 *
 * History is never rewritten: the earlier configuration is published again as the next version, and becomes the draft. An
 * agent with a publish gate takes back only versions that passed it; others are refused with 409 `gate_closed`.
 */
export const rollbackAgent = <ThrowOnError extends boolean = false>(options: Options<RollbackAgentData, ThrowOnError>): RequestResult<RollbackAgentResponses, RollbackAgentErrors, ThrowOnError> => (options.client ?? client).post<RollbackAgentResponses, RollbackAgentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/rollback',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's web sources
 */
export const listSources = <ThrowOnError extends boolean = false>(options: Options<ListSourcesData, ThrowOnError>): RequestResult<ListSourcesResponses, ListSourcesErrors, ThrowOnError> => (options.client ?? client).get<ListSourcesResponses, ListSourcesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/sources',
    ...options
});

/**
 * Add a web source
 *
 * Its pages are fetched in the background, as robots.txt allows; each becomes a document. Follow `status` and `pages` on the source.
 */
export const createSource = <ThrowOnError extends boolean = false>(options: Options<CreateSourceData, ThrowOnError>): RequestResult<CreateSourceResponses, CreateSourceErrors, ThrowOnError> => (options.client ?? client).post<CreateSourceResponses, CreateSourceErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/sources',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's tools
 */
export const listTools = <ThrowOnError extends boolean = false>(options: Options<ListToolsData, ThrowOnError>): RequestResult<ListToolsResponses, ListToolsErrors, ThrowOnError> => (options.client ?? client).get<ListToolsResponses, ListToolsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/tools',
    ...options
});

/**
 * Create a tool
 *
 * Tools act at once and are not part of the agent's versions: what is withdrawn stays withdrawn, whichever version is live.
 */
export const createTool = <ThrowOnError extends boolean = false>(options: Options<CreateToolData, ThrowOnError>): RequestResult<CreateToolResponses, CreateToolErrors, ThrowOnError> => (options.client ?? client).post<CreateToolResponses, CreateToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/tools',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List an agent's versions
 */
export const listVersions = <ThrowOnError extends boolean = false>(options: Options<ListVersionsData, ThrowOnError>): RequestResult<ListVersionsResponses, ListVersionsErrors, ThrowOnError> => (options.client ?? client).get<ListVersionsResponses, ListVersionsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/agents/{id}/versions',
    ...options
});

/**
 * List alerts
 *
 * Those that nobody dismissed and whose version is live.
 */
export const listAlerts = <ThrowOnError extends boolean = false>(options?: Options<ListAlertsData, ThrowOnError>): RequestResult<ListAlertsResponses, ListAlertsErrors, ThrowOnError> => (options?.client ?? client).get<ListAlertsResponses, ListAlertsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/alerts',
    ...options
});

/**
 * Dismiss an alert
 *
 * Somebody has seen it; the same is not told again. One that was dismissed before is not found.
 */
export const dismissAlert = <ThrowOnError extends boolean = false>(options: Options<DismissAlertData, ThrowOnError>): RequestResult<DismissAlertResponses, DismissAlertErrors, ThrowOnError> => (options.client ?? client).post<DismissAlertResponses, DismissAlertErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/alerts/{id}/dismiss',
    ...options
});

/**
 * Report on conversations
 */
export const getReport = <ThrowOnError extends boolean = false>(options?: Options<GetReportData, ThrowOnError>): RequestResult<GetReportResponses, GetReportErrors, ThrowOnError> => (options?.client ?? client).get<GetReportResponses, GetReportErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/analytics',
    ...options
});

/**
 * Export a report's days
 */
export const exportReport = <ThrowOnError extends boolean = false>(options?: Options<ExportReportData, ThrowOnError>): RequestResult<ExportReportResponses, ExportReportErrors, ThrowOnError> => (options?.client ?? client).get<ExportReportResponses, ExportReportErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/analytics/export',
    ...options
});

/**
 * List who changed what
 */
export const listChanges = <ThrowOnError extends boolean = false>(options?: Options<ListChangesData, ThrowOnError>): RequestResult<ListChangesResponses, ListChangesErrors, ThrowOnError> => (options?.client ?? client).get<ListChangesResponses, ListChangesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/audit-log',
    ...options
});

/**
 * Export who changed what
 *
 * As CSV, newest first, at most 10,000 entries. Cells that a spreadsheet would take for a formula begin with an apostrophe.
 */
export const exportChanges = <ThrowOnError extends boolean = false>(options?: Options<ExportChangesData, ThrowOnError>): RequestResult<ExportChangesResponses, ExportChangesErrors, ThrowOnError> => (options?.client ?? client).get<ExportChangesResponses, ExportChangesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/audit-log/export',
    ...options
});

/**
 * List conversations
 *
 * A search looks at a few thousand conversations at a time: a page may hold fewer than asked for, or none, and still have a
 * `nextCursor`.
 */
export const listConversations = <ThrowOnError extends boolean = false>(options?: Options<ListConversationsData, ThrowOnError>): RequestResult<ListConversationsResponses, ListConversationsErrors, ThrowOnError> => (options?.client ?? client).get<ListConversationsResponses, ListConversationsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations',
    ...options
});

/**
 * Export conversations
 *
 * The conversations that the list would show, with their messages, as a file: at most 10,000 of them. Cells of the CSV form that a
 * spreadsheet would take for a formula begin with an apostrophe.
 */
export const exportConversations = <ThrowOnError extends boolean = false>(options?: Options<ExportConversationsData, ThrowOnError>): RequestResult<ExportConversationsResponses, ExportConversationsErrors, ThrowOnError> => (options?.client ?? client).get<ExportConversationsResponses, ExportConversationsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/export',
    ...options
});

/**
 * Erase a conversation
 *
 * Its messages, ratings, labels and notes go with it, also for the visitor. There is no way back. Evaluation cases that a member made of it are
 * copies, which stay until they are deleted in their suites; they no longer say of which conversation they were made.
 */
export const eraseConversation = <ThrowOnError extends boolean = false>(options: Options<EraseConversationData, ThrowOnError>): RequestResult<EraseConversationResponses, EraseConversationErrors, ThrowOnError> => (options.client ?? client).delete<EraseConversationResponses, EraseConversationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/{id}',
    ...options
});

/**
 * Read a conversation
 */
export const getConversation = <ThrowOnError extends boolean = false>(options: Options<GetConversationData, ThrowOnError>): RequestResult<GetConversationResponses, GetConversationErrors, ThrowOnError> => (options.client ?? client).get<GetConversationResponses, GetConversationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/{id}',
    ...options
});

/**
 * List the cases that were made of a conversation
 */
export const listConversationCases = <ThrowOnError extends boolean = false>(options: Options<ListConversationCasesData, ThrowOnError>): RequestResult<ListConversationCasesResponses, ListConversationCasesErrors, ThrowOnError> => (options.client ?? client).get<ListConversationCasesResponses, ListConversationCasesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/{id}/cases',
    ...options
});

/**
 * Label a conversation
 *
 * Replaces its labels; they come back trimmed, sorted and without doubles.
 */
export const setLabels = <ThrowOnError extends boolean = false>(options: Options<SetLabelsData, ThrowOnError>): RequestResult<SetLabelsResponses, SetLabelsErrors, ThrowOnError> => (options.client ?? client).put<SetLabelsResponses, SetLabelsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/{id}/labels',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Add a note to a conversation
 */
export const createNote = <ThrowOnError extends boolean = false>(options: Options<CreateNoteData, ThrowOnError>): RequestResult<CreateNoteResponses, CreateNoteErrors, ThrowOnError> => (options.client ?? client).post<CreateNoteResponses, CreateNoteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/conversations/{id}/notes',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Delete a document
 *
 * Its passages are not found any more at once; its file goes in the background. The document of a web source of one page takes its source along.
 */
export const deleteDocument = <ThrowOnError extends boolean = false>(options: Options<DeleteDocumentData, ThrowOnError>): RequestResult<DeleteDocumentResponses, DeleteDocumentErrors, ThrowOnError> => (options.client ?? client).delete<DeleteDocumentResponses, DeleteDocumentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/documents/{id}',
    ...options
});

/**
 * Read a document's status
 */
export const getDocument = <ThrowOnError extends boolean = false>(options: Options<GetDocumentData, ThrowOnError>): RequestResult<GetDocumentResponses, GetDocumentErrors, ThrowOnError> => (options.client ?? client).get<GetDocumentResponses, GetDocumentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/documents/{id}',
    ...options
});

/**
 * List a document's passages
 */
export const listChunks = <ThrowOnError extends boolean = false>(options: Options<ListChunksData, ThrowOnError>): RequestResult<ListChunksResponses, ListChunksErrors, ThrowOnError> => (options.client ?? client).get<ListChunksResponses, ListChunksErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/documents/{id}/chunks',
    ...options
});

/**
 * Read a document again
 */
export const reprocessDocument = <ThrowOnError extends boolean = false>(options: Options<ReprocessDocumentData, ThrowOnError>): RequestResult<ReprocessDocumentResponses, ReprocessDocumentErrors, ThrowOnError> => (options.client ?? client).post<ReprocessDocumentResponses, ReprocessDocumentErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/documents/{id}/reprocess',
    ...options
});

/**
 * Delete a case
 */
export const deleteCase = <ThrowOnError extends boolean = false>(options: Options<DeleteCaseData, ThrowOnError>): RequestResult<DeleteCaseResponses, DeleteCaseErrors, ThrowOnError> => (options.client ?? client).delete<DeleteCaseResponses, DeleteCaseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/cases/{id}',
    ...options
});

/**
 * Replace what a case says
 */
export const replaceCase = <ThrowOnError extends boolean = false>(options: Options<ReplaceCaseData, ThrowOnError>): RequestResult<ReplaceCaseResponses, ReplaceCaseErrors, ThrowOnError> => (options.client ?? client).put<ReplaceCaseResponses, ReplaceCaseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/cases/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read what came of a case
 */
export const getResult = <ThrowOnError extends boolean = false>(options: Options<GetResultData, ThrowOnError>): RequestResult<GetResultResponses, GetResultErrors, ThrowOnError> => (options.client ?? client).get<GetResultResponses, GetResultErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/results/{id}',
    ...options
});

/**
 * Label a judgement
 *
 * In place of an earlier label on it. How far the judge agrees with all labels is told with the suite's labels.
 */
export const setLabel = <ThrowOnError extends boolean = false>(options: Options<SetLabelData, ThrowOnError>): RequestResult<SetLabelResponses, SetLabelErrors, ThrowOnError> => (options.client ?? client).put<SetLabelResponses, SetLabelErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/results/{id}/labels',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read a run with its results
 */
export const getRun = <ThrowOnError extends boolean = false>(options: Options<GetRunData, ThrowOnError>): RequestResult<GetRunResponses, GetRunErrors, ThrowOnError> => (options.client ?? client).get<GetRunResponses, GetRunErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/runs/{id}',
    ...options
});

/**
 * Stop a run
 *
 * What came of its cases so far is kept, no further call is made, and it counts for no gate. One that has ended is 409.
 */
export const stopRun = <ThrowOnError extends boolean = false>(options: Options<StopRunData, ThrowOnError>): RequestResult<StopRunResponses, StopRunErrors, ThrowOnError> => (options.client ?? client).post<StopRunResponses, StopRunErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/runs/{id}/stop',
    ...options
});

/**
 * Delete a suite with its cases
 *
 * A suite that the agent's gate demands stays: 409. Runs keep what came of them.
 */
export const deleteSuite = <ThrowOnError extends boolean = false>(options: Options<DeleteSuiteData, ThrowOnError>): RequestResult<DeleteSuiteResponses, DeleteSuiteErrors, ThrowOnError> => (options.client ?? client).delete<DeleteSuiteResponses, DeleteSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}',
    ...options
});

/**
 * Read a suite
 */
export const getSuite = <ThrowOnError extends boolean = false>(options: Options<GetSuiteData, ThrowOnError>): RequestResult<GetSuiteResponses, GetSuiteErrors, ThrowOnError> => (options.client ?? client).get<GetSuiteResponses, GetSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}',
    ...options
});

/**
 * Change a suite
 *
 * With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
 */
export const updateSuite = <ThrowOnError extends boolean = false>(options: Options<UpdateSuiteData, ThrowOnError>): RequestResult<UpdateSuiteResponses, UpdateSuiteErrors, ThrowOnError> => (options.client ?? client).patch<UpdateSuiteResponses, UpdateSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List a suite's cases
 */
export const listCases = <ThrowOnError extends boolean = false>(options: Options<ListCasesData, ThrowOnError>): RequestResult<ListCasesResponses, ListCasesErrors, ThrowOnError> => (options.client ?? client).get<ListCasesResponses, ListCasesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/cases',
    ...options
});

/**
 * Add a case to a suite
 */
export const createCase = <ThrowOnError extends boolean = false>(options: Options<CreateCaseData, ThrowOnError>): RequestResult<CreateCaseResponses, CreateCaseErrors, ThrowOnError> => (options.client ?? client).post<CreateCaseResponses, CreateCaseErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/cases',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Add several cases to a suite
 *
 * All of them, or none when one is refused.
 */
export const addCases = <ThrowOnError extends boolean = false>(options: Options<AddCasesData, ThrowOnError>): RequestResult<AddCasesResponses, AddCasesErrors, ThrowOnError> => (options.client ?? client).post<AddCasesResponses, AddCasesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/cases/batch',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make a case of an answer
 *
 * The question becomes its input and what was said before its conversation. Who asked, and what else is known of them, is not taken along. An
 * answer makes one case of a suite: again is 409.
 */
export const caseFromMessage = <ThrowOnError extends boolean = false>(options: Options<CaseFromMessageData, ThrowOnError>): RequestResult<CaseFromMessageResponses, CaseFromMessageErrors, ThrowOnError> => (options.client ?? client).post<CaseFromMessageResponses, CaseFromMessageErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/cases/from-message',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Export a suite as a YAML file
 *
 * `parlor eval run` reads it, and so does an import.
 */
export const exportSuite = <ThrowOnError extends boolean = false>(options: Options<ExportSuiteData, ThrowOnError>): RequestResult<ExportSuiteResponses, ExportSuiteErrors, ThrowOnError> => (options.client ?? client).get<ExportSuiteResponses, ExportSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/export',
    ...options
});

/**
 * List what waits for people's labels
 *
 * With how far each judge of the suite agrees with the labels that there are.
 */
export const listToLabel = <ThrowOnError extends boolean = false>(options: Options<ListToLabelData, ThrowOnError>): RequestResult<ListToLabelResponses, ListToLabelErrors, ThrowOnError> => (options.client ?? client).get<ListToLabelResponses, ListToLabelErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/labels',
    ...options
});

/**
 * Write a suite as a Langfuse dataset
 *
 * Of the agent's project, by the suite's name. Again and again, if wished: nothing doubles.
 */
export const pushSuite = <ThrowOnError extends boolean = false>(options: Options<PushSuiteData, ThrowOnError>): RequestResult<PushSuiteResponses, PushSuiteErrors, ThrowOnError> => (options.client ?? client).post<PushSuiteResponses, PushSuiteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/langfuse',
    ...options
});

/**
 * Read how a suite did, run by run
 */
export const getTrend = <ThrowOnError extends boolean = false>(options: Options<GetTrendData, ThrowOnError>): RequestResult<GetTrendResponses, GetTrendErrors, ThrowOnError> => (options.client ?? client).get<GetTrendResponses, GetTrendErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/evals/suites/{id}/trend',
    ...options
});

/**
 * Watch what changes
 *
 * Server-sent events, one per change, also of changes made through other servers of the install. Ends when the session does.
 */
export const watchChanges = <ThrowOnError extends boolean = false>(options?: Options<WatchChangesData, ThrowOnError, WatchChangesResponse>): Promise<ServerSentEventsResult<WatchChangesResponses>> => (options?.client ?? client).sse.get<WatchChangesResponses, WatchChangesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/events',
    ...options
});

/**
 * List open invitations
 */
export const listInvitations = <ThrowOnError extends boolean = false>(options?: Options<ListInvitationsData, ThrowOnError>): RequestResult<ListInvitationsResponses, ListInvitationsErrors, ThrowOnError> => (options?.client ?? client).get<ListInvitationsResponses, ListInvitationsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/invitations',
    ...options
});

/**
 * Invite somebody
 *
 * Works once and for a week. An earlier invitation to the same address ends.
 */
export const createInvitation = <ThrowOnError extends boolean = false>(options: Options<CreateInvitationData, ThrowOnError>): RequestResult<CreateInvitationResponses, CreateInvitationErrors, ThrowOnError> => (options.client ?? client).post<CreateInvitationResponses, CreateInvitationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/invitations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Take an invitation back
 */
export const revokeInvitation = <ThrowOnError extends boolean = false>(options: Options<RevokeInvitationData, ThrowOnError>): RequestResult<RevokeInvitationResponses, RevokeInvitationErrors, ThrowOnError> => (options.client ?? client).delete<RevokeInvitationResponses, RevokeInvitationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/invitations/{id}',
    ...options
});

/**
 * List keys
 */
export const listKeys = <ThrowOnError extends boolean = false>(options?: Options<ListKeysData, ThrowOnError>): RequestResult<ListKeysResponses, ListKeysErrors, ThrowOnError> => (options?.client ?? client).get<ListKeysResponses, ListKeysErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/keys',
    ...options
});

/**
 * Create a key
 *
 * With an `Idempotency-Key` a repetition makes no second key. It is answered with 409 that names the key: its secret is kept nowhere and
 * cannot be shown again; revoke the key and create another one.
 */
export const createKey = <ThrowOnError extends boolean = false>(options: Options<CreateKeyData, ThrowOnError>): RequestResult<CreateKeyResponses, CreateKeyErrors, ThrowOnError> => (options.client ?? client).post<CreateKeyResponses, CreateKeyErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/keys',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Revoke a key
 *
 * Acts everywhere within 5 seconds, also on visitor tokens opened with the key and on streams that run.
 */
export const revokeKey = <ThrowOnError extends boolean = false>(options: Options<RevokeKeyData, ThrowOnError>): RequestResult<RevokeKeyResponses, RevokeKeyErrors, ThrowOnError> => (options.client ?? client).delete<RevokeKeyResponses, RevokeKeyErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/keys/{id}',
    ...options
});

/**
 * List the labels in use
 */
export const listLabels = <ThrowOnError extends boolean = false>(options?: Options<ListLabelsData, ThrowOnError>): RequestResult<ListLabelsResponses, ListLabelsErrors, ThrowOnError> => (options?.client ?? client).get<ListLabelsResponses, ListLabelsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/labels',
    ...options
});

/**
 * Delete an MCP server
 */
export const deleteMcpServer = <ThrowOnError extends boolean = false>(options: Options<DeleteMcpServerData, ThrowOnError>): RequestResult<DeleteMcpServerResponses, DeleteMcpServerErrors, ThrowOnError> => (options.client ?? client).delete<DeleteMcpServerResponses, DeleteMcpServerErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/mcp-servers/{id}',
    ...options
});

/**
 * Read an MCP server
 */
export const getMcpServer = <ThrowOnError extends boolean = false>(options: Options<GetMcpServerData, ThrowOnError>): RequestResult<GetMcpServerResponses, GetMcpServerErrors, ThrowOnError> => (options.client ?? client).get<GetMcpServerResponses, GetMcpServerErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/mcp-servers/{id}',
    ...options
});

/**
 * Change an MCP server
 *
 * Its tools stay as they were agreed to: what the server at another address describes in another way is switched off.
 */
export const updateMcpServer = <ThrowOnError extends boolean = false>(options: Options<UpdateMcpServerData, ThrowOnError>): RequestResult<UpdateMcpServerResponses, UpdateMcpServerErrors, ThrowOnError> => (options.client ?? client).patch<UpdateMcpServerResponses, UpdateMcpServerErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/mcp-servers/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Try an MCP server
 *
 * Connects, really, and lists its tools. Tools that were chosen before and are now described in another way are switched off until
 * somebody agrees. Failures of the server are part of the answer, not errors of this route.
 */
export const testMcpServer = <ThrowOnError extends boolean = false>(options: Options<TestMcpServerData, ThrowOnError>): RequestResult<TestMcpServerResponses, TestMcpServerErrors, ThrowOnError> => (options.client ?? client).post<TestMcpServerResponses, TestMcpServerErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/mcp-servers/{id}/test',
    ...options
});

/**
 * Choose a server's tool
 *
 * The model sees the tool as it is described now, whatever the server says later. 409 when it is no longer as it was seen.
 */
export const chooseTool = <ThrowOnError extends boolean = false>(options: Options<ChooseToolData, ThrowOnError>): RequestResult<ChooseToolResponses, ChooseToolErrors, ThrowOnError> => (options.client ?? client).post<ChooseToolResponses, ChooseToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/mcp-servers/{id}/tools',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List members
 */
export const listMembers = <ThrowOnError extends boolean = false>(options?: Options<ListMembersData, ThrowOnError>): RequestResult<ListMembersResponses, ListMembersErrors, ThrowOnError> => (options?.client ?? client).get<ListMembersResponses, ListMembersErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/members',
    ...options
});

/**
 * Remove a member
 *
 * Their sessions in this organization end; their account and other organizations stay. The last active owner stays (409).
 */
export const removeMember = <ThrowOnError extends boolean = false>(options: Options<RemoveMemberData, ThrowOnError>): RequestResult<RemoveMemberResponses, RemoveMemberErrors, ThrowOnError> => (options.client ?? client).delete<RemoveMemberResponses, RemoveMemberErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/members/{id}',
    ...options
});

/**
 * Change a member
 *
 * Acts everywhere within 5 seconds. The last active owner stays one (409).
 */
export const updateMember = <ThrowOnError extends boolean = false>(options: Options<UpdateMemberData, ThrowOnError>): RequestResult<UpdateMemberResponses, UpdateMemberErrors, ThrowOnError> => (options.client ?? client).patch<UpdateMemberResponses, UpdateMemberErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/members/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Make a link to reset a member's password
 *
 * Works once and for a day; an earlier link ends. Refused for somebody who is in other organizations, too: their account is not this
 * organization's to give away.
 */
export const resetMember = <ThrowOnError extends boolean = false>(options: Options<ResetMemberData, ThrowOnError>): RequestResult<ResetMemberResponses, ResetMemberErrors, ThrowOnError> => (options.client ?? client).post<ResetMemberResponses, ResetMemberErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/members/{id}/reset',
    ...options
});

/**
 * List all models
 */
export const listModels = <ThrowOnError extends boolean = false>(options?: Options<ListModelsData, ThrowOnError>): RequestResult<ListModelsResponses, ListModelsErrors, ThrowOnError> => (options?.client ?? client).get<ListModelsResponses, ListModelsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/models',
    ...options
});

/**
 * Delete a note
 */
export const deleteNote = <ThrowOnError extends boolean = false>(options: Options<DeleteNoteData, ThrowOnError>): RequestResult<DeleteNoteResponses, DeleteNoteErrors, ThrowOnError> => (options.client ?? client).delete<DeleteNoteResponses, DeleteNoteErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/notes/{id}',
    ...options
});

/**
 * Read one's organization
 */
export const getOrganization = <ThrowOnError extends boolean = false>(options?: Options<GetOrganizationData, ThrowOnError>): RequestResult<GetOrganizationResponses, GetOrganizationErrors, ThrowOnError> => (options?.client ?? client).get<GetOrganizationResponses, GetOrganizationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/organization',
    ...options
});

/**
 * Rename one's organization
 */
export const updateOrganization = <ThrowOnError extends boolean = false>(options: Options<UpdateOrganizationData, ThrowOnError>): RequestResult<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError> => (options.client ?? client).patch<UpdateOrganizationResponses, UpdateOrganizationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/admin/organization',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Compare a snapshot with the one before
 */
export const getSnapshot = <ThrowOnError extends boolean = false>(options: Options<GetSnapshotData, ThrowOnError>): RequestResult<GetSnapshotResponses, GetSnapshotErrors, ThrowOnError> => (options.client ?? client).get<GetSnapshotResponses, GetSnapshotErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/snapshots/{id}',
    ...options
});

/**
 * Roll a web source back to a snapshot
 *
 * The pages of the snapshot serve again at once; nothing is fetched or embedded. The next synchronization asks the site again.
 */
export const rollBackSnapshot = <ThrowOnError extends boolean = false>(options: Options<RollBackSnapshotData, ThrowOnError>): RequestResult<RollBackSnapshotResponses, RollBackSnapshotErrors, ThrowOnError> => (options.client ?? client).post<RollBackSnapshotResponses, RollBackSnapshotErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/snapshots/{id}/rollback',
    ...options
});

/**
 * Delete a web source
 *
 * Its pages, their passages and its snapshots are gone at once; what was fetched goes in the background.
 */
export const deleteSource = <ThrowOnError extends boolean = false>(options: Options<DeleteSourceData, ThrowOnError>): RequestResult<DeleteSourceResponses, DeleteSourceErrors, ThrowOnError> => (options.client ?? client).delete<DeleteSourceResponses, DeleteSourceErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}',
    ...options
});

/**
 * Get a web source
 */
export const getSource = <ThrowOnError extends boolean = false>(options: Options<GetSourceData, ThrowOnError>): RequestResult<GetSourceResponses, GetSourceErrors, ThrowOnError> => (options.client ?? client).get<GetSourceResponses, GetSourceErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}',
    ...options
});

/**
 * Change a web source
 *
 * With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
 */
export const updateSource = <ThrowOnError extends boolean = false>(options: Options<UpdateSourceData, ThrowOnError>): RequestResult<UpdateSourceResponses, UpdateSourceErrors, ThrowOnError> => (options.client ?? client).patch<UpdateSourceResponses, UpdateSourceErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List a web source's pages
 */
export const listPages = <ThrowOnError extends boolean = false>(options: Options<ListPagesData, ThrowOnError>): RequestResult<ListPagesResponses, ListPagesErrors, ThrowOnError> => (options.client ?? client).get<ListPagesResponses, ListPagesErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}/pages',
    ...options
});

/**
 * List a web source's snapshots
 *
 * A synchronization that changed something takes one; the last ten are kept.
 */
export const listSnapshots = <ThrowOnError extends boolean = false>(options: Options<ListSnapshotsData, ThrowOnError>): RequestResult<ListSnapshotsResponses, ListSnapshotsErrors, ThrowOnError> => (options.client ?? client).get<ListSnapshotsResponses, ListSnapshotsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}/snapshots',
    ...options
});

/**
 * Synchronize a web source now
 *
 * Pages that have not changed are left as they are. When a synchronization runs already, that one is meant.
 */
export const syncSource = <ThrowOnError extends boolean = false>(options: Options<SyncSourceData, ThrowOnError>): RequestResult<SyncSourceResponses, SyncSourceErrors, ThrowOnError> => (options.client ?? client).post<SyncSourceResponses, SyncSourceErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/sources/{id}/sync',
    ...options
});

/**
 * Delete a tool
 */
export const deleteTool = <ThrowOnError extends boolean = false>(options: Options<DeleteToolData, ThrowOnError>): RequestResult<DeleteToolResponses, DeleteToolErrors, ThrowOnError> => (options.client ?? client).delete<DeleteToolResponses, DeleteToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/tools/{id}',
    ...options
});

/**
 * Read a tool
 */
export const getTool = <ThrowOnError extends boolean = false>(options: Options<GetToolData, ThrowOnError>): RequestResult<GetToolResponses, GetToolErrors, ThrowOnError> => (options.client ?? client).get<GetToolResponses, GetToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/tools/{id}',
    ...options
});

/**
 * Change a tool
 *
 * With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
 */
export const updateTool = <ThrowOnError extends boolean = false>(options: Options<UpdateToolData, ThrowOnError>): RequestResult<UpdateToolResponses, UpdateToolErrors, ThrowOnError> => (options.client ?? client).patch<UpdateToolResponses, UpdateToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/tools/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Agree to a changed tool
 *
 * The model sees the tool as it is described in `mcp.change` from now on, and may call it again. 409 when there is no such change (any more).
 */
export const approveTool = <ThrowOnError extends boolean = false>(options: Options<ApproveToolData, ThrowOnError>): RequestResult<ApproveToolResponses, ApproveToolErrors, ThrowOnError> => (options.client ?? client).post<ApproveToolResponses, ApproveToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/tools/{id}/approve',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Try a tool
 *
 * Calls it once, really, with a signature like every other call. Failures of the tool are part of the answer, not errors of this route.
 */
export const testTool = <ThrowOnError extends boolean = false>(options: Options<TestToolData, ThrowOnError>): RequestResult<TestToolResponses, TestToolErrors, ThrowOnError> => (options.client ?? client).post<TestToolResponses, TestToolErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/tools/{id}/test',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Read what was used
 */
export const getUsage = <ThrowOnError extends boolean = false>(options?: Options<GetUsageData, ThrowOnError>): RequestResult<GetUsageResponses, GetUsageErrors, ThrowOnError> => (options?.client ?? client).get<GetUsageResponses, GetUsageErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/usage',
    ...options
});

/**
 * Erase a visitor
 *
 * All their conversations go with them, and what is known of them. What their answers cost stays in the sums. There is no way back.
 */
export const eraseVisitor = <ThrowOnError extends boolean = false>(options: Options<EraseVisitorData, ThrowOnError>): RequestResult<EraseVisitorResponses, EraseVisitorErrors, ThrowOnError> => (options.client ?? client).delete<EraseVisitorResponses, EraseVisitorErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/visitors/{id}',
    ...options
});

/**
 * Read a visitor
 *
 * What they said is in their conversations: `GET /api/admin/conversations/export?visitor=` gives all of it.
 */
export const getVisitor = <ThrowOnError extends boolean = false>(options: Options<GetVisitorData, ThrowOnError>): RequestResult<GetVisitorResponses, GetVisitorErrors, ThrowOnError> => (options.client ?? client).get<GetVisitorResponses, GetVisitorErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/admin/visitors/{id}',
    ...options
});

/**
 * Look at an invitation
 */
export const lookAtInvitation = <ThrowOnError extends boolean = false>(options: Options<LookAtInvitationData, ThrowOnError>): RequestResult<LookAtInvitationResponses, LookAtInvitationErrors, ThrowOnError> => (options.client ?? client).post<LookAtInvitationResponses, LookAtInvitationErrors, ThrowOnError>({
    url: '/api/auth/invitation',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Accept an invitation
 */
export const acceptInvitation = <ThrowOnError extends boolean = false>(options: Options<AcceptInvitationData, ThrowOnError>): RequestResult<AcceptInvitationResponses, AcceptInvitationErrors, ThrowOnError> => (options.client ?? client).post<AcceptInvitationResponses, AcceptInvitationErrors, ThrowOnError>({
    url: '/api/auth/invitation/accept',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Log in
 */
export const login = <ThrowOnError extends boolean = false>(options: Options<LoginData, ThrowOnError>): RequestResult<LoginResponses, LoginErrors, ThrowOnError> => (options.client ?? client).post<LoginResponses, LoginErrors, ThrowOnError>({
    url: '/api/auth/login',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Log out
 */
export const logout = <ThrowOnError extends boolean = false>(options?: Options<LogoutData, ThrowOnError>): RequestResult<LogoutResponses, LogoutErrors, ThrowOnError> => (options?.client ?? client).post<LogoutResponses, LogoutErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/logout',
    ...options
});

/**
 * Tell who is signed in
 */
export const me = <ThrowOnError extends boolean = false>(options?: Options<MeData, ThrowOnError>): RequestResult<MeResponses, MeErrors, ThrowOnError> => (options?.client ?? client).get<MeResponses, MeErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/me',
    ...options
});

/**
 * Change one's name
 */
export const updateAccount = <ThrowOnError extends boolean = false>(options: Options<UpdateAccountData, ThrowOnError>): RequestResult<UpdateAccountResponses, UpdateAccountErrors, ThrowOnError> => (options.client ?? client).patch<UpdateAccountResponses, UpdateAccountErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/me',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List one's organizations
 */
export const listOrganizations = <ThrowOnError extends boolean = false>(options?: Options<ListOrganizationsData, ThrowOnError>): RequestResult<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError> => (options?.client ?? client).get<ListOrganizationsResponses, ListOrganizationsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/organizations',
    ...options
});

/**
 * Create another organization
 *
 * Who creates it owns it, and goes on in it.
 */
export const foundOrganization = <ThrowOnError extends boolean = false>(options: Options<FoundOrganizationData, ThrowOnError>): RequestResult<FoundOrganizationResponses, FoundOrganizationErrors, ThrowOnError> => (options.client ?? client).post<FoundOrganizationResponses, FoundOrganizationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/organizations',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Change one's password
 *
 * Every other session ends, in all organizations, and so do links to reset the password.
 */
export const changePassword = <ThrowOnError extends boolean = false>(options: Options<ChangePasswordData, ThrowOnError>): RequestResult<ChangePasswordResponses, ChangePasswordErrors, ThrowOnError> => (options.client ?? client).post<ChangePasswordResponses, ChangePasswordErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/password',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Reset a password
 *
 * Works once and for a day. Every session of the account ends.
 */
export const resetPassword = <ThrowOnError extends boolean = false>(options: Options<ResetPasswordData, ThrowOnError>): RequestResult<ResetPasswordResponses, ResetPasswordErrors, ThrowOnError> => (options.client ?? client).post<ResetPasswordResponses, ResetPasswordErrors, ThrowOnError>({
    url: '/api/auth/reset',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * End one's other sessions
 *
 * In all organizations; the session that asks goes on.
 */
export const endOtherSessions = <ThrowOnError extends boolean = false>(options?: Options<EndOtherSessionsData, ThrowOnError>): RequestResult<EndOtherSessionsResponses, EndOtherSessionsErrors, ThrowOnError> => (options?.client ?? client).delete<EndOtherSessionsResponses, EndOtherSessionsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/sessions',
    ...options
});

/**
 * List one's sessions
 */
export const listSessions = <ThrowOnError extends boolean = false>(options?: Options<ListSessionsData, ThrowOnError>): RequestResult<ListSessionsResponses, ListSessionsErrors, ThrowOnError> => (options?.client ?? client).get<ListSessionsResponses, ListSessionsErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/sessions',
    ...options
});

/**
 * End one of one's sessions
 */
export const endSession = <ThrowOnError extends boolean = false>(options: Options<EndSessionData, ThrowOnError>): RequestResult<EndSessionResponses, EndSessionErrors, ThrowOnError> => (options.client ?? client).delete<EndSessionResponses, EndSessionErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/sessions/{id}',
    ...options
});

/**
 * Sign up
 *
 * Creates an account and an organization that it owns, and signs in.
 */
export const signup = <ThrowOnError extends boolean = false>(options: Options<SignupData, ThrowOnError>): RequestResult<SignupResponses, SignupErrors, ThrowOnError> => (options.client ?? client).post<SignupResponses, SignupErrors, ThrowOnError>({
    url: '/api/auth/signup',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Switch to another organization
 *
 * The session ends and another one begins there.
 */
export const switchOrganization = <ThrowOnError extends boolean = false>(options: Options<SwitchOrganizationData, ThrowOnError>): RequestResult<SwitchOrganizationResponses, SwitchOrganizationErrors, ThrowOnError> => (options.client ?? client).post<SwitchOrganizationResponses, SwitchOrganizationErrors, ThrowOnError>({
    security: [{
            in: 'cookie',
            name: 'parlor_session',
            type: 'apiKey'
        }],
    url: '/api/auth/switch',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List one's chats
 */
export const listChats = <ThrowOnError extends boolean = false>(options?: Options<ListChatsData, ThrowOnError>): RequestResult<ListChatsResponses, ListChatsErrors, ThrowOnError> => (options?.client ?? client).get<ListChatsResponses, ListChatsErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats',
    ...options
});

/**
 * Begin a chat
 */
export const createChat = <ThrowOnError extends boolean = false>(options?: Options<CreateChatData, ThrowOnError>): RequestResult<CreateChatResponses, CreateChatErrors, ThrowOnError> => (options?.client ?? client).post<CreateChatResponses, CreateChatErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Erase a chat
 */
export const deleteChat = <ThrowOnError extends boolean = false>(options: Options<DeleteChatData, ThrowOnError>): RequestResult<DeleteChatResponses, DeleteChatErrors, ThrowOnError> => (options.client ?? client).delete<DeleteChatResponses, DeleteChatErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}',
    ...options
});

/**
 * Read a chat
 */
export const getChat = <ThrowOnError extends boolean = false>(options: Options<GetChatData, ThrowOnError>): RequestResult<GetChatResponses, GetChatErrors, ThrowOnError> => (options.client ?? client).get<GetChatResponses, GetChatErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}',
    ...options
});

/**
 * Rename a chat
 */
export const renameChat = <ThrowOnError extends boolean = false>(options: Options<RenameChatData, ThrowOnError>): RequestResult<RenameChatResponses, RenameChatErrors, ThrowOnError> => (options.client ?? client).patch<RenameChatResponses, RenameChatErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Send a message
 *
 * Answers with server-sent events: the AI SDK's UI message stream, version 1. Every event has a sequence number as its `id`;
 * the stream ends with `data: [DONE]`. `Accept: text/event-stream; protocol=ag-ui` selects AG-UI instead. Hanging up does not end the answer; stop does. With an `Idempotency-Key` that was seen
 * before, the earlier answer is streamed again.
 */
export const sendMessage = <ThrowOnError extends boolean = false>(options: Options<SendMessageData, ThrowOnError, SendMessageResponse>): Promise<ServerSentEventsResult<SendMessageResponses>> => (options.client ?? client).sse.post<SendMessageResponses, SendMessageErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}/messages',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * Stop the answer that is being written
 *
 * What was written so far stays.
 */
export const stopAnswer = <ThrowOnError extends boolean = false>(options: Options<StopAnswerData, ThrowOnError>): RequestResult<StopAnswerResponses, StopAnswerErrors, ThrowOnError> => (options.client ?? client).post<StopAnswerResponses, StopAnswerErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}/stop',
    ...options
});

/**
 * Resume an answer
 *
 * While an answer is being written: everything from its start, then the rest as it comes. With `Last-Event-ID`: only later events,
 * also of the answer that has just ended. Otherwise 204.
 */
export const resumeAnswer = <ThrowOnError extends boolean = false>(options: Options<ResumeAnswerData, ThrowOnError, ResumeAnswerResponse>): Promise<ServerSentEventsResult<ResumeAnswerResponses>> => (options.client ?? client).sse.get<ResumeAnswerResponses, ResumeAnswerErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/chats/{id}/stream',
    ...options
});

/**
 * Rate an answer
 */
export const rateMessage = <ThrowOnError extends boolean = false>(options: Options<RateMessageData, ThrowOnError>): RequestResult<RateMessageResponses, RateMessageErrors, ThrowOnError> => (options.client ?? client).put<RateMessageResponses, RateMessageErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/messages/{id}/feedback',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List the agent's models
 */
export const listAgentModels = <ThrowOnError extends boolean = false>(options?: Options<ListAgentModelsData, ThrowOnError>): RequestResult<ListAgentModelsResponses, ListAgentModelsErrors, ThrowOnError> => (options?.client ?? client).get<ListAgentModelsResponses, ListAgentModelsErrors, ThrowOnError>({
    security: [{
            key: 'visitorToken',
            scheme: 'bearer',
            type: 'http'
        }, {
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/models',
    ...options
});

/**
 * Open a visitor session
 *
 * Called from the page that embeds the widget, with a publishable key, from one of the key's allowed origins.
 */
export const openSession = <ThrowOnError extends boolean = false>(options?: Options<OpenSessionData, ThrowOnError>): RequestResult<OpenSessionResponses, OpenSessionErrors, ThrowOnError> => (options?.client ?? client).post<OpenSessionResponses, OpenSessionErrors, ThrowOnError>({
    security: [{
            key: 'publishableKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/api/session',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options?.headers
    }
});

/**
 * Tell status and version
 */
export const health = <ThrowOnError extends boolean = false>(options?: Options<HealthData, ThrowOnError>): RequestResult<HealthResponses, HealthErrors, ThrowOnError> => (options?.client ?? client).get<HealthResponses, HealthErrors, ThrowOnError>({ url: '/health', ...options });

/**
 * Take a message of Langfuse's webhook
 *
 * Signed by the project (`x-langfuse-signature`), at most five minutes ago, and later than the last one. The draft takes its instructions
 * from the project soon after.
 */
export const langfuseHook = <ThrowOnError extends boolean = false>(options: Options<LangfuseHookData, ThrowOnError>): RequestResult<LangfuseHookResponses, LangfuseHookErrors, ThrowOnError> => (options.client ?? client).post<LangfuseHookResponses, LangfuseHookErrors, ThrowOnError>({ url: '/hooks/langfuse/{tenant}/{agent}', ...options });

/**
 * Tell that the process lives
 */
export const livez = <ThrowOnError extends boolean = false>(options?: Options<LivezData, ThrowOnError>): RequestResult<LivezResponses, LivezErrors, ThrowOnError> => (options?.client ?? client).get<LivezResponses, LivezErrors, ThrowOnError>({ url: '/livez', ...options });

/**
 * Read the metrics of this node
 *
 * For Prometheus, with the token that the operator has configured (`PARLOR_METRICS_TOKEN`) as bearer; without one nobody may.
 */
export const scrape = <ThrowOnError extends boolean = false>(options?: Options<ScrapeData, ThrowOnError>): RequestResult<ScrapeResponses, ScrapeErrors, ThrowOnError> => (options?.client ?? client).get<ScrapeResponses, ScrapeErrors, ThrowOnError>({
    security: [{
            key: 'operatorToken',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/metrics',
    ...options
});

/**
 * Tell whether the server may be sent traffic
 *
 * Checks that storage can be read and written, and that the server is not going down.
 */
export const readyz = <ThrowOnError extends boolean = false>(options?: Options<ReadyzData, ThrowOnError>): RequestResult<ReadyzResponses, ReadyzErrors, ThrowOnError> => (options?.client ?? client).get<ReadyzResponses, ReadyzErrors, ThrowOnError>({ url: '/readyz', ...options });

/**
 * Create a chat completion
 *
 * OpenAI's API, with an agent's id as `model`: existing SDKs work with this server's `/v1` as their base URL. Each call is a turn in a
 * chat of the visitor: a conversation that was sent before with its answers goes on in its chat, which `X-Parlor-Chat` names. Errors
 * have OpenAI's shape.
 */
export const createCompletion = <ThrowOnError extends boolean = false>(options: Options<CreateCompletionData, ThrowOnError>): RequestResult<CreateCompletionResponses, CreateCompletionErrors, ThrowOnError> => (options.client ?? client).post<CreateCompletionResponses, CreateCompletionErrors, ThrowOnError>({
    security: [{
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/chat/completions',
    ...options,
    headers: {
        'Content-Type': 'application/json',
        ...options.headers
    }
});

/**
 * List agents as models
 */
export const listAsModels = <ThrowOnError extends boolean = false>(options?: Options<ListAsModelsData, ThrowOnError>): RequestResult<ListAsModelsResponses, ListAsModelsErrors, ThrowOnError> => (options?.client ?? client).get<ListAsModelsResponses, ListAsModelsErrors, ThrowOnError>({
    security: [{
            key: 'secretKey',
            scheme: 'bearer',
            type: 'http'
        }],
    url: '/v1/models',
    ...options
});
