/** The organisation one is in: who one is there and what one may do. Every page below `/o/{slug}` has it. */
import { createContext, type ReactNode, useContext } from "react";
import type { Schemas } from "~/api/client";
import { Forbidden } from "./loaded";

export interface Organisation {
  id: string;
  slug: string;
  name: string;
  state: Schemas["OrganisationState"];
  membership: Schemas["OwnMembershipView"];
  /** Does one have this permission here? */
  may: (permission: string) => boolean;
}

const Context = createContext<Organisation | null>(null);

export function OrganisationProvider({ value, children }: { value: Organisation; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useOrganisation(): Organisation {
  const organisation = useContext(Context);
  if (!organisation) throw new Error("this page is not inside an organisation");
  return organisation;
}

/** Its content for those who may, the reason for all others. */
export function Allowed({ permission, children }: { permission: string; children: ReactNode }) {
  const { may } = useOrganisation();
  return may(permission) ? children : <Forbidden permission={permission} level={1} />;
}
