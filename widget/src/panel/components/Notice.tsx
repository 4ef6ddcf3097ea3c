/** A sentence about what went wrong, with the way out when there is one. */
import { fill } from "../../i18n/panel-words";
import { usePanel } from "../context";
import { useWaiting } from "../hooks/useWaiting";
import { duration, errorText } from "../errors";
import { Icon } from "./Icon";
import { IconButton } from "./IconButton";

export interface NoticeProps {
  code: string;
  /** Seconds until trying again makes sense. */
  retryAfter: number | null;
  retryLabel: string;
  onRetry: (() => void) | null;
  onDismiss: (() => void) | null;
}

export function Notice({ code, retryAfter, retryLabel, onRetry, onDismiss }: NoticeProps) {
  const { words, language } = usePanel();
  const waiting = useWaiting(retryAfter);
  const sentence = errorText(code, words);
  return (
    <div className="notice" role="alert">
      <Icon name="alert" />
      <p>
        {sentence} {waiting && retryAfter !== null && fill(words.wait, { duration: duration(retryAfter, language) })}
      </p>
      {onRetry && (
        <button type="button" className="link-button" disabled={waiting} onClick={onRetry}>{retryLabel}</button>
      )}
      {onDismiss && <IconButton icon="close" label={words.dismiss} onClick={onDismiss} />}
    </div>
  );
}
