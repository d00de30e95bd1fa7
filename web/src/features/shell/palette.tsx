/** The command palette: every page one may open, every organisation one belongs to, a few acts. Ctrl-K from anywhere. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { queries } from "~/api/queries";
import { features } from "~/features/registry";
import { languages, useWording } from "~/i18n/language";
import { changeLanguage } from "~/lib/appearance";
import { useFlags } from "~/lib/features";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { setTheme, THEMES } from "~/lib/theme";
import { classes } from "~/ui/classes";
import { Dialog } from "~/ui/dialog";
import { BuildingIcon, GearIcon, GlobeIcon, type Icon, SearchIcon } from "~/ui/icons";
import { personalItems, visibleItems } from "./navigation";
import { THEME_WORDS } from "./profile-menu";
import { fits, useSettingsIndex } from "./settings-index";

interface Entry {
  id: string;
  group: string;
  label: string;
  icon: Icon;
  /** What else it is found by. Such an entry only shows when somebody looks for it. */
  words?: string;
  run: () => void;
}

function useEntries(organisation: Organisation | null): Entry[] {
  const { t } = useWording();
  const navigate = useNavigate();
  const own = useQuery(queries.ownOrganisations());
  const account = useQuery(queries.account());
  const isPlatformAdmin = account.data?.platform_admin ?? false;
  const index = useSettingsIndex(organisation);
  const isOn = useFlags(organisation);
  return useMemo(() => {
    const go = (to: string, search?: Record<string, unknown>) => () => void navigate(search ? { to, search } : { to });
    const pages: Entry[] = organisation
      ? visibleItems(organisation, isPlatformAdmin)
          .flatMap(({ items }) => items)
          .map((item) => ({
            id: item.id,
            group: t("shell.groupPages"),
            label: t(item.label),
            icon: item.icon,
            run: go(item.to(organisation.slug)),
          }))
      : [];
    const personal: Entry[] = personalItems(isPlatformAdmin).map((item) => ({
      id: item.id,
      group: t("shell.groupPages"),
      label: t(item.label),
      icon: item.icon,
      run: go(item.to()),
    }));
    const commands: Entry[] = organisation
      ? features
          .flatMap((feature) => feature.commands ?? [])
          .filter((command) => !command.permission || organisation.may(command.permission))
          .filter((command) => !command.flag || isOn(command.flag))
          .map((command) => ({
            id: command.id,
            group: t("shell.groupCommands"),
            label: t(command.label),
            icon: command.icon,
            run: go(command.to(organisation.slug), command.search),
          }))
      : [];
    const themes: Entry[] = THEMES.map((theme) => ({
      id: `theme-${theme}`,
      group: t("shell.groupCommands"),
      label: t("shell.commandTheme", { theme: t(THEME_WORDS[theme][0]) }),
      icon: THEME_WORDS[theme][1],
      run: () => setTheme(theme),
    }));
    const tongues: Entry[] = languages.map(({ tag, name }) => ({
      id: `language-${tag}`,
      group: t("shell.groupCommands"),
      label: t("shell.commandLanguage", { language: name }),
      icon: GlobeIcon,
      run: () => void changeLanguage(tag).catch(() => undefined),
    }));
    const organisations: Entry[] = (own.data ?? [])
      .filter((entry) => entry.id !== organisation?.id && entry.status === "active")
      .map((entry) => ({
        id: entry.id,
        group: t("shell.groupOrganisations"),
        label: entry.name,
        icon: BuildingIcon,
        run: go(paths.home(entry.slug)),
      }));
    const settings: Entry[] = index.map((setting) => ({
      id: `setting-${setting.id}`,
      group: t(`settings.places.${setting.place}`),
      label: setting.label,
      words: setting.words,
      icon: GearIcon,
      run: () => void navigate({ to: setting.to, hash: setting.hash }),
    }));
    return [...pages, ...personal, ...commands, ...settings, ...organisations, ...themes, ...tongues];
  }, [organisation, isPlatformAdmin, own.data, index, isOn, t, navigate]);
}

export function Palette({
  open,
  onOpenChange,
  organisation,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: Organisation | null;
}) {
  const { t } = useWording();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shell.search")} size="medium">
      <PaletteList organisation={organisation} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function PaletteList({ organisation, onDone }: { organisation: Organisation | null; onDone: () => void }) {
  const { t } = useWording();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const activeRow = useRef<HTMLLIElement>(null);
  const entries = useEntries(organisation).filter((entry) =>
    entry.words && typed.trim() === "" ? false : fits(`${entry.words ?? entry.label} ${entry.group}`, typed),
  );
  const current = Math.min(active, Math.max(0, entries.length - 1));

  useEffect(() => {
    if (current >= 0) activeRow.current?.scrollIntoView({ block: "nearest" });
  }, [current]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && entries.length > 0) {
      event.preventDefault();
      setActive((current + step + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(entries[current]);
    }
  };

  return (
    <div className="-mx-5 -mb-5">
      <div className="relative border-y border-rule">
        <SearchIcon className="pointer-events-none absolute start-5 top-3.5 text-faint" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={entries[current] ? `${list}-${current}` : undefined}
          aria-label={t("shell.search")}
          placeholder={t("shell.searchPlaceholder")}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent ps-13 pe-5 text-lg placeholder:text-faint focus-visible:-outline-offset-2"
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the list of a combobox is a listbox */}
      <ul id={list} role="listbox" aria-label={t("shell.search")} className="max-h-[46vh] overflow-y-auto py-1">
        {entries.map((entry, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
          <li
            key={entry.id}
            id={`${list}-${place}`}
            ref={place === current ? activeRow : null}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: an item of a listbox is an option
            role="option"
            aria-selected={place === current}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(place)}
            onClick={() => run(entry)}
            className={classes("flex cursor-pointer items-center gap-3 px-5 py-2", place === current && "bg-hover")}
          >
            <entry.icon className="text-soft" />
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            <span className="text-xs text-faint">{entry.group}</span>
          </li>
        ))}
        {entries.length === 0 && (
          <li role="presentation" className="px-5 py-4 text-soft">
            {t("shell.searchEmpty")}
          </li>
        )}
      </ul>
      <p className="border-t border-rule px-5 py-2 text-xs text-faint max-sm:hidden">{t("shell.searchHint")}</p>
    </div>
  );
}
