import type { MessageBody, Transcript as ConversationBody } from "@parlor/api-client";
import { ThumbsDownIcon, ThumbsUpIcon } from "lucide-react";
import { Badge } from "~/components/ui/badge";
import { cn } from "~/lib/cn";
import { dateTime } from "~/lib/format";
import { CitationList } from "./citation-list";
import { MessageCase } from "./message-case";

const OUTCOMES: Partial<Record<NonNullable<MessageBody["outcome"]>, string>> = {
  stopped: "Stopped by the visitor",
  interrupted: "Broke off",
  failed: "Failed",
};

/** The messages of a conversation as plain text: nothing a visitor or a model wrote is rendered as markup. */
export function Transcript({ conversation }: { conversation: ConversationBody }) {
  return (
    <ol className="space-y-5">
      {conversation.messages.map((message, index) => (
        // Messages out of sight cost nothing, so that a very long conversation scrolls like a short one.
        <li key={message.id} className={cn("flex flex-col [contain-intrinsic-size:auto_6rem] [content-visibility:auto]", message.role === "user" ? "items-end" : "items-start")}>
          <Message message={message} />
          {message.role === "assistant" && <Saved conversation={conversation} index={index} />}
        </li>
      ))}
    </ol>
  );
}

/** What an answer can become; a greeting answers nothing. */
function Saved({ conversation, index }: { conversation: ConversationBody; index: number }) {
  const message = conversation.messages[index];
  const question = conversation.messages.slice(0, index).findLast(({ role }) => role === "user");
  if (message === undefined || question === undefined) return null;
  return <MessageCase conversation={conversation} message={message} question={question.content} />;
}

function Message({ message }: { message: MessageBody }) {
  const isVisitor = message.role === "user";
  const outcome = message.outcome == null ? undefined : OUTCOMES[message.outcome];
  return (
    <>
      <p className="mb-1 text-xs text-muted">
        {isVisitor ? "Visitor" : "Agent"} · <time dateTime={message.createdAt}>{dateTime(message.createdAt)}</time>
      </p>
      <p className={cn("max-w-[42rem] rounded-2xl px-4 py-2.5 whitespace-pre-wrap wrap-anywhere", isVisitor ? "bg-tint" : "border bg-surface")}>{message.content}</p>
      <CitationList citations={message.citations} />
      {(outcome !== undefined || message.feedback != null) && (
        <div className="mt-1.5 flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted">
          {outcome !== undefined && <Badge tone="warn">{outcome}</Badge>}
          {message.feedback != null && (
            <span className="flex items-center gap-1.5">
              {message.feedback.rating === "up" ? <ThumbsUpIcon aria-label="Helpful" className="size-4 text-accent" /> : <ThumbsDownIcon aria-label="Not helpful" className="size-4 text-danger" />}
              {message.feedback.comment}
            </span>
          )}
        </div>
      )}
    </>
  );
}
