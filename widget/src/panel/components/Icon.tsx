/** The line icons, drawn on a 24 by 24 grid. Decorative: the control around one carries the name. */

const PATHS = {
  close: "M6 6l12 12M18 6 6 18",
  down: "m6 9 6 6 6-6",
  back: "m14.5 6-6 6 6 6",
  chats: "M4 7h16M4 12h16M4 17h10",
  plus: "M12 5v14M5 12h14",
  send: "M12 19V5m0 0-6 6m6-6 6 6",
  stop: "M8 8h8v8H8z",
  copy: "M9 9h10v11H9zM5 15V4h10",
  check: "m5 12.5 4.5 4.5L19 7.5",
  up: "M7 11v9H4v-9h3Zm0 0 4-8c1.400 0 2.500 1.100 2.500 2.500V9h5a2 2 0 0 1 2 2.400l-1.300 7A2 2 0 0 1 17.200 20H7",
  thumbsDown: "M17 13V4h3v9h-3Zm0 0-4 8c-1.400 0-2.500-1.100-2.500-2.500V15h-5a2 2 0 0 1-2-2.400l1.300-7A2 2 0 0 1 6.800 4H17",
  again: "M4 12a8 8 0 0 1 13.700-5.600L20 8.700M20 4v4.700h-4.700M20 12a8 8 0 0 1-13.700 5.600L4 15.300M4 20v-4.700h4.700",
  trash: "M5 7h14M10 7V4.500h4V7m-7.500 0 .8 12.500h9.400L17.500 7",
  alert: "M12 8v5m0 3.200v.1M12 3.500 21 19.500H3L12 3.500Z",
  more: "M4.500 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0m7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0m7 0a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0",
  download: "M12 4v11m0 0-4.500-4.500M12 15l4.500-4.500M5 20h14",
  sound: "M4 9.500h3.500L12 5.500v13l-4.500-4H4zM15.500 9a4.200 4.200 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11",
  mute: "M4 9.500h3.500L12 5.500v13l-4.500-4H4zM16 9.500l5 5m0-5-5 5",
  document: "M7 3.500h7l4 4v13H7zM14 3.500v4h4M10 12h5M10 16h5",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
