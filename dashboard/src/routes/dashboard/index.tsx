import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { Card } from "~/components/ui/card";
import { LoadError } from "~/components/ui/load-error";
import { SkeletonRows } from "~/components/ui/skeleton";
import { accountQuery } from "~/features/account/account";
import { FirstSteps } from "~/features/home/first-steps";
import { RecentConversations } from "~/features/home/recent-conversations";
import { useProgress } from "~/features/home/use-progress";

export const Route = createFileRoute("/dashboard/")({ component: HomePage });

function HomePage() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const { progress, failed } = useProgress();
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={account.organization.name}>Your agents, what they know, and what visitors ask them.</PageHeader>
      <div className="space-y-5">
        {failed !== undefined && <LoadError query={failed} />}
        {failed === undefined && progress === undefined && (
          <Card>
            <SkeletonRows rows={4} />
          </Card>
        )}
        {progress !== undefined && <FirstSteps progress={progress} />}
        {progress !== undefined && <RecentConversations />}
      </div>
    </div>
  );
}
