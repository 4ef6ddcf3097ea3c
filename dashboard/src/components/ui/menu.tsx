import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "~/lib/cn";

/** A menu under a button. `trigger` must be one element that takes a ref, such as a Button. */
export function Menu({ trigger, children, align = "end" }: { trigger: ReactNode; children: ReactNode; align?: "start" | "end" }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* No portal: the menu stays inside the landmark that its button is in. */}
        <Radix.Content align={align} sideOffset={6} collisionPadding={8} className="z-50 min-w-44 animate-rise rounded-xl border bg-surface p-1 shadow-high outline-none">
          {children}
        </Radix.Content>
    </Radix.Root>
  );
}

export function MenuItem({ className, tone = "normal", ...rest }: ComponentProps<typeof Radix.Item> & { tone?: "normal" | "danger" }) {
  return (
    <Radix.Item
      className={cn(
        "flex h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-[0.8125rem] outline-none select-none data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-muted",
        tone === "danger" && "text-danger data-highlighted:bg-danger-tint [&_svg]:text-danger",
        className,
      )}
      {...rest}
    />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
