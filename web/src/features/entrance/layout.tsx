/** The front of the house: what it is on one side, the form on the other. On a phone the form comes first. */
import { Outlet } from "@tanstack/react-router";
import { languages, useWording } from "~/i18n/language";
import { changeLanguage } from "~/lib/appearance";
import { setTheme, THEMES, useTheme } from "~/lib/theme";
import { Wordmark } from "~/ui/mark";
import { BareSelect } from "~/ui/select";
import { THEME_WORDS } from "../shell/profile-menu";
import { Platform } from "./platform";

export function EntranceLayout() {
  const { t, language } = useWording();
  const theme = useTheme();
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <aside className="relative hidden flex-col gap-[9vh] overflow-hidden border-e border-rule bg-sunk p-12 lg:flex">
        <Wordmark />
        <div className="relative z-10 max-w-md">
          <p className="font-heading text-4xl font-medium tracking-tight text-balance">{t("signIn.motto")}</p>
          <p className="mt-5 max-w-sm text-lg text-soft">{t("signIn.mottoText")}</p>
        </div>
        <Platform className="absolute inset-x-0 bottom-0 h-[52%] w-full" />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="flex items-center justify-between px-5 py-4 lg:hidden">
          <Wordmark />
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-5 py-8 outline-none"
        >
          <Outlet />
        </main>
        <footer className="flex flex-wrap justify-center gap-3 px-5 py-5">
          <BareSelect
            aria-label={t("account.language")}
            value={language}
            onChange={(tag) => void changeLanguage(tag).catch(() => undefined)}
            choices={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
            className="w-36"
          />
          <BareSelect
            aria-label={t("account.theme")}
            value={theme}
            onChange={setTheme}
            choices={THEMES.map((choice) => ({ value: choice, label: t(THEME_WORDS[choice][0]) }))}
            className="w-44"
          />
        </footer>
      </div>
    </div>
  );
}
