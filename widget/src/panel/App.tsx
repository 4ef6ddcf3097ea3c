/** The panel's outermost component: language, look, and which screen is shown. */
import { useContext, useEffect, useMemo } from "react";

import { pickLanguage } from "../i18n/language";
import { ChatScreen } from "./components/ChatScreen";
import { ChatsScreen } from "./components/ChatsScreen";
import { Header } from "./components/Header";
import { PanelContext, usePanel, usePanelState } from "./context";
import type { Panel } from "./host/panel";
import { useLook } from "./look";
import { useChatPart, VisitorContext } from "./visitor";
import { type Spoken, useWords } from "./words";

export function App({ panel, spoken }: { panel: Panel; spoken: Spoken }) {
  const { visitor, options, screen } = usePanelState(panel);
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
        <VisitorContext.Provider value={visitor}>
          <Screens screen={screen} />
        </VisitorContext.Provider>
        <footer className="footer">
          <a href="/" target="_blank" rel="noopener">{words.poweredBy}</a>
        </footer>
      </div>
    </PanelContext.Provider>
  );
}

/** The chat's screen is the same before and after somebody is known: who has begun to write is not disturbed. */
function Screens({ screen }: { screen: "chat" | "chats" }) {
  const { panel } = usePanel();
  const visitor = useContext(VisitorContext);
  const started = useChatPart(({ messages }) => messages.length > 0);
  const newChat = () => {
    visitor?.store.newChat();
    panel.askFocus();
  };
  return (
    <>
      <Header key={visitor?.id} name={visitor?.agent.name ?? ""} screen={screen} started={started} bare={!visitor} onNewChat={newChat} />
      {visitor && screen === "chats" ? <ChatsScreen key={visitor.id} /> : <ChatScreen />}
    </>
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
