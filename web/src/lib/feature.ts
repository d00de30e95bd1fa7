/**
 * What a feature brings to the shell, besides its routes: where it stands in the navigation, what it can do from the
 * command palette, and what it asks of a fresh organisation. Nobody sees what their permissions do not open.
 */
import type { UseQueryOptions } from "@tanstack/react-query";
import type { PlainKey } from "~/i18n/messages";
import type { Icon } from "~/ui/icons";

export type NavGroup = "home" | "people" | "work" | "organisation" | "operating";
export const NAV_GROUPS: readonly NavGroup[] = ["home", "people", "work", "organisation", "operating"];

export interface NavItem {
  id: string;
  label: PlainKey;
  icon: Icon;
  /** Its address in an organisation. */
  to: (slug: string) => string;
  /** Only who has it sees the item. */
  permission?: string;
  /** Only who runs the installation sees it. */
  platformAdmin?: boolean;
  group: NavGroup;
  /** Its place in the group. */
  order: number;
  /** Only its very address counts as being there. */
  exact?: boolean;
}

/** An item that belongs to a person, not to an organisation. */
export interface PersonalNavItem {
  id: string;
  label: PlainKey;
  icon: Icon;
  to: () => string;
  /** Only its very address counts as being there. */
  exact?: boolean;
  /** Only who runs the installation sees it. */
  platformAdmin?: boolean;
}

export interface Command {
  id: string;
  label: PlainKey;
  icon: Icon;
  to: (slug: string) => string;
  search?: Record<string, unknown>;
  permission?: string;
}

export interface FirstStep {
  id: string;
  title: PlainKey;
  text: PlainKey;
  icon: Icon;
  to: (slug: string) => string;
  search?: Record<string, unknown>;
  permission: string;
  order: number;
  /** Reads from real data whether it is done. */
  done: (org: string) => UseQueryOptions<boolean>;
}

export interface Feature {
  nav?: readonly NavItem[];
  /** Beside the pages of one's own account. */
  personalNav?: readonly PersonalNavItem[];
  commands?: readonly Command[];
  firstSteps?: readonly FirstStep[];
}
