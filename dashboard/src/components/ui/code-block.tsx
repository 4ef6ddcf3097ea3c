import { CopyButton } from "./copy-button";

/** Text to copy into a file, exactly as shown. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="overflow-hidden rounded-xl border bg-sunken">
      <div className="flex items-center justify-between border-b ps-4 pe-2 py-1.5">
        <span className="text-xs text-muted">{label}</span>
        <CopyButton text={code} />
      </div>
      {/* A region that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex */}
      <pre tabIndex={0} role="region" aria-label={label} className="overflow-x-auto px-4 py-3.5 font-mono text-[0.8125rem] leading-relaxed">
        <code>{code}</code>
      </pre>
    </div>
  );
}
