import { type InvitationBody, revokeInvitation } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { invitationsQuery, membersQuery, ROLES } from "./member";

/** Who was asked and has not come yet. */
export function InvitationList() {
  const { data } = useQuery(invitationsQuery);
  const queryClient = useQueryClient();
  const revoke = async ({ id }: InvitationBody) => {
    try {
      await body(revokeInvitation({ path: { id }, throwOnError: true }));
      await queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
    } catch (error) {
      toastProblem(error);
    }
  };
  if (data === undefined || data.invitations.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Open invitations" />
      <ul className="divide-y border-t">
        {data.invitations.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3">
            <div className="min-w-0 flex-1 basis-52">
              <p className="truncate font-medium">{one.email}</p>
              <p className="text-[0.8125rem] text-muted">
                {ROLES.find(({ value }) => value === one.role)?.label} · Invited <Time at={one.createdAt} />
              </p>
            </div>
            {new Date(one.expiresAt) <= new Date() && <Badge tone="warn">Expired</Badge>}
            <Button variant="danger-ghost" size="sm" aria-label={`Take back the invitation for ${one.email}`} onClick={() => void revoke(one)}>
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
