/** The hours in which one wants no e-mails that can wait. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { Switch } from "~/ui/choice";
import { BareSelect } from "~/ui/select";
import { useToast } from "~/ui/toast";
import { inboxKey } from "./queries";

type Hours = Schemas["QuietHours"];

/** What somebody begins with who wants quiet hours. */
const NIGHT: Hours = { from: 22, until: 7 };
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function QuietHours() {
  const { t } = useWording();
  const { id: org } = useOrganisation();
  const hours = useQuery({
    queryKey: [...inboxKey(org), "quiet-hours"],
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/inbox/quiet-hours", { path: { org }, signal }),
  });
  return (
    <section aria-labelledby="quiet-hours" className="mt-8 max-w-prose">
      <h2 id="quiet-hours" className="pb-2 text-2xl">
        {t("inbox.quiet")}
      </h2>
      <Loaded query={hours} isEmpty={() => false} empty={null}>
        {(own) => <Choice hours={own.hours ?? null} />}
      </Loaded>
    </section>
  );
}

function Choice({ hours }: { hours: Hours | null }) {
  const wording = useWording();
  const { t } = wording;
  const { id: org } = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const choose = useMutation({
    mutationFn: (chosen: Hours | null) =>
      api.put("/v1/orgs/{org}/inbox/quiet-hours", { path: { org }, body: { hours: chosen } }),
    onSuccess: () => show({ message: t("inbox.quietKept") }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: () => client.invalidateQueries({ queryKey: [...inboxKey(org), "quiet-hours"] }),
  });
  const shown = choose.isPending ? choose.variables : hours;
  const select = (end: keyof Hours, other: keyof Hours) =>
    shown && (
      <BareSelect
        aria-label={t(end === "from" ? "inbox.quietFrom" : "inbox.quietUntil")}
        value={String(shown[end])}
        disabled={choose.isPending}
        onChange={(hour) => choose.mutate({ ...shown, [end]: Number(hour) })}
        choices={HOURS.map((hour) => ({
          value: String(hour),
          label: `${String(hour).padStart(2, "0")}:00`,
          disabled: hour === shown[other],
        }))}
        className="w-28"
      />
    );
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={t("inbox.quietOn")}
        help={t("inbox.quietHelp")}
        checked={shown !== null}
        disabled={choose.isPending}
        onChange={(on) => choose.mutate(on ? NIGHT : null)}
      />
      {shown && (
        <p className="flex flex-wrap items-center gap-2">
          <span>{t("inbox.quietFrom")}</span>
          {select("from", "until")}
          <span>{t("inbox.quietUntil")}</span>
          {select("until", "from")}
        </p>
      )}
    </div>
  );
}
