/**
 * Notices: what one was told and has not read yet, and what needs the attention of whoever runs things here. Of the
 * latter nothing is listed that is not so right now.
 */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useMark, useNewest, useUnread } from "~/features/inbox/queries";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { kept } from "~/lib/kept";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { IconButton } from "~/ui/button";
import { AgentIcon, BellIcon, type Icon, JobIcon, MailIcon, RefreshIcon } from "~/ui/icons";
import { Popover } from "~/ui/menu";
import { RelativeTime } from "~/ui/time";

type Notice = Schemas["Notice"];

const LOOK_AGAIN_MS = 15_000;
const ICONS: Record<Schemas["NoticeKind"], Icon> = {
  "dead-jobs": JobIcon,
  "dead-letters": MailIcon,
  "failing-agent": AgentIcon,
  "new-release": RefreshIcon,
};

export function Bell({ organisation }: { organisation: Organisation | null }) {
  const { t, number } = useWording();
  const org = organisation?.id ?? "";
  const query = useQuery({
    queryKey: ["org", org, "notices"],
    enabled: organisation?.may("notices.read") ?? false,
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/notices", { path: { org }, signal }),
  });
  const notices = query.data?.notices ?? [];
  const { isNew, see } = useSeen(org, notices);
  const mayRead = organisation?.may("inbox.own") ?? false;
  const unread = useUnread(org, mayRead).data;
  const count = unread?.unread ?? 0;
  const [isOpen, setOpen] = useState(false);
  const name =
    notices.length === 0
      ? t("shell.notices")
      : isNew
        ? t("shell.noticesNew", { count: notices.length })
        : t("shell.noticesCount", { count: notices.length });
  const own = t(unread?.or_more ? "inbox.unreadMost" : "inbox.unreadCount", { count });
  return (
    <Popover
      label={t("shell.notices")}
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (open) see();
      }}
      trigger={
        <IconButton
          icon={BellIcon}
          label={count === 0 ? name : notices.length === 0 ? own : `${own}, ${name}`}
          {...(count > 0 ? { "data-count": number(count) } : {})}
          className={count > 0 ? COUNT : isNew ? DOT : ""}
        />
      }
    >
      {organisation && mayRead && isOpen && (
        <Told organisation={organisation} isAlone={notices.length === 0} onLeave={() => setOpen(false)} />
      )}
      {notices.length === 0 && !mayRead && (
        <div className="px-4 py-4">
          <p className="font-heading text-lg font-semibold">{t("shell.noticesEmpty")}</p>
          <p className="mt-1 text-soft">{t("shell.noticesEmptyText")}</p>
        </div>
      )}
      {notices.length > 0 && (
        <ul className="divide-y divide-rule border-t border-rule">
          {notices.map((notice) => (
            <Row
              key={`${notice.kind}-${notice.place}-${notice.target ?? ""}`}
              notice={notice}
              organisation={organisation}
            />
          ))}
        </ul>
      )}
    </Popover>
  );
}

/** What one was told and has not read, and the way to all of it. */
function Told({
  organisation,
  isAlone,
  onLeave,
}: {
  organisation: Organisation;
  isAlone: boolean;
  onLeave: () => void;
}) {
  const { t } = useWording();
  const { id: org, slug } = organisation;
  const newest = useNewest(org, true);
  const mark = useMark(org);
  const entries = newest.data?.items ?? [];
  return (
    <>
      {entries.length === 0 && isAlone && newest.isSuccess && (
        <div className="px-4 pt-4 pb-2">
          <p className="font-heading text-lg font-semibold">{t("shell.noticesEmpty")}</p>
          <p className="mt-1 text-soft">{t("shell.noticesEmptyText")}</p>
        </div>
      )}
      <ul className="divide-y divide-rule">
        {entries.map((entry) => (
          <li key={entry.id} className="px-4 py-3">
            <p className="font-medium break-words">
              <AppLink
                look="bare"
                to={paths.below(slug, entry.page)}
                className="hover:underline underline-offset-4"
                onClick={() => {
                  mark(entry, "read");
                  onLeave();
                }}
              >
                {entry.title}
              </AppLink>
            </p>
            <p className="text-sm text-soft">
              <RelativeTime value={entry.at} />
            </p>
          </li>
        ))}
      </ul>
      <p className="border-t border-rule px-4 py-3 text-sm">
        <AppLink to={paths.inbox(slug)} onClick={onLeave}>
          {t("inbox.more")}
        </AppLink>
      </p>
    </>
  );
}

/** Drawn, not written: the button's name says how many there are. */
const DOT =
  "relative after:absolute after:end-2 after:top-2 after:size-2 after:rounded-full after:bg-accent after:content-['']";

const COUNT =
  "relative after:absolute after:end-0 after:top-0 after:min-w-5 after:rounded-full after:bg-accent after:px-1 after:text-xs after:leading-5 after:font-semibold after:text-paper after:content-[attr(data-count)]";

/** A notice stays as long as it is true; whether somebody has seen it as it is now, their browser knows. */
function useSeen(org: string, notices: readonly Notice[]): { isNew: boolean; see: () => void } {
  const slot = `notices-seen.${org}`;
  const [seen, setSeen] = useState(() => kept.read(slot));
  useEffect(() => setSeen(kept.read(slot)), [slot]);
  const marks = notices.map(({ kind, place, target, count, since }) => [kind, place, target, count, since].join(" "));
  const before = new Set(seen?.split("\n"));
  return {
    isNew: marks.some((mark) => !before.has(mark)),
    see: () => {
      kept.write(slot, marks.join("\n"));
      setSeen(marks.join("\n"));
    },
  };
}

/** Where something can be done about it. */
function placeOf(
  notice: Notice,
  organisation: Organisation | null,
): { to: string; search?: Record<string, unknown> } | null {
  const isHere = notice.place === "organisation";
  if (notice.kind === "dead-jobs") {
    if (isHere && !organisation) return null;
    const to = isHere && organisation ? paths.jobs(organisation.slug) : paths.installationJobs();
    return { to, search: { state: "dead" } };
  }
  // Agents work for the whole installation, and are steered there.
  if (isHere) return null;
  if (notice.kind === "new-release") return { to: paths.health() };
  return notice.target ? { to: paths.agent(notice.target) } : { to: paths.agents() };
}

function Row({ notice, organisation }: { notice: Notice; organisation: Organisation | null }) {
  const { t } = useWording();
  const Drawn = ICONS[notice.kind];
  const target = notice.target ?? "";
  const place = placeOf(notice, organisation);
  const words = {
    "dead-jobs": () => t("notices.deadJobs", { count: notice.count }),
    "dead-letters": () => t("notices.deadLetters", { count: notice.count }),
    "failing-agent": () => t("notices.failingAgent", { agent: target }),
    "new-release": () => t("notices.newRelease", { version: target }),
  }[notice.kind]();
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Drawn className="mt-0.5 text-accent" />
      <div className="min-w-0">
        <p className="font-medium break-words">
          {place ? (
            <AppLink look="bare" {...place} className="hover:underline underline-offset-4">
              {words}
            </AppLink>
          ) : (
            words
          )}
        </p>
        <p className="text-sm text-soft">
          {notice.place === "installation" ? t("notices.inInstallation") : t("notices.inOrganisation")}
          {notice.since && (
            <>
              {" · "}
              <RelativeTime value={notice.since} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}
