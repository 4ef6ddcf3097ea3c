/** One chat: the conversation, what went wrong, and the composer. */
import { isBusy } from "@parlor/chat-client";
import { useContext, useEffect } from "react";

import { usePanel, usePanelState } from "../context";
import { isWorthRetrying } from "../errors";
import { useOnline } from "../hooks/useOnline";
import { useChatPart, useStore, VisitorContext } from "../visitor";
import { Composer } from "./Composer";
import { Connecting } from "./Connecting";
import { Notice } from "./Notice";
import { Thread } from "./Thread";

export function ChatScreen() {
  const { panel, words } = usePanel();
  const { failure, focusAsked } = usePanelState(panel);
  const visitor = useContext(VisitorContext);
  const phase = useChatPart((state) => state.phase);
  // Where there will be no chat, nothing is written.
  const hopeless = visitor === null && failure !== null && !isWorthRetrying(failure.code);
  return (
    <main className="chat">
      {visitor ? <Thread key={visitor.id} /> : <Connecting />}
      <div className="bottom">
        {visitor && <Trouble />}
        {failure && (
          <Notice
            code={failure.code}
            retryAfter={failure.retryAfter}
            retryLabel={words.retry}
            onRetry={isWorthRetrying(failure.code) ? () => panel.reconnect() : null}
            onDismiss={null}
          />
        )}
        {!hopeless && (
          <Composer
            phase={phase === "stopping" ? "stopping" : phase === "sending" || phase === "answering" ? "busy" : "idle"}
            focusAsked={focusAsked}
            onSend={(text) => panel.say(text)}
            onStop={() => void visitor?.store.stop()}
          />
        )}
      </div>
    </main>
  );
}

/** What stands between the visitor and an answer. */
function Trouble() {
  const { words } = usePanel();
  const { store } = useStore();
  const online = useOnline();
  const connection = useChatPart((state) => state.connection);
  const error = useChatPart((state) => state.error);
  const busy = useChatPart(isBusy);
  const begun = useChatPart(({ messages }) => messages.length > 0);
  const down = connection === "down";

  useEffect(() => {
    // What was lost with the network is taken up again with it.
    if (online && down) void store.retry();
  }, [online, down, store]);

  const canRetry = error !== null && isWorthRetrying(error.code) && begun;
  return (
    <>
      {!online && <p className="notice quiet" role="status">{words.offline}</p>}
      {online && connection === "lost" && <p className="notice quiet" role="status">{words.lost}</p>}
      {error && !busy && (
        <Notice
          key={`${error.code}:${error.requestId ?? ""}`}
          code={error.code}
          retryAfter={error.retryAfter}
          retryLabel={down ? words.reconnect : words.retry}
          onRetry={canRetry || down ? () => void store.retry() : null}
          onDismiss={() => store.dismissError()}
        />
      )}
    </>
  );
}
