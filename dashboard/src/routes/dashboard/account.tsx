import { useSuspenseQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { PageHeader } from "~/components/page-header";
import { ThemeField } from "~/components/theme-field";
import { Button } from "~/components/ui/button";
import { Card, CardBody, CardHeader } from "~/components/ui/card";
import { accountQuery } from "~/features/account/account";
import { useLogOut } from "~/features/account/account-menu";
import { PasswordForm } from "~/features/account/password-form";
import { ProfileForm } from "~/features/account/profile-form";
import { SessionList } from "~/features/account/session-list";

export const Route = createFileRoute("/dashboard/account")({ component: AccountPage });

function AccountPage() {
  const { data: account } = useSuspenseQuery(accountQuery);
  const leave = useLogOut();
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title="Your account"
        action={
          <Button variant="secondary" onClick={leave}>
            Log out
          </Button>
        }
      >
        {account.member.email}
      </PageHeader>
      <div className="space-y-5">
        <Card>
          <CardHeader title="Profile" />
          <CardBody>
            <ProfileForm account={account} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Password">Changing it ends every other session.</CardHeader>
          <CardBody>
            <PasswordForm />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Sessions">Where you are signed in.</CardHeader>
          <SessionList />
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
