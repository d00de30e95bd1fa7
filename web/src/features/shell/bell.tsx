/** Notices: what needs the attention of whoever runs things here. Nothing is listed that is not so right now. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schemas } from "~/api/client";
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
  const { t } = useWording();
  const org = organisation?.id ?? "";
  const query = useQuery({
    queryKey: ["org", org, "notices"],
    enabled: organisation?.may("notices.read") ?? false,
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/notices", { path: { org }, signal }),
  });
  const notices = query.data?.notices ?? [];
  const { isNew, see } = useSeen(org, notices);
  return (
    <Popover
      label={t("shell.notices")}
      onOpenChange={(open) => open && see()}
      trigger={
        <IconButton
          icon={BellIcon}
          label={
            notices.length === 0
              ? t("shell.notices")
              : isNew
                ? t("shell.noticesNew", { count: notices.length })
                : t("shell.noticesCount", { count: notices.length })
          }
          className={isNew ? DOT : ""}
        />
      }
    >
      {notices.length === 0 ? (
        <div className="px-4 py-4">
          <p className="font-heading text-lg font-semibold">{t("shell.noticesEmpty")}</p>
          <p className="mt-1 text-soft">{t("shell.noticesEmptyText")}</p>
        </div>
      ) : (
        <ul className="divide-y divide-rule">
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

/** Drawn, not written: the button's name says how many there are. */
const DOT =
  "relative after:absolute after:end-2 after:top-2 after:size-2 after:rounded-full after:bg-accent after:content-['']";

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
