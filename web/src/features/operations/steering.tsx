/** What an operator makes an agent do: stop at once or when it is done, or go back in the log. What it means is said before. */
import { useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { RadioList } from "~/ui/choice";
import { Dialog } from "~/ui/dialog";
import { FieldGroup } from "~/ui/field";
import { TextArea, TextInput } from "~/ui/input";
import { useToast } from "~/ui/toast";

type Agent = Schemas["AgentView"];
/** The server counts no further. */
const MOST_COUNTED = 10_000;

export function Stop({ agent, how, onDone }: { agent: Agent; how: "pause" | "drain"; onDone: () => void }) {
  const { t, number } = useWording();
  const client = useQueryClient();
  const form = useForm({
    initial: { reason: "" },
    validate: (values) => (values.reason.trim() ? {} : { reason: t("fieldProblems.required") }),
    submit: async (values) => {
      await api.put("/v1/installation/agents/{agent}/state", {
        path: { agent: agent.name },
        body: { state: how === "pause" ? "paused" : "draining", reason: values.reason.trim() },
      });
      onDone();
      await client.invalidateQueries({ queryKey: ["installation"] });
    },
  });
  const lag = agent.lag_events;
  return (
    <Dialog
      open
      onOpenChange={onDone}
      size="narrow"
      title={t(`operations.${how}`)}
      description={t(how === "pause" ? "operations.pauseText" : "operations.drainText")}
    >
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        {how === "drain" && (
          <Banner tone="info">
            {t("operations.drainPreview", {
              count: lag,
              shown: lag >= MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(lag),
            })}
          </Banner>
        )}
        <TextArea label={t("operations.reason")} {...form.field("reason")} maxLength={200} required />
        <Button type="submit" kind="primary" busy={form.busy}>
          {t(`operations.${how}`)}
        </Button>
      </form>
    </Dialog>
  );
}

/** A moment as the browser's own field for it writes it, in the clock of whoever reads. */
function localMoment(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

const HOUR_MS = 3_600_000;

type RewindValues = { to: "time" | "beginning"; time: string; effects: "keep" | "repeat"; name: string };

export function Rewind({ agent, onDone }: { agent: Agent; onDone: () => void }) {
  const { t } = useWording();
  const client = useQueryClient();
  const show = useToast();
  const form = useForm<RewindValues>({
    initial: { to: "time", time: localMoment(new Date(Date.now() - HOUR_MS)), effects: "keep", name: "" },
    codes: { "time-in-future": "time", "time-mismatch": "time" },
    validate: (values) => ({
      ...(values.to === "time" && !values.time ? { time: t("fieldProblems.required") } : {}),
      ...(values.name === agent.name ? {} : { name: t("operations.rewindName") }),
    }),
    submit: async ({ to, time, effects }) => {
      await api.post("/v1/installation/agents/{agent}/rewind", {
        path: { agent: agent.name },
        body: { to, effects, ...(to === "time" ? { time: new Date(time).toISOString() } : {}) },
      });
      onDone();
      show({ message: t("operations.told") });
      await client.invalidateQueries({ queryKey: ["installation"] });
    },
  });
  const { to, time, effects } = form.values;
  return (
    <Dialog open onOpenChange={onDone} title={t("operations.rewind")} description={t("operations.rewindText")}>
      <form {...form.formProps} className="flex flex-col gap-5">
        <FormProblem problem={form.problem} />
        <FieldGroup legend={t("operations.rewindTo")}>
          <RadioList
            value={to}
            onChange={(place) => form.set("to", place)}
            choices={[
              { value: "time", label: t("operations.rewindTime") },
              { value: "beginning", label: t("operations.rewindBeginning") },
            ]}
          />
        </FieldGroup>
        {to === "time" && (
          <TextInput
            type="datetime-local"
            label={t("operations.rewindSince")}
            {...form.field("time")}
            max={localMoment(new Date())}
            required
          />
        )}
        <FieldGroup legend={t("operations.rewindEffects")}>
          <RadioList
            value={effects}
            onChange={(chosen) => form.set("effects", chosen)}
            choices={[
              { value: "keep", label: t("operations.rewindKeep"), help: t("operations.rewindKeepHelp") },
              { value: "repeat", label: t("operations.rewindRepeat"), help: t("operations.rewindRepeatHelp") },
            ]}
          />
        </FieldGroup>
        <Preview agent={agent} values={{ to, time, effects }} />
        <TextInput
          label={t("operations.rewindConfirm", { agent: agent.name })}
          {...form.field("name")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Button type="submit" kind="danger" busy={form.busy}>
          {t("operations.rewind")}
        </Button>
      </form>
    </Dialog>
  );
}

/** What will happen, as far as it can be said. */
function Preview({ agent, values }: { agent: Agent; values: Omit<RewindValues, "name"> }) {
  const { t, date, relative } = useWording();
  const isTime = values.to === "time";
  if (isTime && !values.time) return null;
  return (
    <Banner tone={values.effects === "repeat" ? "danger" : "warn"} title={t("operations.rewindPreview")}>
      <ul className="list-disc ps-5">
        <li>
          {isTime
            ? t("operations.rewindReadsSince", { since: date(values.time), ago: relative(values.time) })
            : t("operations.rewindReadsAll", { count: agent.handled })}
        </li>
        <li>{t(values.effects === "keep" ? "operations.rewindKeeps" : "operations.rewindRepeats")}</li>
        {agent.state !== "running" && <li>{t("operations.rewindWaits")}</li>}
      </ul>
    </Banner>
  );
}
