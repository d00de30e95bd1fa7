import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { TuneIcon } from "~/ui/icons";

export const configurationFeature: Feature = {
  nav: [
    {
      id: "configuration",
      label: "configuration.title",
      icon: TuneIcon,
      to: paths.configuration,
      permission: "configuration.read",
      group: "organisation",
      order: 95,
    },
  ],
  commands: [
    {
      id: "features",
      label: "configuration.commandFeatures",
      icon: TuneIcon,
      to: paths.configuration,
      search: { part: "features" },
      permission: "configuration.read",
    },
    {
      id: "experiments",
      label: "configuration.commandExperiments",
      icon: TuneIcon,
      to: paths.configuration,
      search: { part: "experiments" },
      permission: "configuration.read",
    },
  ],
};
