import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { UploadIcon } from "~/ui/icons";

export const importsFeature: Feature = {
  commands: [
    {
      id: "import",
      label: "imports.command",
      icon: UploadIcon,
      to: paths.invite,
      search: { way: "file" },
      permission: "members.invite",
      flag: "members.import",
    },
  ],
  live: [
    {
      topic: "member-imports",
      of: "organisation",
      permission: "members.invite",
      stale: (org) => [["org", org, "imports"]],
    },
  ],
};
