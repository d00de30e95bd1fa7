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
  live: [
    {
      topic: "organisation",
      of: "organisation",
      permission: "organisation.read",
      stale: (org) => [["org", org, "organisation"], ["org", org, "membership"], ["own-organisations"]],
    },
  ],
  settings: [
    {
      id: "organisation-name",
      label: "found.name",
      words: "settings.words.organisationName",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-slug",
      label: "found.slug",
      words: "settings.words.slug",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-language",
      label: "found.language",
      words: "settings.words.organisationLanguage",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-time-zone",
      label: "found.timeZone",
      words: "settings.words.timeZone",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-sign-up",
      label: "settings.whoMayJoin",
      words: "settings.words.signUp",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-second-factor",
      label: "settings.secondFactor",
      words: "settings.words.secondFactor",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.change",
    },
    {
      id: "organisation-leaving",
      label: "settings.leave",
      words: "settings.words.leaving",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.read",
    },
    {
      id: "organisation-end",
      label: "settings.end",
      words: "settings.words.end",
      place: "organisation",
      to: paths.settings,
      permission: "organisation.close",
    },
  ],
};
