/**
 * Arriving on another page: whoever listens or uses the keyboard is taken to its head, as soon as there is one. A page
 * may still be reading when the address has changed, and a dialog that led there may still give the focus back.
 */
let arriving = false;

/** The address has changed. */
export function leave(): void {
  arriving = true;
}

/** Somebody was led to a place on the page: its head does not call them away. */
export function stay(): void {
  arriving = false;
}

/** A page, or what stands in for it, is there. */
export function arrive(): void {
  if (!arriving) return;
  requestAnimationFrame(() =>
    setTimeout(() => {
      const head = document.querySelector<HTMLElement>("[data-page-title]");
      if (!arriving || !head) return;
      arriving = false;
      head.focus({ preventScroll: true });
    }),
  );
}

// Whoever has begun to do something on the new page is not interrupted.
for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, () => (arriving = false), { capture: true });
