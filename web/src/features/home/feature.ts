import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { HomeIcon } from "~/ui/icons";

export const homeFeature: Feature = {
  nav: [{ id: "home", label: "shell.home", icon: HomeIcon, to: paths.home, group: "home", order: 0, exact: true }],
};
