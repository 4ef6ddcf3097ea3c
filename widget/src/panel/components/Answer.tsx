/** What the agent answered, as far as it has come. */
import { type AssistantMessage, type Block, type Citation, isRunning } from "@parlor/chat-client";
import { memo, useMemo } from "react";

import { usePanel } from "../context";
import { CitationsContext } from "../markdown/citations";
import { Markdown } from "../markdown/Markdown";
import { AnswerActions } from "./AnswerActions";
import { AnswerStatus } from "./AnswerStatus";
import { Sources } from "./Sources";
import { ToolLine } from "./ToolLine";

export interface AnswerProps {
  message: AssistantMessage;
  agentName: string;
  /** Whether it is the newest message, so that it can be asked for again. */
  last: boolean;
  onOpen: (citation: Citation) => void;
}

export const Answer = memo(function Answer({ message, agentName, last, onOpen }: AnswerProps) {
  const { words } = usePanel();
  const running = isRunning(message);
  const citations = useMemo(() => ({ citations: message.citations, open: onOpen }), [message.citations, onOpen]);
  const hasText = message.blocks.some((block) => block.kind === "text" && block.text !== "");
  return (
    <article className="answer" aria-busy={running}>
      <h2 className="unseen">{agentName}</h2>
      <CitationsContext.Provider value={citations}>
        {message.blocks.map((block, index) => (
          <BlockView key={index} block={block} whole={message.status === "done"} />
        ))}
      </CitationsContext.Provider>
      {running && !hasText && (
        <p className="thinking" role="img" aria-label={words.thinking}>
          <span /><span /><span />
        </p>
      )}
      {!running && (
        <>
          <AnswerStatus status={message.status} last={last} />
          <Sources message={message} onOpen={onOpen} />
          <AnswerActions message={message} last={last} />
        </>
      )}
    </article>
  );
});

/** `whole`: the text has its end; before that, and when it broke off, its markup may be unfinished. */
function BlockView({ block, whole }: { block: Block; whole: boolean }) {
  const { words } = usePanel();
  switch (block.kind) {
    case "text":
      return <div className="prose" dir="auto"><Markdown text={block.text} growing={!whole} /></div>;
    case "reasoning":
      return (
        <details className="reasoning">
          <summary>{words.reasoning}</summary>
          <div className="prose" dir="auto"><Markdown text={block.text} growing={!whole} /></div>
        </details>
      );
    case "tool":
      return <ToolLine block={block} />;
  }
}
