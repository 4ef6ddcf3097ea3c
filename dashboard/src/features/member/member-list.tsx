import { type AccountBody, type CreatedReset, type MemberBody, resetMember, updateMember } from "@parlor/api-client";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { BanIcon, EllipsisIcon, KeyRoundIcon, RotateCcwIcon, UserMinusIcon } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { Card, CardHeader } from "~/components/ui/card";
import { Select } from "~/components/ui/field";
import { LoadError } from "~/components/ui/load-error";
import { Menu, MenuItem } from "~/components/ui/menu";
import { SkeletonRows } from "~/components/ui/skeleton";
import { accountQuery } from "~/features/account/account";
import { body } from "~/lib/api";
import { toastProblem } from "~/lib/form-errors";
import { LinkDialog } from "./link-dialog";
import { givable, mayChange, membersQuery, type Role, ROLES } from "./member";
import { RemoveMember } from "./remove-member";

/** Who is in the organization, and what each may do. */
export function MemberList() {
  const query = useQuery(membersQuery);
  const { data: account } = useSuspenseQuery(accountQuery);
  const [leaving, setLeaving] = useState<MemberBody>();
  const [link, setLink] = useState<CreatedReset>();
  if (query.isPending) return <Card><SkeletonRows /></Card>;
  if (query.isError) return <LoadError query={query} />;
  return (
    <Card>
      <CardHeader title="Members" />
      <ul className="divide-y border-t">
        {query.data.members.map((member) => (
          <MemberRow key={member.id} member={member} account={account} onRemove={() => { setLeaving(member); }} onLink={setLink} />
        ))}
      </ul>
      {leaving !== undefined && <RemoveMember member={leaving} onClose={() => { setLeaving(undefined); }} />}
      {link !== undefined && <LinkDialog title="Link to choose a new password" link={link} onClose={() => { setLink(undefined); }} />}
    </Card>
  );
}

interface RowProps {
  member: MemberBody;
  account: AccountBody;
  onRemove: () => void;
  onLink: (link: CreatedReset) => void;
}

function MemberRow({ member, account, onRemove, onLink }: RowProps) {
  const queryClient = useQueryClient();
  const called = member.name ?? member.email;
  const change = async (fields: { role: Role } | { suspended: boolean }, undo?: { role: Role } | { suspended: boolean }) => {
    const show = (shown: MemberBody) =>
      queryClient.setQueryData(membersQuery.queryKey, (old) => old && { members: old.members.map((one) => (one.id === shown.id ? shown : one)) });
    show({ ...member, ...fields });
    try {
      show(await body(updateMember({ path: { id: member.id }, body: fields, throwOnError: true })));
      toast.success(`${called} was changed`, undo === undefined ? {} : { action: { label: "Undo", onClick: () => void change(undo) } });
    } catch (error) {
      show(member);
      toastProblem(error);
    }
  };
  const reset = async () => {
    try {
      onLink(await body(resetMember({ path: { id: member.id }, throwOnError: true })));
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{called}</span>
          {member.id === account.member.id && <Badge>You</Badge>}
          {member.suspended && <Badge tone="bad">Suspended</Badge>}
        </p>
        <p className="truncate text-[0.8125rem] text-muted">
          {member.name != null && <>{member.email} · </>}Joined <Time at={member.createdAt} />
        </p>
      </div>
      {mayChange(account, member) ? (
        <>
          <Select aria-label={`Role of ${called}`} className="w-32" value={member.role} onChange={({ target }) => void change({ role: target.value as Role }, { role: member.role })}>
            {givable(account.member.role).map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
          </Select>
          <Menu trigger={<Button variant="ghost" size="icon-sm" aria-label={`Actions for ${called}`}><EllipsisIcon /></Button>}>
            <MenuItem onSelect={() => void reset()}>
              <KeyRoundIcon aria-hidden /> Link to reset the password
            </MenuItem>
            <MenuItem onSelect={() => void change({ suspended: !member.suspended }, { suspended: member.suspended })}>
              {member.suspended ? <><RotateCcwIcon aria-hidden /> Activate</> : <><BanIcon aria-hidden /> Suspend</>}
            </MenuItem>
            <MenuItem tone="danger" onSelect={onRemove}>
              <UserMinusIcon aria-hidden /> Remove…
            </MenuItem>
          </Menu>
        </>
      ) : (
        <span className="text-[0.8125rem] text-muted">{ROLES.find(({ value }) => value === member.role)?.label}</span>
      )}
    </li>
  );
}
