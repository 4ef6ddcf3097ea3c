/** The top of the panel: who answers, and the way to other chats. */
import { usePanel } from "../context";
import { IconButton } from "./IconButton";
import { Menu } from "./Menu";

export interface HeaderProps {
  name: string;
  screen: "chat" | "chats";
  /** Whether there is a chat to leave. */
  started: boolean;
  onNewChat: () => void;
  /** Whether nobody is known yet, so that there is nothing but the way out. */
  bare?: boolean;
}

export function Header({ name, screen, started, onNewChat, bare = false }: HeaderProps) {
  const { panel, words } = usePanel();
  return (
    <header className="header">
      {bare ? (
        <h1 className="header-title"><span className="unseen">{words.conversation}</span></h1>
      ) : screen === "chats" ? (
        <>
          <IconButton icon="back" label={words.back} className="mirror" onClick={() => panel.show("chat")} />
          <h1 className="header-title">{words.chats}</h1>
        </>
      ) : (
        <>
          <span className="avatar" aria-hidden="true">{initial(name)}</span>
          <h1 className="header-title">{name}</h1>
          {started && <IconButton icon="plus" label={words.newChat} onClick={onNewChat} />}
          <IconButton icon="chats" label={words.chats} onClick={() => panel.show("chats")} />
          <Menu />
        </>
      )}
      {!panel.params.inline && <IconButton icon="close" label={words.close} onClick={() => panel.close()} />}
    </header>
  );
}

/** The first letter as people count letters: one that takes several code points is not cut. */
function initial(name: string): string {
  const first = new Intl.Segmenter().segment(name.trim())[Symbol.iterator]().next();
  return first.done === true ? "" : first.value.segment.toLocaleUpperCase();
}
