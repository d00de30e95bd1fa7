import { api } from "~/api/client";
import type { Feature } from "~/lib/feature";
import { paths } from "~/lib/paths";
import { MailIcon, PlusIcon } from "~/ui/icons";

const STATES = ["open", "accepted"] as const;

export const invitationsFeature: Feature = {
  nav: [
    {
      id: "invitations",
      label: "invitations.title",
      icon: MailIcon,
      to: paths.invitations,
      permission: "members.invite",
      group: "people",
      order: 10,
    },
  ],
  commands: [
    {
      id: "invite",
      label: "invitations.invite",
      icon: PlusIcon,
      to: paths.invite,
      permission: "members.invite",
    },
  ],
  firstSteps: [
    {
      id: "invite",
      title: "invitations.step",
      text: "invitations.stepText",
      icon: MailIcon,
      to: paths.invite,
      permission: "members.invite",
      order: 20,
      done: (org) => ({
        queryKey: ["org", org, "invitations", "step-invite"],
        queryFn: async ({ signal }) => {
          for (const state of STATES) {
            const page = await api.get("/v1/orgs/{org}/invitations", {
              path: { org },
              query: { state, limit: 1 },
              signal,
            });
            if (page.items.length > 0) return true;
          }
          return false;
        },
      }),
    },
  ],
  live: [
    {
      topic: "invitations",
      of: "organisation",
      permission: "members.invite",
      stale: (org) => [["org", org, "invitations"]],
    },
  ],
};
