/** Who else has the organisation open right now. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { connection } from "~/api/connection";
import { live } from "~/api/live";
import { useMemberNames } from "~/features/members/queries";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePresence } from "~/lib/presence";
import { Avatar } from "~/ui/avatar";
import { Popover } from "~/ui/menu";

const DRAWN = 4;
const NAMED = 12;
const AWAY_MS = 8000;

export function Online() {
  const { t } = useWording();
  const { may } = useOrganisation();
  const { online, count, isKnown } = usePresence();
  const isAway = useAway();
  if (!isKnown) return <p className="min-h-9 px-2.5 py-2 text-xs text-faint">{isAway && t("shell.liveAway")}</p>;
  const words = (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-good" />
      {t("shell.online", { count })}
    </span>
  );
  if (!may("members.read")) return <p className="min-h-9 px-2.5 py-2 text-sm text-soft">{words}</p>;
  return (
    <Popover
      align="start"
      label={t("shell.onlineNow")}
      trigger={
        <button
          type="button"
          className="flex min-h-9 w-full items-center justify-between gap-2 rounded-md px-2.5 text-sm text-soft hover:bg-hover hover:text-ink"
        >
          {words}
          <Faces members={[...online].slice(0, DRAWN)} />
        </button>
      }
    >
      <Named members={[...online].slice(0, NAMED)} count={count} />
    </Popover>
  );
}

/** Has the live connection been missing for a while, though the server answers? */
function useAway(): boolean {
  const status = useSyncExternalStore(live.status.subscribe, live.status.read);
  const reached = useSyncExternalStore(connection.subscribe, connection.read);
  const isMissing = status !== "on" && reached === "online";
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    setAway(false);
    if (!isMissing) return;
    const timer = setTimeout(() => setAway(true), AWAY_MS);
    return () => clearTimeout(timer);
  }, [isMissing]);
  return isAway;
}

function Faces({ members }: { members: readonly string[] }) {
  const name = useMemberNames(members);
  return (
    <span className="flex -space-x-1.5">
      {members.map((id) => (
        <span key={id} className="rounded-full ring-2 ring-paper">
          <Avatar name={name(id) ?? "·"} size="small" />
        </span>
      ))}
    </span>
  );
}

function Named({ members, count }: { members: readonly string[]; count: number }) {
  const { t } = useWording();
  const { slug, membership } = useOrganisation();
  const name = useMemberNames(members);
  return (
    <div className="px-4 py-3">
      <p className="mb-2 font-heading text-lg font-semibold">{t("shell.onlineNow")}</p>
      <ul className="flex flex-col gap-2">
        {members.map((id) => (
          <li key={id} className="flex items-center gap-2.5">
            <Avatar name={name(id) ?? "·"} size="small" />
            <AppLink
              look="bare"
              to={paths.member(slug, id)}
              className="min-w-0 truncate hover:underline underline-offset-4"
            >
              {name(id) ?? t("members.somebody")}
            </AppLink>
            {id === membership.id && <span className="text-faint">{t("members.you")}</span>}
          </li>
        ))}
      </ul>
      {count > members.length && (
        <p className="mt-2 text-sm text-soft">{t("shell.onlineMore", { count: count - members.length })}</p>
      )}
    </div>
  );
}
