/** The parts that every page has: its head, its sections, its facts. */
import type { ReactNode } from "react";
import { classes } from "./classes";

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence on what this page is for. */
  lead?: ReactNode;
  /** Above the title: where one is. */
  over?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page. The focus comes here after navigation. */
export function PageHeader({ title, lead, over, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-rule pb-4">
      <div className="min-w-0 max-w-prose">
        {over && <p className="mb-1 text-sm text-soft">{over}</p>}
        <h1 tabIndex={-1} data-page-title="" className="text-3xl break-words outline-none">
          {title}
        </h1>
        {lead && <p className="mt-1.5 text-soft">{lead}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}

/** A part of a page, set apart by a hairline. */
export function Section({
  title,
  lead,
  actions,
  children,
  id,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  return (
    <section id={id} className="found-place mb-10">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <div className="max-w-prose">
          <h2 className="text-xl">{title}</h2>
          {lead && <p className="mt-0.5 text-sm text-soft">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Facts: what, and how it is. */
export function DescriptionList({
  items,
  className,
}: {
  items: readonly (readonly [ReactNode, ReactNode])[];
  className?: string;
}) {
  return (
    <dl className={classes("border-t border-rule", className)}>
      {items.map(([term, description], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts do not change their order
        <div key={place} className="grid gap-x-4 border-b border-rule py-2.5 sm:grid-cols-[minmax(8rem,14rem)_1fr]">
          <dt className="text-sm text-soft sm:text-base">{term}</dt>
          <dd className="min-w-0 break-words">{description}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One figure with its name. */
export function Figure({ label, value, detail }: { label: ReactNode; value: ReactNode; detail?: ReactNode }) {
  return (
    <div className="flex flex-col border-t border-rule-strong pt-2">
      <span className="text-sm text-soft">{label}</span>
      <span className="font-heading text-3xl font-semibold">{value}</span>
      {detail && <span className="text-sm text-faint">{detail}</span>}
    </div>
  );
}

/** A place that one can be led to: a setting that was looked for. */
export function Place({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} className="found-place">
      {children}
    </div>
  );
}
