import type { Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { Badge, type BadgeTone } from "~/ui/badge";

const TONES: Record<Schemas["AgentVerdict"], BadgeTone> = {
  healthy: "good",
  "dead-letters": "warn",
  stuck: "danger",
  unattended: "danger",
  stopped: "neutral",
  failed: "danger",
};

/** What to make of an agent, in a word. */
export function Verdict({ of }: { of: Schemas["AgentVerdict"] }) {
  const { t } = useWording();
  return <Badge tone={TONES[of]}>{t(`operations.verdict.${of}`)}</Badge>;
}
