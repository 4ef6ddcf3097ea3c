import { createFileRoute } from "@tanstack/react-router";
import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "~/components/page-header";
import { Button } from "~/components/ui/button";
import { KeyList } from "~/features/key/key-list";
import { NewKeyDialog } from "~/features/key/new-key-dialog";

export const Route = createFileRoute("/dashboard/keys")({ component: KeysPage });

function KeysPage() {
  const [creating, setCreating] = useState(false);
  const create = () => {
    setCreating(true);
  };
  return (
    <>
      <PageHeader
        title="API keys"
        action={
          <Button onClick={create}>
            <PlusIcon aria-hidden /> New key
          </Button>
        }
      >
        Publishable keys go into web pages; secret keys stay on your server.
      </PageHeader>
      <KeyList onCreate={create} />
      {creating && <NewKeyDialog onClose={() => { setCreating(false); }} />}
    </>
  );
}
