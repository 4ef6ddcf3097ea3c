/** Keys to press, one after the other. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="flex gap-1">
      {keys.split(" ").map((key) => (
        <kbd key={key} className="min-w-5 rounded border bg-canvas px-1.5 py-0.5 text-center font-mono text-xs text-muted">
          {key}
        </kbd>
      ))}
    </span>
  );
}
