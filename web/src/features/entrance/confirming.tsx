/** Following a letter's link that confirms something: the token is sent once, and what came of it is said. */
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useWording } from "~/i18n/language";
import { problemWords } from "~/lib/problem-words";
import { Banner } from "~/ui/banner";
import { Progress } from "~/ui/progress";
import { EntrancePage } from "./entrance-page";
import { useLinkToken } from "./link-token";

export function Confirming<T>({
  title,
  working,
  confirm,
  done,
  failed,
}: {
  title: string;
  working: string;
  confirm: (token: string) => Promise<T>;
  done: (answer: T) => ReactNode;
  /** What to do next when it did not work. */
  failed: ReactNode;
}) {
  const wording = useWording();
  const token = useLinkToken();
  const begun = useRef(false);
  const { mutate, data, error, isSuccess } = useMutation({ mutationFn: confirm });
  useEffect(() => {
    // A link works once: rendering twice must not follow it twice.
    if (token && !begun.current) {
      begun.current = true;
      mutate(token);
    }
  }, [token, mutate]);
  return (
    <EntrancePage title={title}>
      {isSuccess ? (
        done(data)
      ) : error || !token ? (
        <>
          <Banner tone="danger" urgent>
            {token ? problemWords(wording, error) : wording.t("invitation.incomplete")}
          </Banner>
          {failed}
        </>
      ) : (
        <Progress label={working} />
      )}
    </EntrancePage>
  );
}
