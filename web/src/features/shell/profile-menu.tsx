/** Who one is; how it looks and speaks; leaving. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { queries } from "~/api/queries";
import { languages, useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { changeLanguage } from "~/lib/appearance";
import { signOut } from "~/lib/leaving";
import { paths } from "~/lib/paths";
import { problemWords } from "~/lib/problem-words";
import { setTheme, THEMES, useTheme } from "~/lib/theme";
import { Avatar } from "~/ui/avatar";
import { AlertDialog } from "~/ui/dialog";
import { KeyboardIcon, MoonIcon, ScreenIcon, SignOutIcon, SunIcon } from "~/ui/icons";
import { Menu, MenuChoice, MenuItem, MenuLink, MenuRule } from "~/ui/menu";
import { useToast } from "~/ui/toast";
import { personalItems } from "./navigation";

export const THEME_WORDS = {
  light: ["account.themeLight", SunIcon],
  dark: ["account.themeDark", MoonIcon],
  system: ["account.themeSystem", ScreenIcon],
} as const;

export function ProfileMenu({ onKeyboardHelp }: { onKeyboardHelp: () => void }) {
  const wording = useWording();
  const { t, language } = wording;
  const theme = useTheme();
  const show = useToast();
  const navigate = useNavigate();
  const account = useQuery(queries.account());
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);

  const leave = async (everywhere: boolean) => {
    setLeaving(true);
    try {
      await signOut(() => navigate({ to: paths.signIn() }), { everywhere });
      show({ message: t("account.signedOut") });
    } catch {
      show({ kind: "danger", message: t("account.signOutFailed") });
    } finally {
      setLeaving(false);
      setAsking(false);
    }
  };

  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("shell.account")}
            title={account.data?.name}
            className="ms-1 rounded-full"
          >
            <Avatar name={account.data?.name ?? "·"} />
          </button>
        }
      >
        {account.data && (
          <div className="px-3 pt-1.5 pb-2">
            <p className="truncate font-semibold">{account.data.name}</p>
            <p className="truncate text-sm text-faint">{account.data.email}</p>
          </div>
        )}
        {personalItems(account.data?.platform_admin ?? false).map((item) => (
          <MenuLink key={item.id}>
            <AppLink look="bare" to={item.to()}>
              <item.icon className="size-4.5" />
              {t(item.label)}
            </AppLink>
          </MenuLink>
        ))}
        <MenuRule />
        <MenuChoice
          label={t("account.theme")}
          value={theme}
          onChange={setTheme}
          choices={THEMES.map((choice) => ({
            value: choice,
            label: t(THEME_WORDS[choice][0]),
            icon: THEME_WORDS[choice][1],
          }))}
        />
        <MenuChoice
          label={t("account.language")}
          value={language}
          onChange={(tag) =>
            void changeLanguage(tag).catch((error: unknown) =>
              show({ kind: "danger", message: problemWords(wording, error) }),
            )
          }
          choices={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
        />
        <MenuRule />
        <MenuItem icon={KeyboardIcon} onSelect={onKeyboardHelp}>
          {t("shell.keyboard")}
        </MenuItem>
        <MenuItem icon={SignOutIcon} onSelect={() => void leave(false)}>
          {t("account.signOut")}
        </MenuItem>
        <MenuItem icon={SignOutIcon} onSelect={() => setAsking(true)}>
          {t("account.signOutEverywhere")}
        </MenuItem>
      </Menu>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("account.signOutEverywhereTitle")}
        action={t("account.signOutEverywhere")}
        busy={leaving}
        onAction={() => void leave(true)}
      >
        <p>{t("account.signOutEverywhereText")}</p>
      </AlertDialog>
    </>
  );
}
