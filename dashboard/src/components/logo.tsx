/** The mark and the name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-[0.9375rem] font-semibold tracking-[-0.015em]">
      <svg aria-hidden viewBox="0 0 32 32" className="size-6">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          className="fill-on-accent"
          d="M9 11.5A2.5 2.5 0 0 1 11.500 9h9a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H15l-4.200 3.300c-.5.4-1.100.1-1.100-.5V20A2.500 2.500 0 0 1 9 17.500z"
        />
      </svg>
      Parlor
    </span>
  );
}
