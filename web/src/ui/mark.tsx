/** The mark: a speaker's platform, two steps and a rail, with the voice above it. */
export function Mark({ size = 28, className }: { size?: number; className?: string }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className={className}>
      <path fill="var(--ink)" d="M4 27h24v2.5H4V27ZM7 21.5h18V25H7v-3.5ZM9.5 12h13v2.5h-1.75v5h-9.5v-5H9.5V12Z" />
      <path fill="var(--accent)" d="M16 2.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7Z" />
    </svg>
  );
}

/** The mark with the name beside it. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2 ${className ?? ""}`}>
      <Mark size={26} />
      <span className="font-heading text-xl font-semibold tracking-tight">Hustings</span>
    </span>
  );
}
