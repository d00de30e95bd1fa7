/**
 * The frame around every page: the masthead with search, notices and profile, the navigation beside it, the page in the
 * middle. On a phone the navigation is a sheet.
 */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import type { Organisation } from "~/lib/organisation";
import { paths } from "~/lib/paths";
import { IconButton } from "~/ui/button";
import { Sheet } from "~/ui/dialog";
import { MenuIcon, SearchIcon } from "~/ui/icons";
import { Mark, Wordmark } from "~/ui/mark";
import { Bell } from "./bell";
import { KeyboardHelp } from "./keyboard-help";
import { useLive } from "./live";
import { Navigation } from "./navigation";
import { Online } from "./online";
import { OrganisationSwitcher } from "./organisation-switcher";
import { Palette } from "./palette";
import { ProfileMenu } from "./profile-menu";
import { useSpotlight } from "./spotlight";

export function Shell({ organisation, children }: { organisation: Organisation | null; children: ReactNode }) {
  const { t } = useWording();
  useLive(organisation);
  useSpotlight();
  const navigate = useNavigate();
  const [menuOpen, setMenuOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const home = organisation ? paths.home(organisation.slug) : paths.start();

  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the menu
  useEffect(() => setMenuOpen(false), [path]);

  useEffect(() => {
    let g = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        setPaletteOpen((open) => !open);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") setHelpOpen(true);
      else if (event.key === "g") g = event.timeStamp;
      else if (event.key === "h" && event.timeStamp - g < SEQUENCE_MS) void navigate({ to: home });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, home]);

  return (
    <div className="mx-auto flex min-h-dvh max-w-[100rem] flex-col lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
      <header className="sticky top-0 z-30 col-span-2 flex h-14 items-center gap-1 border-b border-rule bg-paper px-3 sm:px-5">
        <IconButton
          icon={MenuIcon}
          label={t("shell.openNavigation")}
          onClick={() => setMenuOpen(true)}
          className="-ms-1 lg:hidden"
        />
        <AppLink to={home} look="bare" className="me-2 flex items-center rounded-sm lg:w-56">
          <span className="sr-only">{t("shell.home")}: </span>
          <Wordmark className="max-sm:hidden" />
          <Mark className="sm:hidden" size={24} />
        </AppLink>
        <button
          type="button"
          onClick={() => setPaletteOpen(true)}
          className="me-auto hidden h-9 w-full max-w-md items-center gap-2 rounded-md border border-rule bg-surface px-3 text-soft hover:border-rule-strong sm:flex"
        >
          <SearchIcon className="size-4.5" />
          <span className="flex-1 text-start">{t("shell.search")}</span>
          <kbd className="font-sans text-xs text-faint">{isMac ? "⌘K" : "Ctrl K"}</kbd>
        </button>
        <IconButton
          icon={SearchIcon}
          label={t("shell.search")}
          onClick={() => setPaletteOpen(true)}
          className="ms-auto sm:hidden"
        />
        <Bell organisation={organisation} />
        <ProfileMenu onKeyboardHelp={() => setHelpOpen(true)} />
      </header>
      <aside className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] flex-col overflow-y-auto border-e border-rule px-3 py-4 lg:flex">
        <OrganisationSwitcher organisation={organisation} />
        <Navigation organisation={organisation} />
        {organisation && (
          <div className="mt-auto pt-4">
            <Online />
          </div>
        )}
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none sm:px-8 sm:py-8">
        <div className="mx-auto max-w-6xl">{children}</div>
      </main>
      <Sheet open={menuOpen} onOpenChange={setMenuOpen} side="start" title={t("shell.navigation")} titleHidden>
        <OrganisationSwitcher organisation={organisation} />
        <Navigation organisation={organisation} />
        {organisation && (
          <div className="mt-4 border-t border-rule pt-2">
            <Online />
          </div>
        )}
      </Sheet>
      <Palette open={paletteOpen} onOpenChange={setPaletteOpen} organisation={organisation} />
      <KeyboardHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
}

const SEQUENCE_MS = 1200;
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
