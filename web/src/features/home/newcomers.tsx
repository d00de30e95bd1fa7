/** Who came last: what the front page begins with once there is nothing left to set up. */
import { useQuery } from "@tanstack/react-query";
import { api } from "~/api/client";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { Loaded } from "~/lib/loaded";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { Avatar } from "~/ui/avatar";
import { Section } from "~/ui/page";
import { DateTime } from "~/ui/time";

const SHOWN = 6;

export function Newcomers({ organisation }: { organisation: Organisation }) {
  const { t } = useWording();
  const org = organisation.id;
  const newest = useQuery({
    queryKey: ["org", org, "members", "newest"],
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/members", { path: { org }, query: { sort: "newest", limit: SHOWN }, signal }),
  });
  return (
    <Section title={t("home.newcomers")}>
      <Loaded query={newest}>
        {(page) => (
          <>
            <ul className="border-t border-rule">
              {page.items.map((member) => (
                <li key={member.id} className="flex items-center gap-3 border-b border-rule py-2.5">
                  <Avatar name={member.name} size="medium" />
                  <span className="min-w-0 flex-1">
                    <AppLink to={paths.member(organisation.slug, member.id)}>{member.name}</AppLink>
                  </span>
                  <span className="text-sm text-soft">
                    <DateTime value={member.joined_at} style="date" />
                  </span>
                </li>
              ))}
            </ul>
            <p className="mt-4">
              <AppLink to={paths.members(organisation.slug)} search={{ sort: "newest" }}>
                {t("home.everybody")}
              </AppLink>
            </p>
          </>
        )}
      </Loaded>
    </Section>
  );
}
