import { XIcon } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "~/lib/cn";
import { buttonStyle } from "./button";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** `wide` for reading, `sheet` for a drawer from the start edge. */
  shape?: "normal" | "wide" | "sheet";
  children: ReactNode;
}

const SHAPES = {
  normal: "left-1/2 top-[12dvh] max-h-[80dvh] w-[calc(100%-2rem)] max-w-lg -translate-x-1/2 rounded-2xl border animate-rise",
  wide: "left-1/2 top-[6dvh] max-h-[88dvh] w-[calc(100%-2rem)] max-w-3xl -translate-x-1/2 rounded-2xl border animate-rise",
  sheet: "inset-y-0 start-0 w-72 max-w-[85vw] border-e animate-slide-in",
};

/** A modal window: traps focus, closes with Escape, gives focus back. */
export function Dialog({ open, onOpenChange, title, description, shape = "normal", children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-black/45" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn("fixed z-50 flex flex-col overflow-hidden bg-surface shadow-high outline-none", SHAPES[shape])}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4.5 pb-3">
            <div className="min-w-0">
              <Radix.Title className="text-base font-semibold tracking-[-0.01em]">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-1 text-[0.8125rem] text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close className={cn(buttonStyle({ variant: "ghost", size: "icon-sm" }), "-me-1.5 -mt-1")} aria-label="Close">
              <XIcon />
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
