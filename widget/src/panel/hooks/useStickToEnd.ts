/** Keeps a scrolling list at its end while it grows, unless the reader has scrolled away from it. */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

/** So near to the end counts as being there. */
const NEAR_PX = 40;

export interface StickToEnd {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  /** Goes to the end and stays there. */
  toEnd: () => void;
  /** What is about to come above must not move what the reader looks at. */
  holdPlace: () => void;
}

export function useStickToEnd(): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticking = useRef(true);
  /** The distance from the end that is to be kept at the next change. */
  const held = useRef<number | null>(null);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticking.current = true;
    setAtEnd(true);
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);

  const holdPlace = useCallback(() => {
    const box = scroller.current;
    held.current = box && box.scrollHeight - box.scrollTop;
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (!box || !inner) return;
    let lastTop = box.scrollTop;
    const onScroll = () => {
      const distance = box.scrollHeight - box.clientHeight - box.scrollTop;
      // Only an upward movement is the reader's: growth alone also changes the distance.
      if (box.scrollTop < lastTop - 1 && distance > NEAR_PX) sticking.current = false;
      else if (distance <= NEAR_PX) sticking.current = true;
      lastTop = box.scrollTop;
      setAtEnd(sticking.current);
    };
    const observer = new ResizeObserver(() => {
      if (held.current !== null) box.scrollTop = box.scrollHeight - held.current;
      else if (sticking.current) box.scrollTop = box.scrollHeight;
      held.current = null;
    });
    box.addEventListener("scroll", onScroll, { passive: true });
    observer.observe(inner);
    observer.observe(box);
    return () => {
      box.removeEventListener("scroll", onScroll);
      observer.disconnect();
    };
  }, []);

  return { scroller, content, atEnd, toEnd, holdPlace };
}
