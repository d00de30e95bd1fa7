/** Everything that can be set, as the features list it, for those who may; found by its name and by like words. */
import { useMemo } from "react";
import { features } from "~/features/registry";
import { useWording } from "~/i18n/language";
import type { Setting } from "~/lib/feature";
import type { Organisation } from "~/lib/organisation";

export interface FoundSetting {
  id: string;
  label: string;
  /** The page it is on. */
  place: Setting["place"];
  words: string;
  to: string;
  hash: string;
}

/** Every word of what was typed begins a word of the label. */
export function fits(label: string, typed: string): boolean {
  const words = label.toLocaleLowerCase().split(/[\s,:–-]+/);
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

export function useSettingsIndex(organisation: Organisation | null): readonly FoundSetting[] {
  const { t } = useWording();
  return useMemo(
    () =>
      features
        .flatMap((feature) => feature.settings ?? [])
        .filter(
          ({ place, permission }) =>
            place === "account" || (organisation !== null && (!permission || organisation.may(permission))),
        )
        .map((setting) => ({
          id: setting.id,
          label: t(setting.label),
          place: setting.place,
          words: `${t(setting.label)} ${t(setting.words)}`,
          to: setting.to(organisation?.slug ?? ""),
          hash: setting.id,
        })),
    [organisation, t],
  );
}
