/** When things happen in a page: frames, pauses and the coming and going of the network. */

/** Longest delay of a repaint in a page that gets no animation frames because it is hidden. */
const HIDDEN_FRAME_MS = 250;

/** Runs `tell` in the next animation frame, or a little later where there is none. */
export function onNextFrame(tell: () => void): void {
  const done: { yet: boolean } = { yet: false };
  const once = () => {
    if (done.yet) return;
    done.yet = true;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    tell();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_FRAME_MS);
}

/** Waits `ms`; while the browser is offline, until it is online again. Ends early on abort. */
export function pauseUntilOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(() => {
      if (navigator.onLine) finish();
    }, ms);
    window.addEventListener("online", finish);
    signal.addEventListener("abort", finish);
  });
}
