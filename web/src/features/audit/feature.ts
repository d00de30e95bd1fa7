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
};
