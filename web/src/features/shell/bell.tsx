/** Notices. Features that have some will list them here; until then it says honestly that there are none. */
import { useWording } from "~/i18n/language";
import { IconButton } from "~/ui/button";
import { BellIcon } from "~/ui/icons";
import { Popover } from "~/ui/menu";

export function Bell() {
  const { t } = useWording();
  return (
    <Popover label={t("shell.notices")} trigger={<IconButton icon={BellIcon} label={t("shell.notices")} />}>
      <div className="px-4 py-4">
        <p className="font-heading text-lg font-semibold">{t("shell.noticesEmpty")}</p>
        <p className="mt-1 text-soft">{t("shell.noticesEmptyText")}</p>
      </div>
    </Popover>
  );
}
