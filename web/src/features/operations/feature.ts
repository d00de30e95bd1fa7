import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { AgentIcon, HealthIcon, JobIcon } from "~/ui/icons";

export const operationsFeature: Feature = {
  nav: [
    {
      id: "jobs",
      label: "operations.jobs",
      icon: JobIcon,
      to: paths.jobs,
      permission: "jobs.read",
      group: "operating",
      order: 10,
    },
  ],
  personalNav: [
    { id: "health", label: "operations.health", icon: HealthIcon, to: paths.health, platformAdmin: true },
    { id: "agents", label: "operations.agents", icon: AgentIcon, to: paths.agents, platformAdmin: true },
    {
      id: "installation-jobs",
      label: "operations.allJobs",
      icon: JobIcon,
      to: paths.installationJobs,
      platformAdmin: true,
    },
  ],
  live: [
    {
      topic: "jobs",
      of: "organisation",
      permission: "jobs.read",
      stale: (org) => [
        ["org", org, "jobs"],
        ["org", org, "notices"],
      ],
    },
    {
      topic: "agents",
      of: "installation",
      stale: (org) => [["installation"], ["org", org, "notices"]],
    },
  ],
};
