/** The panel's outermost component: language, look, and which screen is shown. */
import { useEffect, useMemo } from "react";

import { pickLanguage } from "../i18n/language";
import { ChatScreen } from "./components/ChatScreen";
import { ChatsScreen } from "./components/ChatsScreen";
import { Header } from "./components/Header";
import { Notice } from "./components/Notice";
import { PanelContext, usePanel, usePanelState } from "./context";
import { isWorthRetrying } from "./errors";
import type { Panel, Visitor } from "./host/panel";
import { useLook } from "./look";
import { useChat, VisitorContext } from "./visitor";
import { type Spoken, useWords } from "./words";

export function App({ panel, spoken }: { panel: Panel; spoken: Spoken }) {
  const { visitor, failure, options, screen } = usePanelState(panel);
  const look = useLook(options, visitor?.agent.theme);
  const wish = pickLanguage([options.locale, visitor?.agent.locale, panel.params.fallback, ...navigator.languages]);
  const { language, words } = useWords(spoken, visitor ? wish : spoken.language, options.texts);
  const context = useMemo(() => ({ panel, words, language }), [panel, words, language]);

  const { accent, onAccent, background } = look;
  useEffect(() => panel.tellAppearance(accent, onAccent, background), [panel, accent, onAccent, background]);
  useEffect(() => {
    document.title = visitor?.agent.name ?? "Chat";
  }, [visitor]);
  useEscape(panel, screen);

  return (
    <PanelContext.Provider value={context}>
      <div className="panel">
        {visitor ? (
          <VisitorContext.Provider key={visitor.id} value={visitor}>
            <Screens visitor={visitor} screen={screen} />
          </VisitorContext.Provider>
        ) : (
          <>
            <Header name="" screen="chat" started={false} bare onNewChat={() => undefined} />
            <main className="chat">{failure ? null : <Connecting />}</main>
          </>
        )}
        {failure && (
          <div className="bottom">
            <Notice
              code={failure.code}
              retryAfter={failure.retryAfter}
              retryLabel={words.retry}
              onRetry={isWorthRetrying(failure.code) ? () => panel.reconnect() : null}
              onDismiss={null}
            />
          </div>
        )}
        <footer className="footer">
          <a href="/" target="_blank" rel="noopener">{words.poweredBy}</a>
        </footer>
      </div>
    </PanelContext.Provider>
  );
}

function Screens({ visitor, screen }: { visitor: Visitor; screen: "chat" | "chats" }) {
  const { panel } = usePanel();
  const { messages } = useChat();
  const newChat = () => {
    visitor.store.newChat();
    panel.askFocus();
  };
  return (
    <>
      <Header name={visitor.agent.name} screen={screen} started={messages.length > 0} onNewChat={newChat} />
      {screen === "chats" ? <ChatsScreen /> : <ChatScreen />}
    </>
  );
}

function Connecting() {
  const { words } = usePanel();
  return (
    <p className="connecting" role="status">
      <span className="unseen">{words.connecting}</span>
      <span className="thinking" aria-hidden="true"><span /><span /><span /></span>
    </p>
  );
}

/** Escape closes what is on top: a dialog by itself, then the list of chats, then the panel. */
function useEscape(panel: Panel, screen: "chat" | "chats"): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
      if (screen === "chats") panel.show("chat");
      else panel.close();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [panel, screen]);
}
