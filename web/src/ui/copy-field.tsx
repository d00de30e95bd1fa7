/** Something to be copied: a link, a key. Shown whole, copied with one press, and it says that it worked. */
import { useEffect, useState } from "react";
import { useWording } from "~/i18n/language";
import { Button } from "./button";
import { CheckIcon, CopyIcon } from "./icons";

export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useWording();
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 3000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  return (
    <div className="flex flex-col gap-1">
      <span className="text-sm font-semibold">{label}</span>
      <div className="flex items-stretch rounded-md border border-rule-strong bg-sunk">
        <code className="min-w-0 flex-1 px-3 py-2 font-mono text-sm break-all select-all">{value}</code>
        <Button
          kind="quiet"
          size="small"
          icon={state === "copied" ? CheckIcon : CopyIcon}
          onClick={copy}
          className="m-1 self-start"
        >
          {state === "copied" ? t("ui.copied") : t("ui.copy")}
        </Button>
      </div>
      <p aria-live="polite" className="sr-only">
        {state === "copied" ? t("ui.copied") : state === "failed" ? t("ui.copyFailed") : ""}
      </p>
      {state === "failed" && <p className="text-sm text-danger">{t("ui.copyFailed")}</p>}
    </div>
  );
}

/** Code in a block of its own. */
export function CodeBlock({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunk p-3 font-mono text-sm">
      <code>{children}</code>
    </pre>
  );
}
