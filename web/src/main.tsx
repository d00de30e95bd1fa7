import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, StrictMode, useEffect, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { queries } from "./api/queries";
import { session } from "./api/session";
import { SessionDialog } from "./features/entrance/session-dialog";
import { StepUpDialog } from "./features/entrance/step-up-dialog";
import { choose, chooseLanguage, LanguageProvider, speakFirst } from "./i18n/language";
import { kept } from "./lib/kept";
import { paths } from "./lib/paths";
import { queryClient } from "./lib/query-client";
import { registerWorker } from "./pwa/register";
import { router } from "./routes/router";
import "./styles/main.css";
import { ToastProvider } from "./ui/toast";
import { TooltipProvider } from "./ui/tooltip";

/** The language and the time zone of whoever is signed in; the browser's own for everybody else. */
function Reader({ children }: { children: ReactNode }) {
  const known = useSyncExternalStore(session.subscribe, session.read);
  const account = useQuery({ ...queries.account(), enabled: known !== null });
  const language = account.data?.language;
  useEffect(() => {
    if (language) void chooseLanguage(choose([language, ...navigator.languages]));
  }, [language]);
  return <LanguageProvider timeZone={account.data?.time_zone}>{children}</LanguageProvider>;
}

// What another tab does to the session concerns this one as well.
session.onNews((news) => {
  const before = queryClient.getQueryData(queries.account().queryKey);
  if (news.what === "signed-out") {
    void router.navigate({ to: paths.signIn() }).then(() => queryClient.clear());
  } else if (before && before.id !== news.account) {
    window.location.reload();
  } else {
    void queryClient.invalidateQueries();
    void router.invalidate();
  }
});

/** What the first page waits for whatever it is, asked for while its parts are still on their way. */
function readAhead() {
  if (session.read() === null) return;
  void queryClient.prefetchQuery(queries.account());
  void queryClient.prefetchQuery(queries.ownOrganisations());
  const slug = /^\/o\/([^/]+)/.exec(window.location.pathname)?.[1];
  const org = kept.read("organisation-id");
  // The organisation that was open last, if it is the one that is opened now.
  if (org && slug && slug === kept.read("organisation")) void queryClient.prefetchQuery(queries.membership(org));
}

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
registerWorker();
readAhead();
void speakFirst().then(() => {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Reader>
          <TooltipProvider>
            <ToastProvider>
              <RouterProvider router={router} />
              <SessionDialog />
              <StepUpDialog />
            </ToastProvider>
          </TooltipProvider>
        </Reader>
      </QueryClientProvider>
    </StrictMode>,
  );
});
