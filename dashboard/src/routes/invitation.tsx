import { lookAtInvitation } from "@parlor/api-client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { AuthFrame } from "~/components/auth-frame";
import { FormError } from "~/components/ui/field";
import { Skeleton } from "~/components/ui/skeleton";
import { AcceptForm } from "~/features/invitation/accept-form";
import { ROLES } from "~/features/member/member";
import { body } from "~/lib/api";
import { useLinkToken } from "~/lib/link-token";
import { messageOf } from "~/lib/problem";

export const Route = createFileRoute("/invitation")({ component: InvitationPage });

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => body(lookAtInvitation({ body: { token }, signal, throwOnError: true })),
    // Limited like signing in: asked once.
    staleTime: "static",
    retry: false,
  });

function InvitationPage() {
  const token = useLinkToken();
  const { data: invitation, error } = useQuery(invitationQuery(token));
  const role = ROLES.find(({ value }) => value === invitation?.role);
  return (
    <AuthFrame
      title={invitation === undefined ? "Your invitation" : `Join ${invitation.organization}`}
      lead={role === undefined ? "You were asked to join an organization." : `You were invited as ${role.label.toLowerCase()}: ${role.hint.toLowerCase()}.`}
      foot={
        <Link to="/login" className="font-medium text-ink underline underline-offset-4 hover:text-accent">
          Log in instead
        </Link>
      }
    >
      {error !== null && <FormError>{messageOf(error)}</FormError>}
      {error === null && invitation === undefined && <Skeleton className="h-48 w-full" />}
      {invitation !== undefined && <AcceptForm token={token} invitation={invitation} />}
    </AuthFrame>
  );
}
