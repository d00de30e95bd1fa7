import { api } from "~/api/client";
import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { PersonIcon, ShieldIcon } from "~/ui/icons";

export const rolesFeature: Feature = {
  nav: [
    {
      id: "roles",
      label: "roleEditor.title",
      icon: ShieldIcon,
      to: paths.roles,
      permission: "roles.read",
      group: "people",
      order: 20,
    },
  ],
  commands: [
    {
      id: "roles-lookup",
      label: "roleEditor.commandLookup",
      icon: PersonIcon,
      to: paths.roles,
      permission: "roles.read",
    },
  ],
  firstSteps: [
    {
      id: "roles",
      title: "roleEditor.step",
      text: "roleEditor.stepText",
      icon: ShieldIcon,
      to: paths.members,
      permission: "roles.define",
      order: 40,
      // Somebody besides the founder is more than a plain member, or there is a role of the organisation's own.
      done: (org) => ({
        queryKey: ["org", org, "members", "step-roles"],
        queryFn: async ({ signal }) => {
          const roles = await api.get("/v1/orgs/{org}/roles", { path: { org }, signal });
          if (roles.some((role) => typeof role.version === "number")) return true;
          const page = await api.get("/v1/orgs/{org}/members", { path: { org }, query: { limit: 100 }, signal });
          return page.items.filter((member) => member.role !== "member").length > 1;
        },
      }),
    },
  ],
  live: [
    {
      topic: "roles",
      of: "organisation",
      permission: "roles.read",
      // What somebody may do follows from their role, one's own included.
      stale: (org) => [
        ["org", org, "roles"],
        ["org", org, "members"],
        ["org", org, "membership"],
      ],
    },
  ],
};
