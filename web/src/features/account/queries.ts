import { queryOptions } from "@tanstack/react-query";
import { api } from "~/api/client";

export const accountQueries = {
  versioned: () =>
    queryOptions({
      queryKey: ["account", "versioned"],
      queryFn: ({ signal }) => api.getVersioned("/v1/account", { signal }),
    }),
  sessions: () =>
    queryOptions({
      queryKey: ["account", "sessions"],
      queryFn: ({ signal }) => api.get("/v1/sessions", { signal }),
    }),
};
