/** Plain links, for addresses outside the app and within the page. Links between screens are `AppLink`s. */
import type { AnchorHTMLAttributes } from "react";
import { classes } from "./classes";

export const linkClasses =
  "font-medium text-ink underline decoration-accent decoration-[1.5px] underline-offset-[3px] hover:text-accent-strong rounded-sm";

export function TextLink({ className, children, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a className={classes(linkClasses, className)} {...rest}>
      {children}
    </a>
  );
}
