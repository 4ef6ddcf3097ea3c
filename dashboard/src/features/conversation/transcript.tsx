import type { Transcript as ConversationBody } from "@parlor/api-client";
import { cn } from "~/lib/cn";
import { dateTime } from "~/lib/format";
import { CitationList } from "./citation-list";

/** The messages of a conversation as plain text: nothing a visitor or a model wrote is rendered as markup. */
export function Transcript({ conversation }: { conversation: ConversationBody }) {
  return (
    <ol className="space-y-5">
      {conversation.messages.map((message) => {
        const isVisitor = message.role === "user";
        return (
          <li key={message.id} className={cn("flex flex-col", isVisitor ? "items-end" : "items-start")}>
            <p className="mb-1 text-xs text-muted">
              {isVisitor ? "Visitor" : "Agent"} · <time dateTime={message.createdAt}>{dateTime(message.createdAt)}</time>
            </p>
            <p className={cn("max-w-[42rem] rounded-2xl px-4 py-2.5 whitespace-pre-wrap wrap-anywhere", isVisitor ? "bg-tint" : "border bg-surface")}>
              {message.content}
            </p>
            <CitationList citations={message.citations} />
          </li>
        );
      })}
    </ol>
  );
}
