/** A link to another screen. `look` says what it looks like; `bare` brings no looks of its own. */
import { Link } from "@tanstack/react-router";
import type { AriaAttributes, ReactNode, Ref } from "react";
import { type ButtonKind, type ButtonSize, buttonClasses } from "~/ui/button";
import { classes } from "~/ui/classes";
import type { Icon } from "~/ui/icons";
import { linkClasses } from "~/ui/link";

export interface AppLinkProps extends Pick<AriaAttributes, "aria-label" | "aria-describedby"> {
  /** From the path builder. */
  to: string;
  search?: Record<string, unknown>;
  hash?: string;
  look?: "text" | "bare";
  className?: string;
  children: ReactNode;
  onClick?: () => void;
  /** Is the link of the very page one is on told apart? */
  exact?: boolean;
  ref?: Ref<HTMLAnchorElement>;
}

export function AppLink({ look = "text", className, exact, search, hash, ...rest }: AppLinkProps) {
  return (
    <Link
      {...(search ? { search } : {})}
      {...(hash ? { hash } : {})}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
      preload="intent"
      className={classes(look === "text" && linkClasses, className)}
      {...rest}
    />
  );
}

export interface ButtonLinkProps extends Omit<AppLinkProps, "look"> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: Icon;
}

/** A link that looks like a button, for the one thing a page wants people to do next. */
export function ButtonLink({ kind, size, icon: Drawn, className, children, ...rest }: ButtonLinkProps) {
  return (
    <AppLink look="bare" className={buttonClasses(kind, size, className)} {...rest}>
      {Drawn && <Drawn className="size-4.5" />}
      {children}
    </AppLink>
  );
}
