import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { PersonIcon, ScreenIcon, ShieldIcon } from "~/ui/icons";

export const accountFeature: Feature = {
  personalNav: [
    { id: "account", label: "account.profile", icon: PersonIcon, to: paths.account, exact: true },
    { id: "security", label: "security.title", icon: ShieldIcon, to: paths.security },
    { id: "sessions", label: "account.sessions", icon: ScreenIcon, to: paths.sessions },
  ],
  live: [
    {
      topic: "account",
      of: "account",
      stale: () => [["account"], ["own-organisations"]],
    },
    {
      topic: "membership",
      of: "organisation",
      permission: "membership.own",
      stale: (org) => [["org", org, "membership"], ["org", org, "keys"], ["own-organisations"]],
    },
  ],
  settings: [
    { id: "account-name", label: "account.name", words: "settings.words.ownName", place: "account", to: paths.account },
    {
      id: "account-language",
      label: "account.language",
      words: "settings.words.ownLanguage",
      place: "account",
      to: paths.account,
    },
    {
      id: "account-time-zone",
      label: "account.timeZone",
      words: "settings.words.timeZone",
      place: "account",
      to: paths.account,
    },
    { id: "account-email", label: "account.email", words: "settings.words.email", place: "account", to: paths.account },
    {
      id: "account-password",
      label: "account.password",
      words: "settings.words.password",
      place: "account",
      to: paths.account,
    },
    {
      id: "account-authenticator",
      label: "security.title",
      words: "settings.words.security",
      place: "account",
      to: paths.security,
    },
    {
      id: "account-sessions",
      label: "account.sessions",
      words: "settings.words.sessions",
      place: "account",
      to: paths.sessions,
    },
    {
      id: "account-closing",
      label: "account.close",
      words: "settings.words.closing",
      place: "account",
      to: paths.account,
    },
  ],
};
