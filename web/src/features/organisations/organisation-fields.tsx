/** What has to be said to found an organisation; the short name follows the name until somebody types one. */
import { languages, useWording } from "~/i18n/language";
import type { Form } from "~/lib/form";
import { Combobox } from "~/ui/combobox";
import { TextInput } from "~/ui/input";
import { Place } from "~/ui/page";
import { Select } from "~/ui/select";
import { timeZoneChoices } from "../entrance/browser";

// A type, not an interface: a form's values are a record, and interfaces are not.
export type OrganisationValues = { name: string; slug: string; language: string; timeZone: string };

const ZONES = timeZoneChoices();

export function OrganisationFields<V extends OrganisationValues>({
  form,
  onName,
  onSlug,
}: {
  form: Pick<Form<V>, "values" | "errors" | "set">;
  onName: (name: string) => void;
  onSlug: (slug: string) => void;
}) {
  const { t } = useWording();
  const { values, errors } = form;
  const set = form.set as (name: keyof OrganisationValues, value: string) => void;
  return (
    <>
      <Place id="organisation-name">
        <TextInput
          label={t("found.name")}
          placeholder={t("found.namePlaceholder")}
          value={values.name}
          onChange={onName}
          error={errors.name}
          maxLength={80}
          autoComplete="organization"
          required
        />
      </Place>
      <Place id="organisation-slug">
        <TextInput
          label={t("found.slug")}
          help={t("found.slugHelp")}
          before="/o/"
          value={values.slug}
          onChange={(slug) => onSlug(slug.toLowerCase())}
          error={errors.slug}
          maxLength={40}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          required
        />
      </Place>
      <Place id="organisation-language">
        <Select
          label={t("found.language")}
          help={t("found.languageHelp")}
          value={values.language}
          onChange={(language) => set("language", language)}
          choices={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
        />
      </Place>
      <Place id="organisation-time-zone">
        <Combobox
          label={t("found.timeZone")}
          value={values.timeZone}
          onChange={(zone) => set("timeZone", zone)}
          choices={ZONES}
          error={errors.timeZone}
        />
      </Place>
    </>
  );
}
