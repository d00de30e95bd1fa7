import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { BookIcon } from "~/ui/icons";

export const auditFeature: Feature = {
  nav: [
    {
      id: "audit",
      label: "audit.title",
      icon: BookIcon,
      to: paths.audit,
      permission: "audit.read",
      group: "organisation",
      order: 90,
    },
  ],
  live: [
    {
      topic: "audit",
      of: "organisation",
      permission: "audit.read",
      stale: (org) => [["org", org, "audit", "list"]],
      // Entries stand in the log once they are sealed.
      again: [1000, 4000],
    },
  ],
};
