import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { reaches } from "~/features/member/member";
import { NameForm } from "~/features/organization/name-form";

export const Route = createFileRoute("/dashboard/settings")({ component: SettingsPage });

function SettingsPage() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const { name, slug, id } = account.organization;
  const manages = reaches(account.member.role, "admin");
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title="Settings" />
      <Card>
        <CardHeader title="Organization" />
        <CardBody className="space-y-5">
          {manages && <NameForm key={id} account={account} />}
          <Facts facts={[...(manages ? [] : [["Name", name] as const]), ["Address name", slug], ["Id", id], ["Your role", account.member.role]]} />
        </CardBody>
      </Card>
    </div>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="divide-y rounded-lg border">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-6 px-3.5 py-2.5">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 font-medium break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
