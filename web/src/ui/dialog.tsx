/** Windows above the page: a dialog in the middle, a sheet from the side, and one that asks before something is lost. */
import * as RadixAlert from "@radix-ui/react-alert-dialog";
import * as Radix from "@radix-ui/react-dialog";
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { Button, IconButton } from "./button";
import { classes } from "./classes";
import { CloseIcon } from "./icons";

const veil = "fixed inset-0 z-40 bg-veil animate-in";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons at the end, the most important one last. */
  actions?: ReactNode;
  size?: "narrow" | "medium" | "wide";
  /** May it be closed without an answer? */
  closable?: boolean;
}

/** Begins where there is something to type; otherwise with the first button, as Radix does. */
function focusFirstField(event: Event): void {
  const fields = (event.currentTarget as HTMLElement).querySelectorAll<HTMLInputElement>(
    "[data-dialog-body] :is(input, select, textarea):not([type=hidden], :disabled)",
  );
  const field = [...fields].find((one) => one.value === "") ?? fields[0];
  if (!field) return;
  event.preventDefault();
  field.focus();
}

const SIZES = { narrow: "sm:max-w-sm", medium: "sm:max-w-lg", wide: "sm:max-w-3xl" };

/** On a phone it fills the lower part of the screen, within reach of a thumb. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  size = "medium",
  closable = true,
}: DialogProps) {
  const { t } = useWording();
  const keepOpen = (event: Event) => {
    if (!closable) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={focusFirstField}
          onEscapeKeyDown={keepOpen}
          onPointerDownOutside={keepOpen}
          onInteractOutside={keepOpen}
          className={classes(
            "fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-lg border border-rule bg-surface shadow-raised animate-rise",
            "sm:bottom-auto sm:top-[12vh] sm:max-h-[76vh] sm:rounded-lg",
            SIZES[size],
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div>
              <Radix.Title className="font-heading text-xl font-semibold">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-soft">{description}</Radix.Description>}
            </div>
            {closable && (
              <Radix.Close asChild>
                <IconButton icon={CloseIcon} label={t("ui.close")} size="small" className="-me-1.5" />
              </Radix.Close>
            )}
          </header>
          <div data-dialog-body="" className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
            {children}
          </div>
          {actions && (
            <footer className="flex flex-col-reverse gap-2 border-t border-rule px-5 py-3 sm:flex-row sm:justify-end">
              {actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** The title is read aloud only. */
  titleHidden?: boolean;
  side?: "start" | "end";
  children: ReactNode;
}

/** A window from the side: navigation on a phone, the details of a row. */
export function Sheet({ open, onOpenChange, title, titleHidden = false, side = "end", children }: SheetProps) {
  const { t } = useWording();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          className={classes(
            "fixed inset-y-0 z-50 flex w-full max-w-md flex-col overflow-y-auto border-rule bg-surface shadow-raised animate-slide",
            side === "end" ? "end-0 border-s" : "start-0 max-w-[19rem]! border-e",
          )}
        >
          <header className="sticky top-0 z-10 flex items-center justify-between gap-3 bg-surface px-5 py-3">
            <Radix.Title className={titleHidden ? "sr-only" : "font-heading text-xl font-semibold"}>
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton icon={CloseIcon} label={t("ui.close")} size="small" className="-me-1.5 ms-auto" />
            </Radix.Close>
          </header>
          <div className="flex-1 px-5 pb-6">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What happens, and whether it can be undone. */
  children?: ReactNode;
  /** What the button that does it is called: a verb, never “OK”. */
  action: string;
  onAction: () => void;
  busy?: boolean;
  dangerous?: boolean;
  /** Something is still missing before it can be done. */
  disabled?: boolean;
}

/** Asks before doing what cannot be undone. The focus begins on the harmless button. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  children,
  action,
  onAction,
  busy,
  dangerous = true,
  disabled,
}: AlertDialogProps) {
  const { t } = useWording();
  return (
    <RadixAlert.Root open={open} onOpenChange={onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={veil} />
        <RadixAlert.Content
          {...(children ? {} : { "aria-describedby": undefined })}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto w-full rounded-t-lg border border-rule bg-surface shadow-raised animate-rise sm:bottom-auto sm:top-[18vh] sm:max-w-md sm:rounded-lg"
        >
          <div className="px-5 pt-4 pb-5">
            <RadixAlert.Title className="font-heading text-xl font-semibold">{title}</RadixAlert.Title>
            {children && (
              <RadixAlert.Description asChild>
                <div className="mt-2 flex flex-col gap-3 text-soft">{children}</div>
              </RadixAlert.Description>
            )}
          </div>
          <footer className="flex flex-col-reverse gap-2 border-t border-rule px-5 py-3 sm:flex-row sm:justify-end">
            <RadixAlert.Cancel asChild>
              <Button>{t("ui.cancel")}</Button>
            </RadixAlert.Cancel>
            <Button kind={dangerous ? "danger" : "primary"} busy={busy ?? false} disabled={disabled} onClick={onAction}>
              {action}
            </Button>
          </footer>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  );
}
