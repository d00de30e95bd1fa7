/** A feature: for nobody, for everybody, for a share of the members, for some roles. */
import { useState } from "react";
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { roleName } from "~/lib/roles";
import { Button } from "~/ui/button";
import { Checkbox, RadioList } from "~/ui/choice";
import { FieldGroup } from "~/ui/field";
import { RangeInput } from "~/ui/range";
import { type Changing, useChanging } from "./changing";
import { ConfiguredRow } from "./configured-row";
import type { ConfiguredAs } from "./queries";
import { isGone, nameOf, useChosenWords } from "./words";

type Flag = ConfiguredAs<"flag">;
type Rule = Flag["what"]["rule"];

const USUAL_SHARE = 10;

export function FlagRow({ item }: { item: Flag }) {
  const changing = useChanging(item);
  const words = useChosenWords();
  return (
    <ConfiguredRow item={item} changing={changing}>
      {item.may_change ? (
        <RuleForm key={changing.shown.version} item={changing.shown} changing={changing} />
      ) : (
        <p className="font-medium">{words({ rule: item.what.rule })}</p>
      )}
    </ConfiguredRow>
  );
}

function RuleForm({ item, changing }: { item: Flag; changing: Changing }) {
  const wording = useWording();
  const { t } = wording;
  const roles = useRoles();
  const before = item.what.rule;
  const [goesTo, setGoesTo] = useState<Rule["for"]>(before.for);
  const [percent, setPercent] = useState(before.for === "share" ? before.percent : USUAL_SHARE);
  const [chosen, setChosen] = useState<readonly string[]>(before.for === "roles" ? before.roles : []);
  const gone = chosen.filter((role) => isGone(role, roles));
  const rule: Rule =
    goesTo === "share"
      ? { for: goesTo, percent }
      : goesTo === "roles"
        ? { for: goesTo, roles: chosen.filter((role) => !gone.includes(role)).sort() }
        : { for: goesTo };
  const isSame =
    JSON.stringify(rule) ===
    JSON.stringify(before.for === "roles" ? { ...before, roles: [...before.roles].sort() } : before);
  const isEmpty = rule.for === "roles" && rule.roles.length === 0;
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onChange={changing.begin}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) changing.act({ do: "choose", choice: { rule } });
      }}
    >
      <FieldGroup legend={t("configuration.forWhom", { name: nameOf(wording, item.key) })}>
        <RadioList
          value={goesTo}
          onChange={setGoesTo}
          choices={[
            { value: "nobody", label: t("configuration.nobody") },
            { value: "everybody", label: t("configuration.everybody") },
            { value: "share", label: t("configuration.share"), help: t("configuration.shareHelp") },
            { value: "roles", label: t("configuration.roles") },
          ]}
        />
      </FieldGroup>
      {goesTo === "share" && (
        <RangeInput
          label={t("configuration.shareLabel")}
          value={percent}
          onChange={setPercent}
          least={0}
          most={100}
          format={(value) => `${value} %`}
        />
      )}
      {goesTo === "roles" && (
        <FieldGroup legend={t("configuration.whichRoles")}>
          <div className="grid gap-2 sm:grid-cols-2">
            {roles.map(({ role }) => (
              <Checkbox
                key={role}
                label={roleName(wording, role, roles)}
                checked={chosen.includes(role)}
                onChange={(isChosen) => setChosen(isChosen ? [...chosen, role] : chosen.filter((one) => one !== role))}
              />
            ))}
          </div>
          {gone.length > 0 && (
            <p className="text-sm text-soft">{t("configuration.deletedRoles", { count: gone.length })}</p>
          )}
        </FieldGroup>
      )}
      <Button type="submit" busy={changing.busy} disabled={isSame || isEmpty} className="self-start">
        {t("ui.save")}
      </Button>
    </form>
  );
}
