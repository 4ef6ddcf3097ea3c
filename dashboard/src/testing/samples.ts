import type { AccountBody, AgentBody, DocumentBody, KeyBody, MemberBody, SourceBody, ToolBody } from "@parlor/api-client";

const AT = "2026-11-23T12:00:00Z";

export function agent(over: Partial<AgentBody> = {}): AgentBody {
  return {
    id: "agt_1",
    slug: "ada",
    name: "Ada",
    version: 3,
    publishedVersion: 2,
    hasKnowledge: false,
    draft: {
      name: "Ada",
      systemPrompt: "Help.",
      model: null,
      modelSettings: { temperature: 0.3, maxTokens: 800, reasoningEffort: "low", fallbacks: ["small/model"] },
      greeting: "Hi!",
      suggestions: ["What do you do?"],
      knowledge: { chunkTokens: 220, overlapPercent: 15 },
      retrieval: { topK: 6, threshold: 0, mode: "hybrid", vectorWeight: 0.5, rerank: false },
      noEvidence: { policy: "answer", message: null, contact: null },
      theme: { color: "#0d6b4c", scheme: null, position: null },
    },
    createdAt: AT,
    updatedAt: AT,
    ...over,
  };
}

export function document(over: Partial<DocumentBody> = {}): DocumentBody {
  return { id: "doc_1", agentId: "agt_1", kind: "file", title: "Returns", filename: "returns.md", size: 1_200, mediaType: "text/markdown", status: "ready", chunkCount: 2, createdAt: AT, updatedAt: AT, ...over };
}

export function key(over: Partial<KeyBody> = {}): KeyBody {
  return { id: "key_1", name: "Web", kind: "publishable", prefix: "pk_live_abcd", agentIds: ["agt_1"], allowedOrigins: ["https://shop.example"], scopes: [], createdAt: AT, ...over };
}

export function tool(over: Partial<ToolBody> = {}): ToolBody {
  return {
    id: "tol_1",
    agentId: "agt_1",
    kind: "webhook",
    name: "get_order",
    description: "Looks up an order.",
    parameters: { type: "object", properties: { id: { type: "string" } } },
    policy: "allowed",
    enabled: true,
    url: "https://shop.example/order",
    method: "POST",
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...over,
  };
}

export function account(member: Partial<AccountBody["member"]> = {}): AccountBody {
  return {
    member: { id: "mem_me", email: "ann@shop.example", name: null, role: "owner", ...member },
    organization: { id: "org_1", name: "Shop", slug: "shop" },
    csrfToken: "c1",
  };
}

export function member(over: Partial<MemberBody> = {}): MemberBody {
  return { id: "mem_1", email: "bob@shop.example", name: null, role: "member", suspended: false, createdAt: AT, ...over };
}

export function source(over: Partial<SourceBody> = {}): SourceBody {
  return {
    id: "src_1",
    agentId: "agt_1",
    kind: "site",
    url: "https://shop.example/docs/",
    maxPages: 100,
    maxDepth: 5,
    include: [],
    exclude: [],
    schedule: "daily",
    status: "idle",
    error: null,
    pages: { total: 12, waiting: 0, ready: 11, failed: 1 },
    syncedAt: AT,
    nextSyncAt: "2026-11-24T12:00:00Z",
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...over,
  };
}
