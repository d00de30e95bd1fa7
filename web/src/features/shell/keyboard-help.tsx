import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { Dialog } from "~/ui/dialog";
import { DescriptionList } from "~/ui/page";

function Key({ children }: { children: ReactNode }) {
  return <kbd className="rounded-sm border border-rule-strong bg-sunk px-1.5 py-0.5 font-sans text-sm">{children}</kbd>;
}

export function KeyboardHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useWording();
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shell.keyboardTitle")} size="narrow">
      <DescriptionList
        items={[
          [t("shell.keySearch"), <Key key="k">{mac ? "⌘ K" : "Ctrl K"}</Key>],
          [
            t("shell.keyHome"),
            <span key="g" className="flex gap-1">
              <Key>g</Key> <Key>h</Key>
            </span>,
          ],
          [t("shell.keyHelp"), <Key key="?">?</Key>],
          [t("shell.keyClose"), <Key key="e">Esc</Key>],
        ]}
      />
    </Dialog>
  );
}
