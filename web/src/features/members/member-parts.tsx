/** How members are shown wherever they appear. */
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { useOrganisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { usePresence } from "~/lib/presence";
import { Avatar } from "~/ui/avatar";
import { Badge, type BadgeTone } from "~/ui/badge";
import { type Member, type MemberStatus, useMemberNames } from "./queries";

const TONES: Record<MemberStatus, BadgeTone> = { active: "good", suspended: "warn", left: "neutral" };

export function StatusBadge({ status }: { status: MemberStatus }) {
  const { lookup } = useWording();
  return <Badge tone={TONES[status]}>{lookup(`members.status.${status}`) ?? status}</Badge>;
}

/** Somebody in a list, with the way to their page. */
export function MemberLink({ member }: { member: Pick<Member, "id" | "name"> }) {
  const { t } = useWording();
  const { slug, membership } = useOrganisation();
  const { online } = usePresence();
  return (
    <span className="flex min-w-0 items-center gap-2.5 font-medium">
      <span className="relative">
        <Avatar name={member.name} />
        {online.has(member.id) && (
          <span
            aria-hidden="true"
            className="absolute -end-0.5 -bottom-0.5 size-2.5 rounded-full bg-good ring-2 ring-paper"
          />
        )}
      </span>
      <span className="min-w-0 break-words">
        <AppLink look="bare" to={paths.member(slug, member.id)} className="hover:underline underline-offset-4">
          {member.name}
        </AppLink>
        {member.id === membership.id && <span className="ms-1.5 font-normal text-faint">{t("members.you")}</span>}
        {online.has(member.id) && <span className="sr-only"> ({t("members.online")})</span>}
      </span>
    </span>
  );
}

/** Somebody of whom only the id is known. */
export function MemberName({ id }: { id: string }) {
  const { t } = useWording();
  const { slug, may } = useOrganisation();
  const name = useMemberNames([id])(id);
  if (!name || !may("members.read")) return <span className="text-soft">{t("members.somebody")}</span>;
  return <AppLink to={paths.member(slug, id)}>{name}</AppLink>;
}
