import type { Transcript } from "@parlor/api-client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { dateTime } from "~/lib/format";
import { LabelEditor } from "./label-editor";
import { Notes } from "./notes";
import { visitorName } from "./visitor";

/** What is known beside the words: who writes, what members call it, and what they noted. */
export function ConversationAside({ conversation }: { conversation: Transcript }) {
  const { data: account } = useSuspenseQuery(accountQuery);
  const mayWrite = account.member.role !== "viewer";
  const { visitor } = conversation;
  return (
    <aside aria-label="About this conversation" className="space-y-5">
      <Card>
        <CardHeader title={visitorName(visitor)} />
        <CardBody className="space-y-2 text-[0.8125rem]">
          {visitor.email != null && <p className="break-all">{visitor.email}</p>}
          {visitor.externalId != null && <p className="break-all text-muted">Your id: {visitor.externalId}</p>}
          <p className="text-muted">First seen {dateTime(visitor.createdAt)}</p>
          <Link to="/dashboard/conversations" search={{ visitor: visitor.id }} className="inline-block rounded font-medium text-accent hover:underline">
            All conversations of this visitor
          </Link>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Labels" />
        <CardBody>
          <LabelEditor conversation={conversation} mayWrite={mayWrite} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="Notes">For members only. Visitors never see them.</CardHeader>
        <CardBody>
          <Notes conversation={conversation} mayWrite={mayWrite} />
        </CardBody>
      </Card>
    </aside>
  );
}
