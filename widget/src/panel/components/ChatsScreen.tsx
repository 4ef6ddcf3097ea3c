/** The visitor's own chats: open one, erase one. */
import type { ChatSummary } from "@parlor/chat-client";
import { useState, useSyncExternalStore } from "react";

import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { whenSaid } from "../dates";
import { useStore } from "../visitor";
import { IconButton } from "./IconButton";
import { Notice } from "./Notice";

export function ChatsScreen() {
  const { panel, words } = usePanel();
  const { store, list } = useStore();
  const { chats, more, error } = useSyncExternalStore(list.subscribe, list.getSnapshot);
  const [asked, setAsked] = useState<string | null>(null);

  const open = (chat: ChatSummary) => {
    panel.show("chat");
    void store.openChat(chat.id);
  };
  const remove = async (chat: ChatSummary) => {
    setAsked(null);
    const gone = await list.remove(chat.id);
    if (gone && store.getSnapshot().chatId === chat.id) store.newChat();
  };
  return (
    <main className="chats">
      {error && (
        <Notice code={error.code} retryAfter={error.retryAfter} retryLabel={words.retry} onRetry={() => void list.refresh()} onDismiss={null} />
      )}
      {chats?.length === 0 && <p className="empty">{words.noChats}</p>}
      {chats === null && !error && <ul className="chat-list" aria-busy="true">{[0, 1, 2].map((row) => <li key={row} className="ghost" />)}</ul>}
      {chats !== null && chats.length > 0 && (
        <ul className="chat-list">
          {chats.map((chat) => (
            <li key={chat.id}>
              {asked === chat.id ? (
                <Confirm onDelete={() => void remove(chat)} onCancel={() => setAsked(null)} />
              ) : (
                <Row chat={chat} onOpen={() => open(chat)} onDelete={() => setAsked(chat.id)} />
              )}
            </li>
          ))}
        </ul>
      )}
      {more && <button type="button" className="plain-button" onClick={() => void list.loadMore()}>{words.loadMore}</button>}
    </main>
  );
}

function Row({ chat, onOpen, onDelete }: { chat: ChatSummary; onOpen: () => void; onDelete: () => void }) {
  const { words, language } = usePanel();
  const named = chat.title?.trim() ?? "";
  const title = named === "" ? words.untitled : named;
  return (
    <>
      <button type="button" className="chat-row" onClick={onOpen}>
        <span className="chat-title"><bdi>{title}</bdi></span>
        <time dateTime={chat.updatedAt}>{whenSaid(chat.updatedAt, new Date(), language)}</time>
      </button>
      <IconButton icon="trash" label={fill(words.deleteChat, { title })} onClick={onDelete} />
    </>
  );
}

function Confirm({ onDelete, onCancel }: { onDelete: () => void; onCancel: () => void }) {
  const { words } = usePanel();
  return (
    <div className="confirm" role="group" aria-label={words.deleteQuestion}>
      <p>{words.deleteQuestion}</p>
      {/* The caret moves to the harmless choice. */}
      <button type="button" className="plain-button" ref={(button) => button?.focus()} onClick={onCancel}>{words.cancel}</button>
      <button type="button" className="danger-button" onClick={onDelete}>{words.delete}</button>
    </div>
  );
}
