/** The conversation: everything said, and what is being said. */
import { type Citation, isBusy } from "@parlor/chat-client";
import { useCallback, useEffect, useState } from "react";

import { usePanel, usePanelState } from "../context";
import { useEarlier } from "../hooks/useEarlier";
import { useStickToEnd } from "../hooks/useStickToEnd";
import { useChat, useStore } from "../visitor";
import { Announcer } from "./Announcer";
import { Waiting } from "./Connecting";
import { IconButton } from "./IconButton";
import { Page, PAGE_SIZE } from "./Page";
import { Passage } from "./Passage";
import { Welcome } from "./Welcome";

export function Thread() {
  const { panel, words } = usePanel();
  const { waiting } = usePanelState(panel);
  const { agent, store } = useStore();
  const { chatId, messages, phase, connection, error } = useChat();
  const { scroller, content, atEnd, toEnd, holdPlace } = useStickToEnd();
  const [passage, setPassage] = useState<Citation | null>(null);
  const open = useCallback((citation: Citation) => setPassage(citation), []);
  const pages = Math.ceil(messages.length / PAGE_SIZE);
  const { first, more, showEarlier } = useEarlier(scroller, holdPlace, chatId, pages);
  const asked = messages.findLast((message) => message.role === "user")?.id;

  // A new question, or another chat, is always shown.
  useEffect(toEnd, [asked, chatId, toEnd]);

  const empty = messages.length === 0 && !isBusy({ chatId, messages, phase, connection, error });
  return (
    <div className="thread-frame">
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
      <div ref={scroller} className="thread" role="log" aria-live="off" aria-label={words.conversation} tabIndex={0}>
        <div ref={content} className="thread-content">
          {empty && <Welcome agent={agent} onAsk={(question) => void store.send(question)} />}
          {phase === "loading" && messages.length === 0 && <Skeleton />}
          {phase === "loading" && <Waiting texts={waiting} />}
          {first > 0 && (
            <button ref={more} type="button" className="plain-button earlier" onClick={showEarlier}>{words.earlier}</button>
          )}
          {Array.from({ length: pages - first }, (_, index) => first + index).map((page) => (
            <Page
              key={page}
              messages={messages.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)}
              agentName={agent.name}
              last={page === pages - 1}
              onOpen={open}
            />
          ))}
        </div>
      </div>
      {!atEnd && <IconButton icon="down" label={words.jumpToEnd} className="to-end" onClick={toEnd} />}
      <Announcer key={chatId ?? "new"} messages={messages} />
      {passage && <Passage citation={passage} onClose={() => setPassage(null)} />}
    </div>
  );
}

function Skeleton() {
  return (
    <div className="skeleton" aria-hidden="true">
      <span className="bubble" /><span /><span /><span />
    </div>
  );
}
