/** Looks for a setting, wherever it stands, and leads there. */
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import type { Organisation } from "~/lib/organisation";
import { SearchInput } from "~/ui/input";
import { fits, useSettingsIndex } from "./settings-index";

const MOST_SHOWN = 8;

export function SettingsSearch({ organisation }: { organisation: Organisation | null }) {
  const { t } = useWording();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const settings = useSettingsIndex(organisation);
  const found = typed.trim() === "" ? [] : settings.filter(({ words }) => fits(words, typed)).slice(0, MOST_SHOWN);
  const [first] = found;
  return (
    <search className="mb-8 block max-w-lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (first) void navigate({ to: first.to, hash: first.hash });
        }}
      >
        <SearchInput label={t("settings.search")} value={typed} onChange={setTyped} maxLength={80} autoComplete="off" />
      </form>
      <p className="sr-only" role="status">
        {typed.trim() !== "" && t("settings.searchFound", { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul className="mt-1 rounded-md border border-rule bg-surface py-1 shadow-raised">
          {found.map((setting) => (
            <li key={setting.id}>
              <AppLink
                look="bare"
                to={setting.to}
                hash={setting.hash}
                className="flex min-h-9 items-center justify-between gap-3 px-3 hover:bg-hover"
              >
                <span className="min-w-0 font-medium">{setting.label}</span>
                <span className="text-xs text-faint">{t(`settings.places.${setting.place}`)}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      )}
      {typed.trim() !== "" && found.length === 0 && (
        <p className="mt-2 text-sm text-soft">{t("settings.searchEmpty")}</p>
      )}
    </search>
  );
}
