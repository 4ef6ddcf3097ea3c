import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { UserPlusIcon } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "~/components/page-header";
import { Button } from "~/components/ui/button";
import { accountQuery } from "~/features/account/account";
import { InvitationList } from "~/features/member/invitation-list";
import { InviteDialog } from "~/features/member/invite-dialog";
import { reaches } from "~/features/member/member";
import { MemberList } from "~/features/member/member-list";

export const Route = createFileRoute("/dashboard/members")({ component: MembersPage });

function MembersPage() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const [inviting, setInviting] = useState(false);
  const manages = reaches(account.member.role, "admin");
  return (
    <>
      <PageHeader
        title="Members"
        action={
          manages && (
            <Button onClick={() => { setInviting(true); }}>
              <UserPlusIcon aria-hidden /> Invite
            </Button>
          )
        }
      >
        Who works in {account.organization.name}, and what each may do.
      </PageHeader>
      <div className="space-y-5">
        <MemberList />
        {manages && <InvitationList />}
      </div>
      {inviting && <InviteDialog onClose={() => { setInviting(false); }} />}
    </>
  );
}
