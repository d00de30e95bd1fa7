/** The head that the pages of the entrance share. */
import type { ReactNode } from "react";
import { usePageTitle } from "~/lib/title";

export function EntrancePage({
  title,
  lead,
  over,
  children,
}: {
  title: string;
  lead?: ReactNode;
  over?: ReactNode;
  children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <>
      {over && <p className="mb-1 text-sm font-semibold text-accent">{over}</p>}
      <h1 tabIndex={-1} data-page-title="" className="text-3xl outline-none">
        {title}
      </h1>
      {lead && <div className="mt-2 text-soft">{lead}</div>}
      <div className="mt-7 flex flex-col gap-5">{children}</div>
    </>
  );
}
