// Generated from docs/openapi.json by `npm run generate -w @parlor/api-client`.
// @ts-nocheck

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

export type RetrievalMode = 'hybrid' | 'vector' | 'text';

export type RetrievalSettingsBody = {
    topK: number;
    threshold: number;
    mode: RetrievalMode;
};

export type SchemeBody = 'light' | 'dark' | 'auto';

export type PositionBody = 'left' | 'right';

export type ThemeBody = {
    color?: string | null;
    scheme?: null | SchemeBody;
    position?: null | PositionBody;
};

export type ConfigBody = {
    name: string;
    systemPrompt: string;
    model: string | null;
    greeting: string | null;
    suggestions: Array<string>;
    retrieval: RetrievalSettingsBody;
    theme: ThemeBody;
    locale?: string | null;
};

export type AgentBody = {
    id: string;
    slug: string;
    name: string;
    version: number;
    publishedVersion: number;
    hasKnowledge: boolean;
    draft: ConfigBody;
    createdAt: string;
    updatedAt: string;
};

export type AgentPage = {
    agents: Array<AgentBody>;
    nextCursor?: string | null;
};

export type CreateAgent = {
    name: string;
    systemPrompt: string;
    model?: string | null;
    greeting?: string | null;
    suggestions?: Array<string>;
    retrieval?: RetrievalSettingsBody;
};

export type ConfigPatch = {
    version: number;
    name?: string;
    systemPrompt?: string;
    model?: string | null;
    greeting?: string | null;
    suggestions?: Array<string>;
    retrieval?: RetrievalSettingsBody;
    theme?: ThemeBody;
};

export type VersionBody = {
    version: number;
    config: ConfigBody;
    publishedAt: string;
    note?: string | null;
    publishedBy?: string | null;
};

export type VersionList = {
    versions: Array<VersionBody>;
    nextCursor?: string | null;
};

export type PublishAgent = {
    note?: string | null;
    version?: number | null;
};

export type RollbackAgent = {
    version: number;
};

export type AccountMember = {
    id: string;
    email: string;
    role: string;
    name?: string | null;
};

export type OrganizationBody = {
    id: string;
    name: string;
    slug: string;
};

export type AccountBody = {
    member: AccountMember;
    organization: OrganizationBody;
    csrfToken: string;
};

export type Signup = {
    email: string;
    password: string;
    organization: string;
    name?: string | null;
};

export type Login = {
    email: string;
    password: string;
};

export type DocumentStatusBody = 'queued' | 'extracting' | 'embedding' | 'ready' | 'failed';

export type DocumentBody = {
    id: string;
    agentId: string;
    title: string;
    filename: string;
    size: number;
    mediaType: string;
    status: DocumentStatusBody;
    chunkCount: number;
    createdAt: string;
    error?: string | null;
    pageCount?: number | null;
};

export type DocumentPage = {
    documents: Array<DocumentBody>;
    nextCursor?: string | null;
};

export type ChunkBody = {
    id: string;
    position: number;
    text: string;
    heading?: string | null;
    page?: number | null;
};

export type ChunkList = {
    chunks: Array<ChunkBody>;
    nextFrom?: number | null;
};

export type RetrieveBody = {
    query: string;
    topK?: number;
    threshold?: number;
    mode?: RetrievalMode;
};

export type PassageBody = {
    chunkId: string;
    documentId: string;
    title: string;
    text: string;
    score: number;
    heading?: string | null;
    page?: number | null;
    vectorScore?: number | null;
    textScore?: number | null;
};

export type RetrieveResult = {
    results: Array<PassageBody>;
    tookMs: number;
};

export type KeyKind = 'publishable' | 'secret';

export type KeyBody = {
    id: string;
    name: string;
    kind: KeyKind;
    prefix: string;
    agentIds: Array<string>;
    allowedOrigins: Array<string>;
    scopes: Array<string>;
    createdAt: string;
    lastUsedAt?: string | null;
    revokedAt?: string | null;
};

export type KeyList = {
    keys: Array<KeyBody>;
    nextCursor?: string | null;
};

export type CreateKey = {
    name: string;
    kind: KeyKind;
    agentIds?: Array<string>;
    allowedOrigins?: Array<string>;
    scopes?: Array<string>;
};

export type CreatedKey = KeyBody & {
    key: string;
};

export type ModelBody = {
    id: string;
    name: string;
    default: boolean;
    contextTokens?: number | null;
};

export type ModelList = {
    models: Array<ModelBody>;
};

export type AgentProfile = {
    id: string;
    name: string;
    suggestions: Array<string>;
    greeting?: string | null;
    theme?: null | ThemeBody;
    locale?: string | null;
};

export type SessionBody = {
    token: string;
    expiresAt: string;
    visitorId: string;
    agent: AgentProfile;
};

export type ConversationBody = {
    id: string;
    agentId: string;
    title: string | null;
    createdAt: string;
    updatedAt: string;
    visitorId?: string;
};

export type ConversationPage = {
    conversations: Array<ConversationBody>;
    nextCursor?: string | null;
};

export type MessageBody = {
    id: string;
    role: 'user' | 'assistant';
    content: string;
    createdAt: string;
    citations?: Array<unknown>;
    feedback?: unknown;
};

export type Transcript = ConversationBody & {
    messages: Array<MessageBody>;
};

export type PreviewAgent = {
    visitorToken?: string | null;
};

export type FieldError = {
    path: string;
    message: string;
};

export type Problem = {
    type: string;
    title: string;
    status: number;
    code: string;
    detail: string;
    requestId?: string;
    errors?: Array<FieldError>;
};

export type SignupData = {
    body: Signup;
    path?: never;
    query?: never;
    url: '/api/auth/signup';
};

export type SignupErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type SignupError = SignupErrors[keyof SignupErrors];

export type SignupResponses = {
    /**
     * ok
     */
    201: AccountBody;
};

export type SignupResponse = SignupResponses[keyof SignupResponses];

export type LoginData = {
    body: Login;
    path?: never;
    query?: never;
    url: '/api/auth/login';
};

export type LoginErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type LoginError = LoginErrors[keyof LoginErrors];

export type LoginResponses = {
    /**
     * ok
     */
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
     * refused
     */
    default: Problem;
};

export type LogoutError = LogoutErrors[keyof LogoutErrors];

export type LogoutResponses = {
    /**
     * ok
     */
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
     * refused
     */
    default: Problem;
};

export type MeError = MeErrors[keyof MeErrors];

export type MeResponses = {
    /**
     * ok
     */
    200: AccountBody;
};

export type MeResponse = MeResponses[keyof MeResponses];

export type ListAgentsData = {
    body?: never;
    path?: never;
    query?: {
        cursor?: string;
        limit?: number;
    };
    url: '/api/admin/agents';
};

export type ListAgentsErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListAgentsError = ListAgentsErrors[keyof ListAgentsErrors];

export type ListAgentsResponses = {
    /**
     * ok
     */
    200: AgentPage;
};

export type ListAgentsResponse = ListAgentsResponses[keyof ListAgentsResponses];

export type CreateAgentData = {
    body: CreateAgent;
    path?: never;
    query?: never;
    url: '/api/admin/agents';
};

export type CreateAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type CreateAgentError = CreateAgentErrors[keyof CreateAgentErrors];

export type CreateAgentResponses = {
    /**
     * ok
     */
    201: AgentBody;
};

export type CreateAgentResponse = CreateAgentResponses[keyof CreateAgentResponses];

export type DeleteAgentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type DeleteAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type DeleteAgentError = DeleteAgentErrors[keyof DeleteAgentErrors];

export type DeleteAgentResponses = {
    /**
     * ok
     */
    204: void;
};

export type DeleteAgentResponse = DeleteAgentResponses[keyof DeleteAgentResponses];

export type GetAgentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type GetAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type GetAgentError = GetAgentErrors[keyof GetAgentErrors];

export type GetAgentResponses = {
    /**
     * ok
     */
    200: AgentBody;
};

export type GetAgentResponse = GetAgentResponses[keyof GetAgentResponses];

export type UpdateAgentData = {
    body: ConfigPatch;
    headers?: {
        'If-Match'?: string;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}';
};

export type UpdateAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type UpdateAgentError = UpdateAgentErrors[keyof UpdateAgentErrors];

export type UpdateAgentResponses = {
    /**
     * ok
     */
    200: AgentBody;
};

export type UpdateAgentResponse = UpdateAgentResponses[keyof UpdateAgentResponses];

export type ListVersionsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        cursor?: string;
        limit?: number;
    };
    url: '/api/admin/agents/{id}/versions';
};

export type ListVersionsErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListVersionsError = ListVersionsErrors[keyof ListVersionsErrors];

export type ListVersionsResponses = {
    /**
     * ok
     */
    200: VersionList;
};

export type ListVersionsResponse = ListVersionsResponses[keyof ListVersionsResponses];

export type PublishAgentData = {
    body: PublishAgent;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/publish';
};

export type PublishAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type PublishAgentError = PublishAgentErrors[keyof PublishAgentErrors];

export type PublishAgentResponses = {
    /**
     * ok
     */
    200: AgentBody;
};

export type PublishAgentResponse = PublishAgentResponses[keyof PublishAgentResponses];

export type RollbackAgentData = {
    body: RollbackAgent;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/rollback';
};

export type RollbackAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type RollbackAgentError = RollbackAgentErrors[keyof RollbackAgentErrors];

export type RollbackAgentResponses = {
    /**
     * ok
     */
    200: AgentBody;
};

export type RollbackAgentResponse = RollbackAgentResponses[keyof RollbackAgentResponses];

export type PreviewAgentData = {
    body: PreviewAgent;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/preview';
};

export type PreviewAgentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type PreviewAgentError = PreviewAgentErrors[keyof PreviewAgentErrors];

export type PreviewAgentResponses = {
    /**
     * ok
     */
    200: SessionBody;
};

export type PreviewAgentResponse = PreviewAgentResponses[keyof PreviewAgentResponses];

export type ListDocumentsData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        cursor?: string;
        limit?: number;
    };
    url: '/api/admin/agents/{id}/documents';
};

export type ListDocumentsErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListDocumentsError = ListDocumentsErrors[keyof ListDocumentsErrors];

export type ListDocumentsResponses = {
    /**
     * ok
     */
    200: DocumentPage;
};

export type ListDocumentsResponse = ListDocumentsResponses[keyof ListDocumentsResponses];

export type UploadDocumentData = {
    body: {
        file: Blob | File;
    };
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/documents';
};

export type UploadDocumentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type UploadDocumentError = UploadDocumentErrors[keyof UploadDocumentErrors];

export type UploadDocumentResponses = {
    /**
     * ok
     */
    202: DocumentBody;
};

export type UploadDocumentResponse = UploadDocumentResponses[keyof UploadDocumentResponses];

export type RetrieveData = {
    body: RetrieveBody;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/agents/{id}/retrieve';
};

export type RetrieveErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type RetrieveError = RetrieveErrors[keyof RetrieveErrors];

export type RetrieveResponses = {
    /**
     * ok
     */
    200: RetrieveResult;
};

export type RetrieveResponse = RetrieveResponses[keyof RetrieveResponses];

export type DeleteDocumentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}';
};

export type DeleteDocumentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type DeleteDocumentError = DeleteDocumentErrors[keyof DeleteDocumentErrors];

export type DeleteDocumentResponses = {
    /**
     * ok
     */
    204: void;
};

export type DeleteDocumentResponse = DeleteDocumentResponses[keyof DeleteDocumentResponses];

export type GetDocumentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}';
};

export type GetDocumentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type GetDocumentError = GetDocumentErrors[keyof GetDocumentErrors];

export type GetDocumentResponses = {
    /**
     * ok
     */
    200: DocumentBody;
};

export type GetDocumentResponse = GetDocumentResponses[keyof GetDocumentResponses];

export type ListChunksData = {
    body?: never;
    path: {
        id: string;
    };
    query?: {
        from?: number;
        limit?: number;
    };
    url: '/api/admin/documents/{id}/chunks';
};

export type ListChunksErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListChunksError = ListChunksErrors[keyof ListChunksErrors];

export type ListChunksResponses = {
    /**
     * ok
     */
    200: ChunkList;
};

export type ListChunksResponse = ListChunksResponses[keyof ListChunksResponses];

export type ReprocessDocumentData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/documents/{id}/reprocess';
};

export type ReprocessDocumentErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ReprocessDocumentError = ReprocessDocumentErrors[keyof ReprocessDocumentErrors];

export type ReprocessDocumentResponses = {
    /**
     * ok
     */
    202: DocumentBody;
};

export type ReprocessDocumentResponse = ReprocessDocumentResponses[keyof ReprocessDocumentResponses];

export type ListKeysData = {
    body?: never;
    path?: never;
    query?: {
        cursor?: string;
        limit?: number;
    };
    url: '/api/admin/keys';
};

export type ListKeysErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListKeysError = ListKeysErrors[keyof ListKeysErrors];

export type ListKeysResponses = {
    /**
     * ok
     */
    200: KeyList;
};

export type ListKeysResponse = ListKeysResponses[keyof ListKeysResponses];

export type CreateKeyData = {
    body: CreateKey;
    path?: never;
    query?: never;
    url: '/api/admin/keys';
};

export type CreateKeyErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type CreateKeyError = CreateKeyErrors[keyof CreateKeyErrors];

export type CreateKeyResponses = {
    /**
     * ok
     */
    201: CreatedKey;
};

export type CreateKeyResponse = CreateKeyResponses[keyof CreateKeyResponses];

export type RevokeKeyData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/keys/{id}';
};

export type RevokeKeyErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type RevokeKeyError = RevokeKeyErrors[keyof RevokeKeyErrors];

export type RevokeKeyResponses = {
    /**
     * ok
     */
    204: void;
};

export type RevokeKeyResponse = RevokeKeyResponses[keyof RevokeKeyResponses];

export type ListModelsData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/models';
};

export type ListModelsErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListModelsError = ListModelsErrors[keyof ListModelsErrors];

export type ListModelsResponses = {
    /**
     * ok
     */
    200: ModelList;
};

export type ListModelsResponse = ListModelsResponses[keyof ListModelsResponses];

export type GetOrganizationData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/admin/organization';
};

export type GetOrganizationErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type GetOrganizationError = GetOrganizationErrors[keyof GetOrganizationErrors];

export type GetOrganizationResponses = {
    /**
     * ok
     */
    200: OrganizationBody;
};

export type GetOrganizationResponse = GetOrganizationResponses[keyof GetOrganizationResponses];

export type ListConversationsData = {
    body?: never;
    path?: never;
    query?: {
        cursor?: string;
        limit?: number;
    };
    url: '/api/admin/conversations';
};

export type ListConversationsErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type ListConversationsError = ListConversationsErrors[keyof ListConversationsErrors];

export type ListConversationsResponses = {
    /**
     * ok
     */
    200: ConversationPage;
};

export type ListConversationsResponse = ListConversationsResponses[keyof ListConversationsResponses];

export type GetConversationData = {
    body?: never;
    path: {
        id: string;
    };
    query?: never;
    url: '/api/admin/conversations/{id}';
};

export type GetConversationErrors = {
    /**
     * refused
     */
    default: Problem;
};

export type GetConversationError = GetConversationErrors[keyof GetConversationErrors];

export type GetConversationResponses = {
    /**
     * ok
     */
    200: Transcript;
};

export type GetConversationResponse = GetConversationResponses[keyof GetConversationResponses];
