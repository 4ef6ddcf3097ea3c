/** What is needed seldom: the transcript, the sound. A button, and a few more below it while it is pressed. */
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from "react";

import { usePanel, usePanelState } from "../context";
import { useChatPart, useStore } from "../visitor";
import { type IconName, Icon } from "./Icon";
import { IconButton } from "./IconButton";

export function Menu() {
  const { panel, words, language } = usePanel();
  const { sound } = usePanelState(panel);
  const { agent, store } = useStore();
  const started = useChatPart(({ messages }) => messages.length > 0);
  const [open, setOpen] = useState(false);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);

  const close = () => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    // The panel must not hear it: it would close as well.
    event.stopPropagation();
    close();
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  const download = async () => {
    close();
    // Needed by few: loaded by those.
    const { saveTranscript } = await import("../transcript");
    saveTranscript(store.getSnapshot().messages, agent.name, words, language);
  };
  return (
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions -- hears Escape for the buttons inside
    <div ref={box} className="menu" onKeyDown={onKeyDown} onBlur={onBlur}>
      <IconButton icon="more" label={words.more} expanded={open} controls={list} onClick={() => setOpen(!open)} />
      <ul id={list} className="menu-list" hidden={!open}>
        {started && <Item icon="download" label={words.transcript} onClick={() => void download()} />}
        <Item
          icon={sound ? "mute" : "sound"}
          label={sound ? words.soundOff : words.soundOn}
          onClick={() => {
            panel.setSound(!sound);
            close();
          }}
        />
      </ul>
    </div>
  );
}

function Item({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" className="menu-item" onClick={onClick}>
        <Icon name={icon} />
        {label}
      </button>
    </li>
  );
}
