/** The hustings themselves: the speaker's platform, and those who listen. Drawn, like the mark. */
export function Platform({ className }: { className?: string }) {
  const row = (y: number, count: number, from: number, gap: number, r: number) =>
    Array.from({ length: count }, (_, place) => ({
      x: from + place * gap + ((place * 7) % 5),
      y: y + ((place * 5) % 7),
      r,
    }));
  const crowd = [row(318, 15, 12, 42, 10), row(338, 13, -6, 50, 13), row(362, 11, 20, 58, 16)];
  return (
    <svg viewBox="0 0 600 380" aria-hidden="true" preserveAspectRatio="xMidYMax slice" className={className}>
      <g fill="var(--rule)">
        <path d="M150 260h300v18H150z" />
        <path d="M190 232h220v20H190z" />
      </g>
      <path fill="var(--ink)" d="M236 138h128v14h-12v80H248v-80h-12z" />
      <path fill="var(--accent)" d="M300 62a26 26 0 1 1 0 52 26 26 0 0 1 0-52z" />
      <g fill="none" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round">
        <path d="M346 74c8 9 8 19 0 28M362 62c15 16 15 36 0 52M254 74c-8 9-8 19 0 28M238 62c-15 16-15 36 0 52" />
      </g>
      {crowd.map((people, depth) => (
        <g
          key={people[0]?.y}
          fill={["var(--rule-strong)", "var(--ink-soft)", "var(--ink)"][depth]}
          opacity={[0.55, 0.8, 1][depth]}
        >
          {people.map(({ x, y, r }) => (
            <path
              key={x}
              d={`M${x} ${y - r * 1.5}a${r * 0.7} ${r * 0.7} 0 1 1 .01 0zM${x - r * 1.2} ${y + 80}v-${80 + r * 0.1}a${r * 1.2} ${r * 1.2} 0 0 1 ${r * 2.4} 0v${80 + r * 0.1}z`}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}
