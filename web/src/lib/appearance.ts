/** Changing how the app looks and speaks, from the menu and from the command palette. */
import { api } from "~/api/client";
import { queries } from "~/api/queries";
import { session } from "~/api/session";
import { chooseLanguage } from "~/i18n/language";
import { queryClient } from "./query-client";

/** Speaks another language from now on: here at once, and on other devices through the account. */
export async function changeLanguage(tag: string): Promise<void> {
  await chooseLanguage(tag);
  if (session.read() === null) return;
  const { etag } = await api.getVersioned("/v1/account");
  const account = await api.patch("/v1/account", { body: { language: tag }, ...(etag ? { ifMatch: etag } : {}) });
  queryClient.setQueryData(queries.account().queryKey, account);
}
