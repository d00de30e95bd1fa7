/** The front page of an organisation: its masthead, what is still to be done, how it stands. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { memberQueries } from "~/features/members/queries";
import { features } from "~/features/registry";
import { useWording } from "~/i18n/language";
import { AppLink } from "~/lib/app-link";
import { countWords } from "~/lib/counted";
import type { FirstStep } from "~/lib/feature";
import { useExposure, useVariant } from "~/lib/features";
import { Loaded } from "~/lib/loaded";
import { type Organisation, useOrganisation } from "~/lib/organisation";
import { roleName } from "~/lib/roles";
import { usePageTitle } from "~/lib/title";
import { Banner } from "~/ui/banner";
import { classes } from "~/ui/classes";
import { CheckIcon, ChevronRightIcon } from "~/ui/icons";
import { Figure, Section } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { Skeleton } from "~/ui/state";
import { DateTime } from "~/ui/time";
import { Newcomers } from "./newcomers";

export function HomePage() {
  const { t } = useWording();
  const organisation = useOrganisation();
  usePageTitle(t("home.title"), organisation.name);
  const details = useQuery(queries.organisation(organisation.id));
  const closesAt = details.data?.value.closes_at;
  return (
    <>
      <Masthead organisation={organisation} />
      {organisation.state === "closing" && closesAt && (
        <div className="mb-8">
          <Banner tone="warn" title={t("home.closingTitle")}>
            <ClosingText until={closesAt} />
          </Banner>
        </div>
      )}
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <FirstSteps organisation={organisation} />
        <AtAGlance organisation={organisation} foundedAt={details.data?.value.created_at} />
      </div>
    </>
  );
}

function ClosingText({ until }: { until: string }) {
  const { t, date } = useWording();
  return t("home.closingText", { date: date(until, "long-date") });
}

/** As at the head of a newspaper: the name, and under it the day. */
function Masthead({ organisation }: { organisation: Organisation }) {
  const { t, date } = useWording();
  return (
    <header className="mb-8">
      <h1 tabIndex={-1} data-page-title="" className="pb-3 text-3xl font-semibold break-words outline-none sm:text-4xl">
        {organisation.name}
      </h1>
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-b border-rule masthead-rule py-2 text-sm text-soft">
        <span>{t("home.edition", { date: date(new Date(), "long-date") })}</span>
        <span>{t("home.greeting", { name: organisation.membership.name })}</span>
      </p>
    </header>
  );
}

/** The steps somebody with these permissions can take, in order. */
function stepsFor(organisation: Organisation): FirstStep[] {
  return features
    .flatMap((feature) => feature.firstSteps ?? [])
    .filter((step) => organisation.may(step.permission))
    .sort((one, other) => one.order - other.order);
}

function FirstSteps({ organisation }: { organisation: Organisation }) {
  const { t } = useWording();
  const steps = stepsFor(organisation);
  const states = useQueries({ queries: steps.map((step) => step.done(organisation.id)) });
  const shown = useVariant("home.first-steps", "all-at-once");
  const isKnown = states.every((state) => state.data !== undefined);
  const open = states.filter((state) => state.data === false).length;
  const next = steps.find((_, place) => states[place]?.data === false);
  // Once all is done, everybody sees the same.
  useExposure("home.first-steps", shown, isKnown && open > 0);
  if (steps.length === 0) return <YouMay organisation={organisation} />;
  if (isKnown && open === 0 && organisation.may("members.read")) return <Newcomers organisation={organisation} />;
  return (
    <Section
      title={t("home.stepsTitle")}
      lead={
        isKnown ? (
          open > 0 ? (
            t("home.stepsLead", { count: open })
          ) : (
            t("home.stepsDone")
          )
        ) : (
          <Skeleton className="h-4 w-48" />
        )
      }
    >
      {isKnown && open > 0 && (
        <div className="mb-4 max-w-sm">
          <Progress
            label={t("home.stepsTitle")}
            value={steps.length - open}
            of={steps.length}
            detail={`${steps.length - open} / ${steps.length}`}
          />
        </div>
      )}
      {shown?.variant === "one-at-a-time" && open > 0
        ? next && (
            <>
              <NextStep step={next} slug={organisation.slug} />
              {open > 1 && <p className="mt-3 text-sm text-soft">{t("home.stepsLater", { count: open - 1 })}</p>}
            </>
          )
        : shown && (
            <ol className="border-t border-rule">
              {steps.map((step, place) => (
                <Step
                  key={step.id}
                  step={step}
                  number={place + 1}
                  done={states[place]?.data}
                  slug={organisation.slug}
                />
              ))}
            </ol>
          )}
    </Section>
  );
}

/** One step alone, as the thing to do now. */
function NextStep({ step, slug }: { step: FirstStep; slug: string }) {
  const { t } = useWording();
  const { icon: Icon } = step;
  return (
    <AppLink
      look="bare"
      to={step.to(slug)}
      {...(step.search ? { search: step.search } : {})}
      className="group flex items-center gap-4 rounded-lg border border-rule-strong bg-surface p-5 hover:bg-hover/60"
    >
      <Icon className="size-8 text-accent" />
      <span className="min-w-0 flex-1">
        <span className="block text-sm text-soft">{t("home.stepNext")}</span>
        <span className="block font-heading text-xl font-semibold">{t(step.title)}</span>
        <span className="block text-soft">{t(step.text)}</span>
      </span>
      <ChevronRightIcon className="text-soft transition-transform group-hover:translate-x-0.5" />
    </AppLink>
  );
}

function Step({
  step,
  number,
  done,
  slug,
}: {
  step: FirstStep;
  number: number;
  done: boolean | undefined;
  slug: string;
}) {
  const { t } = useWording();
  return (
    <li className="border-b border-rule">
      <AppLink
        look="bare"
        to={step.to(slug)}
        {...(step.search ? { search: step.search } : {})}
        className="group flex items-center gap-4 py-3.5 hover:bg-hover/60 sm:px-2"
      >
        <span
          className={classes(
            "flex size-9 shrink-0 items-center justify-center rounded-full border font-heading text-lg font-semibold",
            done ? "border-good bg-good-wash text-good" : "border-rule-strong text-soft",
          )}
        >
          {done ? <CheckIcon label={t("home.stepDone")} /> : number}
        </span>
        <span className="min-w-0 flex-1">
          <span className={classes("block font-semibold", done && "text-soft line-through decoration-rule-strong")}>
            {t(step.title)}
          </span>
          <span className="block text-sm text-soft">{t(step.text)}</span>
        </span>
        <ChevronRightIcon className="text-soft transition-transform group-hover:translate-x-0.5" />
      </AppLink>
    </li>
  );
}

/** For those who have nothing to set up: what they can do. */
function YouMay({ organisation }: { organisation: Organisation }) {
  const { t, lookup } = useWording();
  const shown = organisation.membership.permissions
    .map((name) => lookup(`permissions.${name}`))
    .filter((words) => words !== undefined);
  return (
    <Section title={t("home.youMay")}>
      <ul className="flex flex-col border-t border-rule">
        {shown.map((words) => (
          <li key={words} className="flex items-center gap-2.5 border-b border-rule py-2.5">
            <CheckIcon className="text-good" />
            {words}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const GLANCE_LIMIT = 100;

function AtAGlance({ organisation, foundedAt }: { organisation: Organisation; foundedAt: string | undefined }) {
  const wording = useWording();
  const { t } = wording;
  const org = organisation.id;
  const members = useQuery({ ...memberQueries.count(org), enabled: organisation.may("members.read") });
  const invitations = useQuery({
    queryKey: ["org", org, "invitations", "glance"],
    enabled: organisation.may("members.invite"),
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/invitations", { path: { org }, query: { limit: GLANCE_LIMIT }, signal }),
  });
  const waiting = <Skeleton className="my-2 h-7 w-12" />;
  return (
    <Section title={t("home.atAGlance")}>
      <div className="grid grid-cols-2 gap-x-6 gap-y-5">
        {organisation.may("members.read") && (
          <Loaded query={members} pending={<Figure label={t("home.members")} value={waiting} />}>
            {({ count, more }) => <Figure label={t("home.members")} value={countWords(wording, count, more)} />}
          </Loaded>
        )}
        {organisation.may("members.invite") && (
          <Loaded query={invitations} pending={<Figure label={t("home.openInvitations")} value={waiting} />}>
            {(page) => (
              <Figure
                label={t("home.openInvitations")}
                value={countWords(wording, page.items.length, Boolean(page.next))}
              />
            )}
          </Loaded>
        )}
        <Figure
          label={t("home.yourRole")}
          value={<span className="text-xl">{roleName(wording, organisation.membership.role)}</span>}
        />
        {foundedAt && (
          <Figure
            label={t("home.founded")}
            value={
              <span className="text-xl">
                <DateTime value={foundedAt} style="date" />
              </span>
            }
          />
        )}
      </div>
    </Section>
  );
}
