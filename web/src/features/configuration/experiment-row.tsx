/** An experiment: how it stands, to whom what was shown, and starting, weighing and stopping it. */
import { useState } from "react";
import { useWording } from "~/i18n/language";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { RadioList } from "~/ui/choice";
import { FieldGroup } from "~/ui/field";
import { Progress } from "~/ui/progress";
import { RangeInput } from "~/ui/range";
import { type Changing, useChanging } from "./changing";
import { ConfiguredRow } from "./configured-row";
import type { ConfiguredAs } from "./queries";
import { choiceWords, useChosenWords } from "./words";

type Experiment = ConfiguredAs<"experiment">;

const HEAVIEST = 100;
const USUAL_WEIGHT = 50;

export function ExperimentRow({ item }: { item: Experiment }) {
  const { t } = useWording();
  const changing = useChanging(item);
  const words = useChosenWords();
  const { plan } = item.what;
  return (
    <ConfiguredRow item={item} changing={changing}>
      <div className="flex flex-col gap-5">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={plan.state === "running" ? "good" : "neutral"}>
            {plan.state === "running" ? t("configuration.running") : t("configuration.stopped")}
          </Badge>
          <span>{words({ plan })}</span>
        </p>
        {plan.round > 0 && <Exposures item={item} />}
        {item.may_change && <PlanForm key={changing.shown.version} item={changing.shown} changing={changing} />}
      </div>
    </ConfiguredRow>
  );
}

/** A bar for each variant: how many of all who were shown one. */
function Exposures({ item }: { item: Experiment }) {
  const wording = useWording();
  const { t, number } = wording;
  const { exposures, variants } = item.what;
  const all = Object.values(exposures).reduce((sum, one) => sum + one, 0);
  return (
    <section aria-label={t("configuration.exposures")} className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">{t("configuration.exposures")}</h3>
      {all === 0 ? (
        <p className="text-sm text-soft">{t("configuration.noExposures")}</p>
      ) : (
        variants.map((variant) => {
          const shown = exposures[variant] ?? 0;
          const share = number(shown / all, { style: "percent" });
          return (
            <Progress
              key={variant}
              label={choiceWords(wording, variant)}
              value={shown}
              of={all}
              detail={`${t("configuration.membersShown", { count: shown })} · ${share}`}
            />
          );
        })
      )}
    </section>
  );
}

function PlanForm({ item, changing }: { item: Experiment; changing: Changing }) {
  const wording = useWording();
  const { t } = wording;
  const { plan, variants } = item.what;
  const runs = plan.state === "running";
  const before: Record<string, number> = runs ? plan.weights : {};
  const [weights, setWeights] = useState(() =>
    Object.fromEntries(variants.map((variant) => [variant, before[variant] ?? USUAL_WEIGHT])),
  );
  const [winner, setWinner] = useState(runs ? (variants[0] ?? "") : plan.variant);
  const sum = Object.values(weights).reduce((all, one) => all + one, 0);
  const isSame = runs && variants.every((variant) => weights[variant] === before[variant]);
  return (
    <>
      <form
        noValidate
        className="flex flex-col gap-4"
        onChange={changing.begin}
        onSubmit={(event) => {
          event.preventDefault();
          changing.act({ do: "choose", choice: { plan: { state: "running", weights } } });
        }}
      >
        <FieldGroup legend={t("configuration.weights")} help={t("configuration.weightsHelp")}>
          {variants.map((variant) => (
            <RangeInput
              key={variant}
              label={choiceWords(wording, variant)}
              value={weights[variant] ?? 0}
              onChange={(weight) => setWeights({ ...weights, [variant]: weight })}
              least={0}
              most={HEAVIEST}
            />
          ))}
        </FieldGroup>
        <Button type="submit" busy={changing.busy} disabled={sum === 0 || isSame} className="self-start">
          {runs ? t("configuration.weigh") : t("configuration.start")}
        </Button>
      </form>
      <form
        noValidate
        className="flex flex-col gap-4 border-t border-rule pt-4"
        onChange={changing.begin}
        onSubmit={(event) => {
          event.preventDefault();
          changing.act({ do: "choose", choice: { plan: { state: "stopped", variant: winner } } });
        }}
      >
        <FieldGroup legend={t("configuration.forAll")}>
          <RadioList
            value={winner}
            onChange={setWinner}
            choices={variants.map((variant) => ({ value: variant, label: choiceWords(wording, variant) }))}
          />
        </FieldGroup>
        <Button type="submit" busy={changing.busy} disabled={!runs && winner === plan.variant} className="self-start">
          {runs ? t("configuration.stop") : t("configuration.showToAll")}
        </Button>
      </form>
    </>
  );
}
