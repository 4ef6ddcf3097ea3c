/** Why an answer is not whole, and the way to a whole one. */
import type { AnswerStatus as Status } from "@parlor/chat-client";

import { usePanel } from "../context";
import { useStore } from "../visitor";
import { Icon } from "./Icon";

export function AnswerStatus({ status, last }: { status: Status; last: boolean }) {
  const { words } = usePanel();
  const { store } = useStore();
  if (status !== "stopped" && status !== "cut" && status !== "interrupted" && status !== "failed") return null;
  const broken = status === "interrupted" || status === "failed";
  return (
    <p className={`status ${broken ? "broken" : ""}`}>
      {broken && <Icon name="alert" />}
      <span>{words[status]}</span>
      {last && broken && (
        <button type="button" className="link-button" onClick={() => void store.retry()}>{words.retry}</button>
      )}
    </p>
  );
}
