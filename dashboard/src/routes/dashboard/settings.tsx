import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { useLogOut } from "~/features/account/account-menu";
import { ThemeField } from "~/components/theme-field";

export const Route = createFileRoute("/dashboard/settings")({ component: SettingsPage });

function SettingsPage() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const leave = useLogOut();
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title="Settings" />
      <div className="space-y-5">
        <Card>
          <CardHeader title="Organization" />
          <CardBody>
            <Facts facts={[["Name", account.organization.name], ["Address name", account.organization.slug], ["Id", account.organization.id]]} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader
            title="Your account"
            action={
              <Button variant="secondary" size="sm" onClick={leave}>
                Log out
              </Button>
            }
          />
          <CardBody>
            <Facts facts={[["Email", account.member.email], ["Role", account.member.role]]} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Appearance">Applies to this browser.</CardHeader>
          <CardBody>
            <ThemeField />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

function Facts({ facts }: { facts: readonly [string, string][] }) {
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
