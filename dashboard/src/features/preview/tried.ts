const PREFIX = "parlor.tried.";

/** Remembers that this agent answered in the preview; previews leave no conversation that could tell. */
export function markTried(agentId: string): void {
  try {
    localStorage.setItem(PREFIX + agentId, "1");
  } catch {
    // Without storage the step stays open until a visitor writes.
  }
}

/** Whether the agent was tried in this browser. */
export function wasTried(agentId: string): boolean {
  try {
    return localStorage.getItem(PREFIX + agentId) !== null;
  } catch {
    return false;
  }
}
