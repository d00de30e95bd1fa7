/** What runs behind the scenes: jobs of an organisation, and, for those who run the installation, all of it. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { Schemas } from "~/api/client";
import { orgRoute, personalRoute } from "~/routes/root";

export type JobState = Schemas["JobState"];
export const JOB_STATES: readonly JobState[] = ["dead", "retrying", "running", "queued", "succeeded", "cancelled"];

export interface JobsSearch {
  state?: JobState;
  pages?: number;
}

function jobsSearch(search: Record<string, unknown>): JobsSearch {
  const state = JOB_STATES.find((one) => one === search.state);
  return {
    ...(state ? { state } : {}),
    ...(typeof search.pages === "number" && search.pages > 1 ? { pages: Math.floor(search.pages) } : {}),
  };
}

export const jobsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: "/jobs",
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import("./jobs-page"), "OrganisationJobsPage"),
});

export const installationJobsRoute = createRoute({
  getParentRoute: () => personalRoute,
  path: "/installation/jobs",
  validateSearch: jobsSearch,
  component: lazyRouteComponent(() => import("./jobs-page"), "InstallationJobsPage"),
});

export const agentsRoute = createRoute({
  getParentRoute: () => personalRoute,
  path: "/installation/agents",
  component: lazyRouteComponent(() => import("./agents-page"), "AgentsPage"),
});

export const agentRoute = createRoute({
  getParentRoute: () => personalRoute,
  path: "/installation/agents/$agent",
  component: lazyRouteComponent(() => import("./agent-page"), "AgentPage"),
});

export const healthRoute = createRoute({
  getParentRoute: () => personalRoute,
  path: "/installation/health",
  component: lazyRouteComponent(() => import("./health-page"), "HealthPage"),
});
