import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { TuneIcon } from "~/ui/icons";
import { elementOf } from "./element";

/** The settings that people look for. */
const SETTINGS = [
  "invitations.lifetime-days",
  "invitations.greeting",
  "members.joining-role",
  "members.choose-own-name",
  "keys.longest-days",
  "sessions.longest-hours",
] as const;

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
  live: [
    {
      topic: "configuration",
      of: "organisation",
      permission: "configuration.read",
      stale: (org) => [["org", org, "configuration"]],
    },
    {
      topic: "features",
      of: "organisation",
      permission: "features.use",
      stale: (org) => [["org", org, "features"]],
    },
  ],
  settings: SETTINGS.map((key) => ({
    id: elementOf(key),
    label: `configuration.names.${key}`,
    words: `configuration.texts.${key}`,
    place: "organisation",
    to: paths.configuration,
    permission: "configuration.change",
  })),
};
