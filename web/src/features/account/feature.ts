import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { PersonIcon, ScreenIcon } from "~/ui/icons";

export const accountFeature: Feature = {
  personalNav: [
    { id: "account", label: "account.profile", icon: PersonIcon, to: paths.account, exact: true },
    { id: "sessions", label: "account.sessions", icon: ScreenIcon, to: paths.sessions },
  ],
};
