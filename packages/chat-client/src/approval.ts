/**
 * The questions whether a tool may run, and the visitor's answers to them.
 *
 * Owns the steps of the state and the request, which is the AI SDK's: the answer once more, with its
 * tool parts as `approval-responded`. Makes no calls.
 */
import type { TurnRequest } from "./api";
import type { AssistantMessage, ToolBlock } from "./message";
import { type ChatState, lastAnswer } from "./state";

/** The question has its answer; nothing is sent yet. */
export function decide(state: ChatState, approvalId: string, approved: boolean): ChatState {
  return changeTools(state, (block) =>
    block.state === "asking" && block.approvalId === approvalId ? { ...block, state: "answered", approved } : block,
  );
}

/** The answers did not arrive: the questions are open again. */
export function reopen(state: ChatState): ChatState {
  return changeTools(state, (block) => (block.state === "answered" ? { ...block, state: "asking" } : block));
}

/** How many questions wait for the visitor. */
export function openQuestions(answer: AssistantMessage): number {
  return answer.blocks.filter((block) => block.kind === "tool" && block.state === "asking").length;
}

/** The request that tells the server. */
export function decisionsOf(answer: AssistantMessage): TurnRequest {
  const parts = answer.blocks.flatMap((block) =>
    block.kind === "tool" && block.state === "answered" && block.approvalId !== null
      ? [
          {
            type: "dynamic-tool",
            toolName: block.name,
            toolCallId: block.id,
            state: "approval-responded",
            input: block.input,
            approval: { id: block.approvalId, approved: block.approved === true },
          },
        ]
      : [],
  );
  return { trigger: "submit-message", messages: [{ id: answer.id, role: "assistant", parts }] };
}

function changeTools(state: ChatState, change: (block: ToolBlock) => ToolBlock): ChatState {
  const answer = lastAnswer(state);
  if (!answer) return state;
  const blocks = answer.blocks.map((block) => (block.kind === "tool" ? change(block) : block));
  return { ...state, messages: [...state.messages.slice(0, -1), { ...answer, blocks }] };
}
