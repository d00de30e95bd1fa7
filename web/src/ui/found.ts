/** Somebody is led to a place on the page: it comes into sight, shows itself for a moment, and takes the focus. */
const SHOWN_MS = 2600;
const CONTROLS = "input:not([type=hidden]), select, textarea, button, a[href]";

/** False if there is no such place yet. */
export function leadTo(id: string): boolean {
  const place = document.getElementById(id);
  if (!place) return false;
  place.scrollIntoView({ block: "center" });
  const first = place.querySelector<HTMLElement>(":checked") ?? place.querySelector<HTMLElement>(CONTROLS);
  first?.focus({ preventScroll: true });
  delete place.dataset.found;
  requestAnimationFrame(() => {
    place.dataset.found = "";
  });
  setTimeout(() => delete place.dataset.found, SHOWN_MS);
  return true;
}
