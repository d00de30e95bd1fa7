import { api } from "~/api/client";
import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { PeopleIcon, PersonIcon } from "~/ui/icons";

export const membersFeature: Feature = {
  nav: [
    {
      id: "members",
      label: "members.title",
      icon: PeopleIcon,
      to: paths.members,
      permission: "members.read",
      group: "people",
      order: 0,
    },
  ],
  commands: [
    {
      id: "members-find",
      label: "members.commandFind",
      icon: PersonIcon,
      to: paths.members,
      search: {},
      permission: "members.read",
    },
  ],
  firstSteps: [
    {
      id: "joined",
      title: "members.step",
      text: "members.stepText",
      icon: PeopleIcon,
      to: paths.members,
      permission: "members.invite",
      order: 30,
      done: (org) => ({
        queryKey: ["org", org, "members", "step-joined"],
        queryFn: async ({ signal }) => {
          const page = await api.get("/v1/orgs/{org}/members", { path: { org }, query: { limit: 2 }, signal });
          return page.items.length > 1;
        },
      }),
    },
  ],
  live: [
    {
      topic: "members",
      of: "organisation",
      permission: "members.read",
      stale: (org) => [["org", org, "members"]],
    },
  ],
};
