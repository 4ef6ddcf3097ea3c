import { Button } from "~/components/ui/button";
import { CodeBlock } from "~/components/ui/code-block";
import { Dialog } from "~/components/ui/dialog";
import { dateTime } from "~/lib/format";

/** A link that works once, shown once: whoever made it passes it on. */
export function LinkDialog({ title, link, onClose }: { title: string; link: { link: string; expiresAt: string }; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => { if (!open) onClose(); }} title={title} description={`Send it to them. It works once, until ${dateTime(link.expiresAt)}, and is not shown again.`}>
      <CodeBlock label="Link" code={link.link} />
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}
