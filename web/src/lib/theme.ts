/** Light, dark, or as the system: kept in this browser, applied before the first paint by `theme.js`. */
import { useSyncExternalStore } from "react";
import { kept } from "./kept";
import { createStore } from "./store";

export type Theme = "light" | "dark" | "system";
export const THEMES: readonly Theme[] = ["light", "dark", "system"];

const read = (): Theme => {
  const value = kept.read("theme");
  return value === "light" || value === "dark" ? value : "system";
};
const store = createStore<Theme>(read());

export function setTheme(theme: Theme): void {
  kept.write("theme", theme === "system" ? null : theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  store.write(theme);
}

export function useTheme(): Theme {
  return useSyncExternalStore(store.subscribe, store.read);
}
