/** One chat: the conversation, what went wrong, and the composer. */
import { isBusy } from "@parlor/chat-client";
import { useEffect } from "react";

import { usePanel, usePanelState } from "../context";
import { isWorthRetrying } from "../errors";
import { useOnline } from "../hooks/useOnline";
import { useChat, useStore } from "../visitor";
import { Composer } from "./Composer";
import { Notice } from "./Notice";
import { Thread } from "./Thread";

export function ChatScreen() {
  const { panel, words } = usePanel();
  const { focusAsked } = usePanelState(panel);
  const { store } = useStore();
  const state = useChat();
  const online = useOnline();
  const { phase, connection, error, messages } = state;
  const down = connection === "down";

  useEffect(() => {
    // What was lost with the network is taken up again with it.
    if (online && down) void store.retry();
  }, [online, down, store]);

  const canRetry = error !== null && isWorthRetrying(error.code) && messages.length > 0;
  return (
    <main className="chat">
      <Thread />
      <div className="bottom">
        {!online && <p className="notice quiet" role="status">{words.offline}</p>}
        {online && connection === "lost" && <p className="notice quiet" role="status">{words.lost}</p>}
        {error && !isBusy(state) && (
          <Notice
            key={`${error.code}:${error.requestId ?? ""}`}
            code={error.code}
            retryAfter={error.retryAfter}
            retryLabel={down ? words.reconnect : words.retry}
            onRetry={canRetry || down ? () => void store.retry() : null}
            onDismiss={() => store.dismissError()}
          />
        )}
        <Composer
          phase={phase === "stopping" ? "stopping" : phase === "sending" || phase === "answering" ? "busy" : "idle"}
          focusAsked={focusAsked}
          onSend={(text) => void store.send(text)}
          onStop={() => void store.stop()}
        />
      </div>
    </main>
  );
}
