import type { CreatedKey } from "@parlor/api-client";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { CodeBlock } from "~/components/ui/code-block";
import { Dialog } from "~/components/ui/dialog";
import { NewKeyForm } from "./new-key-form";

/** Makes a key and shows it once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<CreatedKey>();
  const close = (open: boolean) => {
    if (!open) onClose();
  };
  if (created === undefined) {
    return (
      <Dialog open onOpenChange={close} title="New key">
        <NewKeyForm onCreated={setCreated} />
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={close} title={`${created.name} is ready`} description="Copy it now: it is not stored in readable form and cannot be shown again.">
      <CodeBlock label={created.kind === "secret" ? "Secret key" : "Publishable key"} code={created.key} />
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
