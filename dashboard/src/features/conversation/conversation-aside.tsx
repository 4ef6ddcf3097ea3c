import type { Transcript } from "@parlor/api-client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button, buttonStyle } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { reaches } from "~/features/member/member";
import { dateTime } from "~/lib/format";
import { EraseVisitor } from "./erase";
import { exportAddress } from "./filter";
import { LabelEditor } from "./label-editor";
import { Notes } from "./notes";
import { visitorName } from "./visitor";

/** What is known beside the words: who writes, what members call it, and what they noted. */
export function ConversationAside({ conversation }: { conversation: Transcript }) {
  const { data: account } = useSuspenseQuery(accountQuery);
  const mayWrite = account.member.role !== "viewer";
  const [erasing, setErasing] = useState(false);
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
          <div className="-mx-2 flex flex-wrap gap-1 border-t pt-2">
            <a href={exportAddress({ visitor: visitor.id }, "json")} download className={buttonStyle({ variant: "ghost", size: "sm" })}>
              Download all they said
            </a>
            {reaches(account.member.role, "admin") && (
              <Button variant="danger-ghost" size="sm" onClick={() => { setErasing(true); }}>Erase visitor…</Button>
            )}
          </div>
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
      {erasing && <EraseVisitor id={visitor.id} name={visitor.name ?? visitor.email ?? visitor.externalId} onClose={() => { setErasing(false); }} />}
    </aside>
  );
}
