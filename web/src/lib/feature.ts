/**
 * What a feature brings to the shell, besides its routes: where it stands in the navigation, what it can do from the
 * command palette, what it asks of a fresh organisation, what it hears of as it happens and what of it can be set. Nobody sees what their permissions do not open.
 */
import type { QueryKey, UseQueryOptions } from "@tanstack/react-query";
import type { Notice } from "~/api/live";
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
  /** Only where the organisation has switched this feature on. */
  flag?: string;
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

/** What a feature hears of as it happens, and what of that it has read before. */
export interface LiveTopic {
  /** Its name in the live protocol. */
  topic: string;
  /** Whose it is. */
  of: "organisation" | "account" | "installation";
  /** Only who has it in the organisation may hear of it. */
  permission?: string;
  /** The keys of what is out of date; `org` is the organisation, if it is of one. */
  stale: (org: string, notice: Notice | null) => readonly QueryKey[];
  /** Is looked at again so many milliseconds later: what is shown follows from what happened a moment after it. */
  again?: readonly number[];
}

/** Something that can be set, and found by looking for it. */
export interface Setting {
  /** Also the id of the element it stands in, where whoever looked for it is led. */
  id: string;
  label: PlainKey;
  /** What else people may look for, in the words of each language. */
  words: PlainKey;
  place: "organisation" | "account";
  to: (slug: string) => string;
  /** Only who has it in the organisation finds it. */
  permission?: string;
}

export interface Feature {
  nav?: readonly NavItem[];
  /** Beside the pages of one's own account. */
  personalNav?: readonly PersonalNavItem[];
  commands?: readonly Command[];
  firstSteps?: readonly FirstStep[];
  live?: readonly LiveTopic[];
  settings?: readonly Setting[];
}
