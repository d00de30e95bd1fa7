import { useWording } from "~/i18n/language";
import { Banner } from "~/ui/banner";

/** What is wrong with a form as a whole. */
export function FormProblem({ problem }: { problem: string | null }) {
  const { t } = useWording();
  if (problem === null) return null;
  return (
    <Banner tone="danger" urgent title={t("errors.whole")}>
      {problem}
    </Banner>
  );
}
