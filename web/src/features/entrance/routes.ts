/** Everything that happens before somebody is inside. The links in letters carry their token behind `#token=`. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { safePath } from "~/lib/paths";
import { entranceRoute, rootRoute } from "~/routes/root";

/** Where to go after signing in. */
export interface SignInSearch {
  next?: string;
  email?: string;
}

/** Leads on: to the organisation one was in last, to the door, or to setting up. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./start-page"), "StartPage"),
});

export const signInRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    ...(search.next === undefined ? {} : { next: safePath(search.next) }),
    ...(typeof search.email === "string" ? { email: search.email } : {}),
  }),
  component: lazyRouteComponent(() => import("./sign-in-page"), "SignInPage"),
});

export const joinRoute = createRoute({
  getParentRoute: () => entranceRoute,
  path: "/join/$slug",
  component: lazyRouteComponent(() => import("./join-page"), "JoinPage"),
});

export const entranceRoutes = [
  signInRoute,
  joinRoute,
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/setup",
    component: lazyRouteComponent(() => import("./setup-page"), "SetupPage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/sign-up/confirm",
    component: lazyRouteComponent(() => import("./confirm-sign-up-page"), "ConfirmSignUpPage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/reset-password",
    component: lazyRouteComponent(() => import("./reset-page"), "ResetPage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/reset-second-factor",
    component: lazyRouteComponent(() => import("./factor-reset-page"), "FactorResetPage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/invitation",
    component: lazyRouteComponent(() => import("./invitation-page"), "InvitationPage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/invitation/decline",
    component: lazyRouteComponent(() => import("./invitation-page"), "DeclinePage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/unsubscribe",
    component: lazyRouteComponent(() => import("./unsubscribe-page"), "UnsubscribePage"),
  }),
  createRoute({
    getParentRoute: () => entranceRoute,
    path: "/account/confirm-email",
    component: lazyRouteComponent(() => import("./confirm-email-page"), "ConfirmEmailPage"),
  }),
] as const;
