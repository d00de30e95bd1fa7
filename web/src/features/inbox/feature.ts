import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { BellIcon } from "~/ui/icons";

export const inboxFeature: Feature = {
  nav: [
    {
      id: "inbox",
      label: "inbox.title",
      icon: BellIcon,
      to: paths.inbox,
      permission: "inbox.own",
      group: "home",
      order: 20,
    },
  ],
  commands: [
    {
      id: "inbox-preferences",
      label: "inbox.preferences",
      icon: BellIcon,
      to: paths.inboxPreferences,
      permission: "inbox.own",
    },
  ],
  live: [
    {
      topic: "inbox",
      of: "organisation",
      permission: "inbox.own",
      stale: (org) => [["org", org, "inbox"]],
    },
  ],
};
