/** What a secret key may be allowed to do, in words. */
export const SCOPES = [
  { value: "chat", label: "Chat", hint: "Chat for your users, and the OpenAI-compatible API" },
  { value: "agents:read", label: "Read agents", hint: "Agents, versions and settings" },
  { value: "agents:write", label: "Change agents", hint: "Edit, publish and delete" },
  { value: "documents:read", label: "Read documents", hint: "Documents, passages and search" },
  { value: "documents:write", label: "Change documents", hint: "Upload, reprocess and delete" },
  { value: "conversations:read", label: "Read conversations", hint: "Transcripts of visitors' chats" },
  { value: "conversations:write", label: "Change conversations", hint: "Label, annotate and erase" },
] as const;

export const SCOPE_VALUES = SCOPES.map(({ value }) => value);
