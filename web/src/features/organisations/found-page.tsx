import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { useWording } from "~/i18n/language";
import { looksLikeSlug, slugOf, useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { paths } from "~/lib/paths";
import { usePageTitle } from "~/lib/title";
import { Button } from "~/ui/button";
import { TextInput } from "~/ui/input";
import { PageHeader } from "~/ui/page";
import { browserTimeZone } from "../entrance/browser";
import { OrganisationFields } from "./organisation-fields";

export function FoundPage() {
  const { t } = useWording();
  usePageTitle(t("found.title"));
  const account = useQuery(queries.account());
  return (
    <>
      <PageHeader title={t("found.title")} lead={t("found.lead")} />
      <Loaded query={account}>{(data) => <FoundForm name={data.name} />}</Loaded>
    </>
  );
}

function FoundForm({ name }: { name: string }) {
  const { t, language } = useWording();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [slugTyped, setSlugTyped] = useState(false);
  const form = useForm({
    initial: { name: "", slug: "", language, timeZone: browserTimeZone(), yourName: name },
    fields: {
      "organisation.name": "name",
      "organisation.slug": "slug",
      "organisation.time_zone": "timeZone",
      name: "yourName",
    },
    codes: { "slug-taken": "slug" },
    validate: (values) => ({
      ...(values.name.trim() ? {} : { name: t("fieldProblems.required") }),
      ...(looksLikeSlug(values.slug) ? {} : { slug: t("fieldProblems.slug") }),
      ...(values.yourName.trim() ? {} : { yourName: t("fieldProblems.required") }),
    }),
    submit: async (values, idempotencyKey) => {
      const founded = await api.post("/v1/orgs", {
        body: {
          organisation: { name: values.name, slug: values.slug, language: values.language, time_zone: values.timeZone },
          name: values.yourName,
        },
        idempotencyKey,
      });
      await client.invalidateQueries({ queryKey: queries.ownOrganisations().queryKey });
      await navigate({ to: paths.home(founded.organisation.slug) });
    },
  });
  return (
    <form {...form.formProps} className="flex max-w-lg flex-col gap-5">
      <FormProblem problem={form.problem} />
      <OrganisationFields
        form={form}
        onName={(typed) => {
          form.set("name", typed);
          if (!slugTyped) form.set("slug", slugOf(typed));
        }}
        onSlug={(slug) => {
          setSlugTyped(slug !== "");
          form.set("slug", slug);
        }}
      />
      <TextInput
        label={t("found.yourName")}
        help={t("found.yourNameHelp")}
        {...form.field("yourName")}
        maxLength={100}
        autoComplete="name"
        required
      />
      <Button type="submit" kind="primary" busy={form.busy} className="self-start">
        {t("found.action")}
      </Button>
    </form>
  );
}
