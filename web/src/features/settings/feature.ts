import { api } from "~/api/client";
import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { GearIcon } from "~/ui/icons";

export const settingsFeature: Feature = {
  nav: [
    {
      id: "settings",
      label: "settings.title",
      icon: GearIcon,
      to: paths.settings,
      permission: "organisation.read",
      group: "organisation",
      order: 90,
    },
  ],
  firstSteps: [
    {
      id: "settings",
      title: "settings.step",
      text: "settings.stepText",
      icon: GearIcon,
      to: paths.settings,
      permission: "organisation.change",
      order: 10,
      done: (org) => ({
        queryKey: ["org", org, "organisation", "was-changed"],
        // Its version grows with each change.
        queryFn: async ({ signal }) => {
          const { etag } = await api.getVersioned("/v1/orgs/{org}", { path: { org }, signal });
          return etag !== null && etag !== '"v1"';
        },
      }),
    },
  ],
};
