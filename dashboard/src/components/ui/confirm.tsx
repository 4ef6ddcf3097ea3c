import { AlertDialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { toastProblem } from "~/lib/form-errors";
import { Button, buttonStyle } from "./button";

interface ConfirmProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will be lost, and whether it can come back. */
  children: ReactNode;
  /** The verb on the red button. */
  action: string;
  onConfirm: () => Promise<unknown>;
}

/** Asks before something is destroyed. Stays open while the action runs and when it fails. */
export function Confirm({ open, onOpenChange, title, children, action, onConfirm }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (error) {
      toastProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-black/45" />
        <AlertDialog.Content className="fixed top-[20dvh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-md -translate-x-1/2 animate-rise rounded-2xl border bg-surface p-5 shadow-high outline-none">
          <AlertDialog.Title className="text-base font-semibold tracking-[-0.01em]">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-muted">{children}</AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel className={buttonStyle({ variant: "secondary" })}>Cancel</AlertDialog.Cancel>
            <Button variant="danger" busy={busy} onClick={() => void run()}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
