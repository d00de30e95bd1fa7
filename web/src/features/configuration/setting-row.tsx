/** A setting, with the control that its kind needs. Switches and choices hold at once, the others when they are saved. */
import { useState } from "react";
import { useWording } from "~/i18n/language";
import { Button } from "~/ui/button";
import { Switch } from "~/ui/choice";
import { TextInput } from "~/ui/input";
import { Select } from "~/ui/select";
import { type Changing, useChanging } from "./changing";
import { ConfiguredRow } from "./configured-row";
import { type Configured, type ConfiguredAs, isOf, type Value } from "./queries";
import { choiceWords, nameOf, valueWords } from "./words";

export function SettingRow({ item }: { item: Configured }) {
  const changing = useChanging(item);
  return (
    <ConfiguredRow item={item} changing={changing}>
      {/* Begun anew with each version: what is typed belongs to the one it was begun from. */}
      <Control key={changing.shown.version} item={changing.shown} changing={changing} />
    </ConfiguredRow>
  );
}

function Control({ item, changing }: { item: Configured; changing: Changing }) {
  const wording = useWording();
  const choose = (value: Value) => changing.act({ do: "choose", choice: { value } });
  if (!item.may_change) {
    return "value" in item.what && <p className="font-medium">{valueWords(wording, item.what.value)}</p>;
  }
  if (isOf(item, "switch")) {
    return (
      <Switch
        label={nameOf(wording, item.key)}
        checked={item.what.value === true}
        disabled={changing.busy}
        onChange={choose}
      />
    );
  }
  if (isOf(item, "choice")) {
    return (
      <Select
        label={nameOf(wording, item.key)}
        value={String(item.what.value)}
        disabled={changing.busy}
        onChange={choose}
        choices={item.what.choices.map((choice) => ({ value: choice, label: choiceWords(wording, choice) }))}
      />
    );
  }
  if (isOf(item, "number")) return <NumberControl item={item} changing={changing} onChoose={choose} />;
  return isOf(item, "text") && <TextControl item={item} changing={changing} onChoose={choose} />;
}

interface ControlProps<K extends "number" | "text"> {
  item: ConfiguredAs<K>;
  changing: Changing;
  onChoose: (value: Value) => void;
}

function NumberControl({ item, changing, onChoose }: ControlProps<"number">) {
  const wording = useWording();
  const { t } = wording;
  const { value, least, most } = item.what;
  const [typed, setTyped] = useState(String(value));
  const [isWrong, setWrong] = useState(false);
  const number = /^-?\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const fits = number >= least && number <= most;
  const range = t("configuration.range", { least, most });
  return (
    <Saved
      busy={changing.busy}
      changed={typed !== String(value)}
      onSave={() => {
        setWrong(!fits);
        if (fits) onChoose(number);
      }}
    >
      <TextInput
        label={nameOf(wording, item.key)}
        inputMode="numeric"
        value={typed}
        onChange={(text) => {
          changing.begin();
          setTyped(text);
          setWrong(false);
        }}
        help={range}
        error={isWrong ? range : undefined}
      />
    </Saved>
  );
}

function TextControl({ item, changing, onChoose }: ControlProps<"text">) {
  const wording = useWording();
  const { t } = wording;
  const { value, longest } = item.what;
  const [typed, setTyped] = useState(String(value));
  return (
    <Saved busy={changing.busy} changed={typed !== value} onSave={() => onChoose(typed)}>
      <TextInput
        label={nameOf(wording, item.key)}
        value={typed}
        maxLength={longest}
        onChange={(text) => {
          changing.begin();
          setTyped(text);
        }}
        help={t("configuration.longest", { count: longest })}
      />
    </Saved>
  );
}

function Saved({
  busy,
  changed,
  onSave,
  children,
}: {
  busy: boolean;
  changed: boolean;
  onSave: () => void;
  children: React.ReactNode;
}) {
  const { t } = useWording();
  return (
    <form
      noValidate
      className="flex max-w-lg flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <Button type="submit" busy={busy} disabled={!changed} className="self-start">
        {t("ui.save")}
      </Button>
    </form>
  );
}
