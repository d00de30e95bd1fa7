/** What somebody was told, and what they do with it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { problemWords } from "~/lib/problem-words";
import { useToast } from "~/ui/toast";

export type Entry = Schemas["InboxEntry"];
export type EntryState = Schemas["NoticeState"];

export const inboxKey = (org: string) => ["org", org, "inbox"] as const;

/** How many notices are not read yet. */
export function useUnread(org: string, mayRead: boolean) {
  return useQuery({
    queryKey: [...inboxKey(org), "unread"],
    enabled: mayRead,
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/inbox/unread", { path: { org }, signal }),
  });
}

/** The newest that are not read yet, for the bell. */
export function useNewest(org: string, mayRead: boolean) {
  const { language } = useWording();
  return useQuery({
    queryKey: [...inboxKey(org), "newest", language],
    enabled: mayRead,
    queryFn: ({ signal }) =>
      api.get("/v1/orgs/{org}/inbox", { path: { org }, query: { unread: true, language, limit: 5 }, signal }),
  });
}

/** Marks a notice, and says so if that can be undone from nowhere else. */
export function useMark(org: string) {
  const wording = useWording();
  const { t } = wording;
  const client = useQueryClient();
  const show = useToast();
  const mark = useMutation({
    mutationFn: ({ entry, state }: { entry: Entry; state: EntryState }) =>
      api.put("/v1/orgs/{org}/inbox/{notice}/state", { path: { org, notice: entry.id }, body: { state } }),
    onSuccess: (_, { entry, state }) => {
      if (state !== "deleted") return;
      show({ message: t("inbox.deleted"), undo: () => mark.mutate({ entry, state: entry.state }) });
    },
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: () => client.invalidateQueries({ queryKey: inboxKey(org) }),
  });
  return (entry: Entry, state: EntryState) => mark.mutate({ entry, state });
}

/** Marks everything as read, as far as what is shown. */
export function useReadAll(org: string) {
  const wording = useWording();
  const { t } = wording;
  const client = useQueryClient();
  const show = useToast();
  const onError = (error: Error) => show({ kind: "danger", message: problemWords(wording, error) });
  const onSettled = () => client.invalidateQueries({ queryKey: inboxKey(org) });
  const putBack = useMutation({
    mutationFn: (readAt: string) =>
      api.post("/v1/orgs/{org}/inbox/unreading", { path: { org }, body: { read_at: readAt } }),
    onError,
    onSettled,
  });
  return useMutation({
    mutationFn: (through: string) => api.post("/v1/orgs/{org}/inbox/reading", { path: { org }, body: { through } }),
    onSuccess: ({ read, read_at }) =>
      show({
        message: t("inbox.allRead", { count: read }),
        ...(read > 0 ? { undo: () => putBack.mutate(read_at) } : {}),
      }),
    onError,
    onSettled,
  });
}
