/** Verifies the log and draws what was found: what holds, what is not sealed yet, and loudly where it is broken. */
import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Loaded } from "~/lib/loaded";
import { useOrganisation } from "~/lib/organisation";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CopyField } from "~/ui/copy-field";
import { Dialog } from "~/ui/dialog";
import { DescriptionList } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { RelativeTime } from "~/ui/time";

type Verification = Schemas["Verification"];

export function VerificationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWording();
  const { id: org } = useOrganisation();
  const verification = useQuery({
    queryKey: ["org", org, "audit", "verification"],
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/audit/verification", { path: { org }, signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="wide"
      title={t("audit.verify")}
      description={t("audit.verifyLead")}
      actions={
        <>
          <Button busy={verification.isFetching} onClick={() => void verification.refetch()}>
            {t("audit.verifyAgain")}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t("ui.close")}
          </Button>
        </>
      }
    >
      <Loaded query={verification} pending={<Progress label={t("audit.verifying")} />}>
        {(found) => <Findings found={found} />}
      </Loaded>
    </Dialog>
  );
}

function Findings({ found }: { found: Verification }) {
  const wording = useWording();
  const { t, number, lookup } = wording;
  const broken = found.first_break;
  return (
    <div className="flex flex-col gap-5">
      {broken ? (
        <Banner tone="danger" urgent title={t("audit.broken", { place: broken.sequence })}>
          <p>{lookup(`audit.breaks.${broken.what}`) ?? broken.what}</p>
          <p>{t("audit.brokenText")}</p>
        </Banner>
      ) : (
        <Banner tone="good" title={t("audit.holds")}>
          {t("audit.holdsText", { count: found.verified })}
        </Banner>
      )}
      <Chain found={found} />
      <DescriptionList
        items={[
          [t("audit.verified"), number(found.verified)],
          ...(broken
            ? ([
                [t("audit.brokenAt"), number(broken.sequence)],
                [t("audit.brokenEvent"), broken.event ?? t("audit.unknownEvent")],
              ] as const)
            : []),
          [
            t("audit.unsealed"),
            <span key="unsealed">
              {number(found.unsealed)}
              {found.oldest_unsealed && (
                <span className="ms-2 text-soft">
                  {t("audit.oldestUnsealed")} <RelativeTime value={found.oldest_unsealed} />
                </span>
              )}
            </span>,
          ],
          [t("audit.forgotten"), number(found.forgotten)],
          [t("audit.withoutEvent"), number(found.without_event)],
        ]}
      />
      <div>
        <CopyField label={t("audit.head")} value={found.head} />
        <p className="mt-1 text-sm text-soft">{t("audit.headText")}</p>
      </div>
    </div>
  );
}

const LINKS = 24;

/** The chain from its first link to its end: whole, then broken or not sealed yet. */
function Chain({ found }: { found: Verification }) {
  const { t } = useWording();
  const isBroken = Boolean(found.first_break);
  const tail = isBroken ? 1 : found.unsealed;
  const all = Math.max(1, found.verified + tail);
  // Whatever there is of each is to be seen, however little it is.
  const lost = tail === 0 ? 0 : Math.max(1, Math.min(LINKS - 1, Math.round((tail / all) * LINKS)));
  return (
    <figure>
      <div className="flex h-6 items-center" aria-hidden="true">
        {Array.from({ length: LINKS }, (_, place) => {
          const isTail = place >= LINKS - lost;
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: links do not change their order
              key={place}
              className={classes(
                "h-4 flex-1 rounded-full border-2",
                place > 0 && "-ms-1",
                !isTail && "border-good bg-good-wash",
                isTail && isBroken && "border-danger bg-danger-wash",
                isTail && isBroken && place === LINKS - lost && "ms-2 rotate-12",
                isTail && !isBroken && "border-dashed border-warn",
              )}
            />
          );
        })}
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Legend look="border-good bg-good-wash">{t("audit.legendHolds", { count: found.verified })}</Legend>
        {isBroken && <Legend look="border-danger bg-danger-wash">{t("audit.legendBroken")}</Legend>}
        {!isBroken && found.unsealed > 0 && (
          <Legend look="border-dashed border-warn">{t("audit.legendUnsealed", { count: found.unsealed })}</Legend>
        )}
      </figcaption>
    </figure>
  );
}

function Legend({ look, children }: { look: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden="true" className={classes("h-3 w-5 rounded-full border-2", look)} />
      {children}
    </span>
  );
}
