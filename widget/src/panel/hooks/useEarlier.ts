/**
 * Shows a long conversation from its end: what is further up comes when the reader gets near it, and
 * what they are looking at stays where it is.
 */
import { type RefObject, useCallback, useEffect, useState } from "react";

/** Stretches shown to begin with. */
const AT_FIRST = 2;
/** How near to the top the reader is when more is made ready. */
const AHEAD = "800px 0px 0px 0px";

export interface Earlier {
  /** The first stretch to show. */
  first: number;
  /** For the button at the top. */
  more: (button: HTMLElement | null) => void;
  showEarlier: () => void;
}

export function useEarlier(scroller: RefObject<HTMLElement | null>, holdPlace: () => void, chatId: string | null, pages: number): Earlier {
  // Once shown a stretch stays, also when newer ones come.
  const [shown, setShown] = useState<{ chatId: string | null; first: number }>({ chatId, first: Infinity });
  const known = shown.chatId === chatId ? shown.first : Infinity;
  const first = Math.min(known, Math.max(0, pages - AT_FIRST));
  if (pages > 0 && (first !== shown.first || shown.chatId !== chatId)) setShown({ chatId, first });

  const showEarlier = useCallback(() => {
    holdPlace();
    setShown((before) => ({ ...before, first: Math.max(0, before.first - 1) }));
  }, [holdPlace]);

  const [button, more] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!button) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) showEarlier();
      },
      { root: scroller.current, rootMargin: AHEAD },
    );
    observer.observe(button);
    return () => observer.disconnect();
    // Seen again after each stretch: the observer only tells of changes.
  }, [button, first, scroller, showEarlier]);

  return { first, more, showEarlier };
}
