import { api } from "~/api/client";
import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { KeyIcon } from "~/ui/icons";

export const keysFeature: Feature = {
  nav: [
    {
      id: "keys",
      label: "keys.title",
      icon: KeyIcon,
      to: paths.keys,
      permission: "keys.use",
      group: "organisation",
      order: 30,
    },
  ],
  firstSteps: [
    {
      id: "key",
      title: "keys.step",
      text: "keys.stepText",
      icon: KeyIcon,
      to: paths.keys,
      permission: "keys.use",
      order: 40,
      done: (org) => ({
        queryKey: ["org", org, "keys", "any"],
        queryFn: async ({ signal }) =>
          (await api.get("/v1/orgs/{org}/keys", { path: { org }, query: { limit: 1 }, signal })).items.length > 0,
      }),
    },
  ],
  live: [{ topic: "keys", of: "organisation", permission: "keys.manage", stale: (org) => [["org", org, "keys"]] }],
};
