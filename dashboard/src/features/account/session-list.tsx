import { endOtherSessions, endSession, type SignInBody } from "@parlor/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Time } from "~/components/time";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { toastProblem } from "~/lib/form-errors";
import { sessionsQuery } from "./account";
import { browserName } from "./browser";

/** Where the member is signed in; each session can be ended from here. */
export function SessionList() {
  const query = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  const ended = async (request: Promise<unknown>) => {
    try {
      await request;
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    } catch (error) {
      toastProblem(error);
    }
  };
  const end = ({ id }: SignInBody) => ended(endSession({ path: { id }, throwOnError: true }));
  if (query.isPending) return <SkeletonRows rows={2} />;
  if (query.isError) return <LoadError query={query} />;
  const { sessions } = query.data;
  return (
    <>
    <ul className="divide-y border-t">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center gap-4 px-5 py-3">
          <div className="min-w-0 flex-1">
            <p className="truncate font-medium">{browserName(session.userAgent)}</p>
            <p className="text-[0.8125rem] text-muted">
              Last used <Time at={session.lastUsedAt} /> · Signed in <Time at={session.createdAt} />
            </p>
          </div>
          {session.current ? (
            <Badge tone="good">This one</Badge>
          ) : (
            <Button variant="secondary" size="sm" aria-label={`End the session of ${browserName(session.userAgent)}`} onClick={() => void end(session)}>
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
    {sessions.length > 2 && (
      <div className="border-t px-5 py-3">
        <Button variant="danger-ghost" size="sm" onClick={() => void ended(endOtherSessions({ throwOnError: true }))}>
          End all other sessions
        </Button>
      </div>
    )}
    </>
  );
}
