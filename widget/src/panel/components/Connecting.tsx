/** What stands in the conversation's place before it is there: what was said meanwhile, and that something is coming. */
import { usePanel, usePanelState } from "../context";
import { Question } from "./Question";

export function Connecting() {
  const { panel, words } = usePanel();
  const { failure, waiting } = usePanelState(panel);
  return (
    <div className="thread-frame">
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
      <div className="thread" role="log" aria-live="off" aria-label={words.conversation} tabIndex={0}>
        <div className="thread-content">
          <Waiting texts={waiting} />
          {!failure && (
            <p className={waiting.length > 0 ? "" : "connecting"} role="status">
              <span className="unseen">{words.connecting}</span>
              <span className="thinking" aria-hidden="true"><span /><span /><span /></span>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

/** What the visitor has said and nobody has heard yet. */
export function Waiting({ texts }: { texts: readonly string[] }) {
  return texts.map((text, index) => (
    <Question key={index} message={{ role: "user", id: String(index), text, createdAt: "", delivery: "sending" }} />
  ));
}
