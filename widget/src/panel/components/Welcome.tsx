/** What an empty chat shows: a greeting and questions to begin with. */
import type { AgentProfile } from "@parlor/chat-client/bridge";

import { usePanel } from "../context";

export function Welcome({ agent, onAsk }: { agent: AgentProfile; onAsk: (question: string) => void }) {
  const { words } = usePanel();
  const greeting = agent.greeting?.trim() ?? "";
  const suggestions = agent.suggestions ?? [];
  return (
    <div className="welcome">
      <p className="greeting" dir="auto">{greeting === "" ? words.welcome : greeting}</p>
      {suggestions.length > 0 && (
        <ul className="suggestions" aria-label={words.suggestions}>
          {suggestions.map((question) => (
            <li key={question}>
              <button type="button" className="suggestion" dir="auto" onClick={() => onAsk(question)}>
                {question}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
