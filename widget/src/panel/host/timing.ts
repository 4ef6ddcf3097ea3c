/** When things happen in a page: frames, pauses and the coming and going of the network. */

/** Longest delay of a repaint in a page that gets no animation frames because it is hidden. */
const HIDDEN_FRAME_MS = 250;

/** The part of a slow machine's time that a growing answer may take; the rest is for scrolling and typing. */
const SHARE = 0.5;

/**
 * Runs what it is given in the next animation frame, or a little later where there is none. When showing the last one
 * took long, the next one waits for as many frames as it takes to stay within its share.
 */
export function inFrames(): (tell: () => void) => void {
  let notBefore = 0;
  return (tell) => {
    const done: { yet: boolean } = { yet: false };
    const once = () => {
      if (done.yet) return;
      done.yet = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      const start = performance.now();
      tell();
      afterPaint(() => (notBefore = start + (performance.now() - start) / SHARE));
    };
    const onFrame = (now: number) => {
      if (now >= notBefore) once();
      else frame = requestAnimationFrame(onFrame);
    };
    let frame = requestAnimationFrame(onFrame);
    const timer = setTimeout(once, HIDDEN_FRAME_MS);
  };
}

const { port1, port2 } = new MessageChannel();
const painted: (() => void)[] = [];
port1.onmessage = () => {
  for (const tell of painted.splice(0)) tell();
};

/** A message that is sent in a frame arrives when the frame has been painted. */
function afterPaint(tell: () => void): void {
  painted.push(tell);
  port2.postMessage(null);
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
