/**
 * The state of a form: what was typed, what is wrong with it, whether it is on its way. Problems of the server are laid
 * on the fields they name. One act keeps one idempotency key until something is changed, so that sending again after a
 * lost answer does it once.
 */
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "~/api/problem";
import { useWording } from "~/i18n/language";
import { fieldWords, problemWords } from "./problem-words";

export type Errors<V> = Partial<Record<keyof V & string, string>>;

export interface FormOptions<V> {
  initial: V;
  /** What can be seen to be wrong before sending. */
  validate?: (values: V) => Errors<V>;
  submit: (values: V, idempotencyKey: string) => Promise<void>;
  /** Which field of the form a field of the API is, where the names differ. */
  fields?: Record<string, keyof V & string>;
  /** Problems that are about one field, by code. */
  codes?: Record<string, keyof V & string>;
}

export interface Form<V> {
  values: V;
  set: <K extends keyof V & string>(name: K, value: V[K]) => void;
  /** What a control needs. */
  field: <K extends keyof V & string>(
    name: K,
  ) => { value: V[K]; onChange: (value: V[K]) => void; error: string | undefined };
  errors: Errors<V>;
  /** What is wrong with the whole, in words; for a banner above the form. */
  problem: string | null;
  busy: boolean;
  changed: boolean;
  formProps: {
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    noValidate: true;
    ref: React.RefObject<HTMLFormElement | null>;
  };
  reset: (values?: V) => void;
}

export function useForm<V extends Record<string, unknown>>({
  initial,
  validate,
  submit,
  fields = {},
  codes = {},
}: FormOptions<V>): Form<V> {
  const wording = useWording();
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<V>>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const key = useRef<string | null>(null);

  // After a refusal the focus goes to the first field that is wrong.
  useEffect(() => {
    if (failures > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failures]);

  const set = useCallback<Form<V>["set"]>((name, value) => {
    key.current = null;
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => ({ ...before, [name]: undefined }));
  }, []);

  const refuse = (error: unknown) => {
    const laid: Errors<V> = {};
    if (error instanceof Problem) {
      for (const one of error.fields) {
        const name = fields[one.field] ?? one.field.split(".").at(-1) ?? "";
        if (name in values) laid[name as keyof V & string] = fieldWords(wording, one);
      }
      const about = codes[error.code];
      if (about) laid[about] = problemWords(wording, error);
    }
    const isLaid = Object.keys(laid).length > 0;
    setErrors(laid);
    setProblem(isLaid ? null : error);
    setFailures((count) => count + 1);
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    const found = validate?.(values) ?? {};
    if (Object.values(found).some(Boolean)) {
      setErrors(found);
      setFailures((count) => count + 1);
      return;
    }
    key.current ??= crypto.randomUUID();
    setBusy(true);
    setProblem(null);
    try {
      await submit(values, key.current);
      key.current = null;
      setStart(values);
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    set,
    field: (name) => ({ value: values[name], onChange: (value) => set(name, value), error: errors[name] }),
    errors,
    problem: problem === null ? null : problemWords(wording, problem),
    busy,
    changed: Object.keys(values).some((name) => !Object.is(values[name], start[name])),
    formProps: { onSubmit: (event) => void onSubmit(event), noValidate: true, ref: form },
    reset: (next) => {
      setStart(next ?? start);
      setValues(next ?? start);
      setErrors({});
      setProblem(null);
    },
  };
}

/** The checks that most forms need. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
export const looksLikeSlug = (text: string) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length >= 2 && text.length <= 40;

/** A short name made from a long one. */
export function slugOf(name: string): string {
  return name
    .replaceAll("ß", "ss")
    .replace(/[äöüÄÖÜ]/g, (letter) => `${letter}e`)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}
