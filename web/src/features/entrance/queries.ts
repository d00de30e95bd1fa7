import { queryOptions } from "@tanstack/react-query";
import { api } from "~/api/client";

export const entranceQueries = {
  /** Is this installation still to be set up? */
  setup: () =>
    queryOptions({
      queryKey: ["setup"],
      queryFn: ({ signal }) => api.get("/v1/setup", { signal }),
      staleTime: 0,
    }),
  /** An organisation that is open to everybody, by its short name. */
  open: (slug: string) =>
    queryOptions({
      queryKey: ["open-organisation", slug],
      queryFn: ({ signal }) => api.get("/v1/open-organisations/{slug}", { path: { slug }, signal }),
      retry: false,
    }),
  /** An invitation, by the token of its link. */
  invitation: (token: string) =>
    queryOptions({
      queryKey: ["invitation", token],
      queryFn: ({ signal }) => api.post("/v1/invitations/look", { body: { token }, signal }),
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
