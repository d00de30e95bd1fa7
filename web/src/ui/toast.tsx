/**
 * Short notices at the edge: what was done, with a way to undo it. They stay while somebody looks at them, are read
 * aloud, and never hold what is not to be seen elsewhere as well.
 */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useWording } from "~/i18n/language";
import { Button, IconButton } from "./button";
import { CloseIcon, DangerIcon, GoodIcon, UndoIcon } from "./icons";

export interface Toast {
  message: ReactNode;
  kind?: "good" | "danger";
  /** Takes back what was done. */
  undo?: () => void;
}

interface Shown extends Toast {
  id: number;
}

const STAYS_MS = 6000;
/** Time to think is longer where there is something to decide. */
const STAYS_WITH_UNDO_MS = 10_000;
const Context = createContext<(toast: Toast) => void>(() => {});

/** Shows a notice. */
export function useToast(): (toast: Toast) => void {
  return useContext(Context);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useWording();
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const next = useRef(0);
  const show = useCallback((toast: Toast) => {
    next.current += 1;
    const shown = { ...toast, id: next.current };
    setToasts((before) => [...before.slice(-2), shown]);
  }, []);
  const hide = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);
  const value = useMemo(() => show, [show]);
  return (
    <Context value={value}>
      {children}
      <section
        aria-label={t("ui.notices")}
        className="pointer-events-none fixed inset-x-0 bottom-0 z-60 flex flex-col items-center gap-2 p-4 sm:items-end"
      >
        <div role="status" aria-live="polite" className="contents">
          {toasts.map((toast) => (
            <ToastView key={toast.id} toast={toast} onHide={hide} />
          ))}
        </div>
      </section>
    </Context>
  );
}

function ToastView({ toast, onHide }: { toast: Shown; onHide: (id: number) => void }) {
  const { t } = useWording();
  const [held, setHeld] = useState(false);
  const { id, undo } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onHide(id), undo ? STAYS_WITH_UNDO_MS : STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, id, undo, onHide]);
  const Drawn = toast.kind === "danger" ? DangerIcon : GoodIcon;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pausing is a convenience; nothing depends on it
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-sm items-start gap-2.5 rounded-md border border-rule bg-surface py-2 ps-3 pe-2 shadow-raised animate-rise"
    >
      <Drawn className={`mt-1.5 ${toast.kind === "danger" ? "text-danger" : "text-good"}`} />
      <p className="min-w-0 flex-1 py-1">{toast.message}</p>
      {undo && (
        <Button
          kind="quiet"
          size="small"
          icon={UndoIcon}
          onClick={() => {
            undo();
            onHide(id);
          }}
        >
          {t("ui.undo")}
        </Button>
      )}
      <IconButton icon={CloseIcon} label={t("ui.dismiss")} size="small" onClick={() => onHide(id)} />
    </div>
  );
}
