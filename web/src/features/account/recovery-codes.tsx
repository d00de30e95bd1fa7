/** Recovery codes, shown once: to be copied, saved or written down. */
import { useWording } from "~/i18n/language";
import { saveFile } from "~/lib/download";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { CodeBlock, CopyField } from "~/ui/copy-field";
import { Dialog } from "~/ui/dialog";
import { DownloadIcon } from "~/ui/icons";

export function RecoveryCodesDialog({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useWording();
  const text = codes.join("\n");
  return (
    <Dialog
      open
      onOpenChange={onDone}
      // What is shown only once is not closed by a slip of the hand.
      closable={false}
      title={t("security.codesTitle")}
      actions={
        <>
          <Button
            icon={DownloadIcon}
            onClick={() => saveFile("hustings-recovery-codes.txt", [`${text}\n`], "text/plain")}
          >
            {t("security.codesSave")}
          </Button>
          <Button kind="primary" onClick={onDone}>
            {t("security.codesKept")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Banner tone="warn">{t("security.codesOnce")}</Banner>
        <CodeBlock>{text}</CodeBlock>
        <CopyField label={t("security.codesCopy")} value={codes.join(" ")} />
      </div>
    </Dialog>
  );
}
