/** Choosing a member by typing a part of the name. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useOrganisation } from "~/lib/organisation";
import { Combobox } from "~/ui/combobox";
import { memberQueries } from "./queries";

export interface MemberPickerProps {
  label: string;
  help?: string;
  value: string | null;
  onChange: (member: string) => void;
  /** What can be chosen besides members. */
  others?: readonly { value: string; label: string }[];
  className?: string;
}

/** Something that a name could begin with. */
const SEARCHABLE = /[\p{L}\p{N}]/u;

export function MemberPicker({ value, onChange, others = [], ...field }: MemberPickerProps) {
  const { id: org } = useOrganisation();
  const [typed, setTyped] = useState("");
  const found = useQuery(memberQueries.search(org, SEARCHABLE.test(typed) ? typed : ""));
  const isOther = value === null || others.some((other) => other.value === value);
  const chosen = useQuery({ ...memberQueries.one(org, value ?? ""), enabled: !isOther });
  const people = (found.data ?? []).map((member) => ({ value: member.id, label: member.name }));
  if (chosen.data && !people.some((choice) => choice.value === value)) {
    people.unshift({ value: chosen.data.id, label: chosen.data.name });
  }
  const wanted = typed.trim().toLowerCase();
  const fitting = others.filter((other) => other.value === value || other.label.toLowerCase().includes(wanted));
  return (
    <Combobox {...field} value={value} onChange={onChange} choices={[...fitting, ...people]} onSearch={setTyped} />
  );
}
