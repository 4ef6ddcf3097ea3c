/** Copies text and tells for a moment that it did. */
import { useEffect, useState } from "react";

const SHOWN_MS = 2000;

export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [times, setTimes] = useState(0);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (times === 0) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [times]);
  const copy = (text: string) => {
    void write(text).then((done) => {
      setCopied(done);
      setTimes((before) => before + 1);
    });
  };
  return { copied, copy };
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not on a secure origin, or the host page does not pass the permission on.
    return writeBySelection(text);
  }
}

function writeBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  // The modern way was just refused, and this one needs no permission.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
