/** The roots that every route hangs from: everything, those who are signed in, one organisation, one's own account. */
import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { session } from "~/api/session";
import { ConnectionBanner, ReleaseBanner } from "~/features/shell/banners";
import { useWording } from "~/i18n/language";
import { paths } from "~/lib/paths";

function Root() {
  const { t } = useWording();
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to the content; only the address bar stays as it is */}
      <a
        href="#content"
        onClick={(event) => {
          // Not an address of its own: the page keeps the one it has.
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-60 focus:rounded-md focus:bg-ink focus:px-4 focus:py-2 focus:text-on-ink"
      >
        {t("shell.skip")}
      </a>
      <ConnectionBanner />
      <Outlet />
      <ReleaseBanner />
    </>
  );
}

export const rootRoute = createRootRoute({ component: Root });

/** Sends whoever is not signed in to the door, and back here afterwards. */
export function needsSession({ location }: { location: { href: string } }): void {
  if (session.read() !== null) return;
  throw redirect({ to: paths.signIn(), search: location.href === "/" ? {} : { next: location.href } });
}

/** Pages before sign-in, with the house's front beside them. */
export const entranceRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "entrance",
  component: lazyRouteComponent(() => import("~/features/entrance/layout"), "EntranceLayout"),
});

/** Pages of one organisation: `/o/{slug}/…`. Their components have `useOrganisation()`. */
export const orgRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/o/$org",
  beforeLoad: needsSession,
  component: lazyRouteComponent(() => import("~/features/shell/organisation-layout"), "OrganisationLayout"),
});

/** Pages of whoever is signed in that belong to no organisation: one's account, the list of organisations. */
export const personalRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "personal",
  beforeLoad: needsSession,
  component: lazyRouteComponent(() => import("~/features/shell/personal-layout"), "PersonalLayout"),
});
