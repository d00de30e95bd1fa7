/** A menu of acts behind a button, and a popover for everything else that hangs from one. */
import * as Radix from "@radix-ui/react-dropdown-menu";
import * as RadixPopover from "@radix-ui/react-popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes";
import { CheckIcon, type Icon } from "./icons";

const panel =
  "z-50 min-w-48 max-w-[min(22rem,calc(100vw-1rem))] rounded-md border border-rule bg-surface py-1 shadow-raised animate-rise";
const row =
  "flex w-full cursor-pointer items-center gap-2.5 px-3 py-1.5 text-start outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-faint";

/** The button must take a ref. */
export function Menu({
  trigger,
  children,
  align = "end",
}: {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={6} collisionPadding={8} className={panel}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  icon: Drawn,
  onSelect,
  disabled,
  dangerous = false,
  children,
}: {
  icon?: Icon;
  onSelect: () => void;
  disabled?: boolean;
  dangerous?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item disabled={disabled ?? false} onSelect={onSelect} className={classes(row, dangerous && "text-danger")}>
      {Drawn && <Drawn className="size-4.5" />}
      {children}
    </Radix.Item>
  );
}

/** An item that is a link; the link is the only child. */
export function MenuLink({ children }: { children: ReactElement }) {
  return (
    <Radix.Item asChild className={row}>
      {children}
    </Radix.Item>
  );
}

/** One of several that exclude each other. */
export function MenuChoice<V extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  choices: readonly { value: V; label: string; icon?: Icon }[];
}) {
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      <Radix.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as V)} aria-label={label}>
        {choices.map(({ value: choice, label: name, icon: Drawn }) => (
          <Radix.RadioItem key={choice} value={choice} className={row} onSelect={(event) => event.preventDefault()}>
            {Drawn && <Drawn className="size-4.5" />}
            <span className="flex-1">{name}</span>
            <Radix.ItemIndicator>
              <CheckIcon className="size-4" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-3 pt-2 pb-1 text-xs font-semibold text-faint">{children}</Radix.Label>;
}

export function MenuRule() {
  return <Radix.Separator className="my-1 border-t border-rule" />;
}

export interface PopoverProps {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Popover({ trigger, label, children, align = "end", open, onOpenChange }: PopoverProps) {
  return (
    <RadixPopover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 w-[min(22rem,calc(100vw-1rem))] rounded-md border border-rule bg-surface shadow-raised animate-rise"
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
