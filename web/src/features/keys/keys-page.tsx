/** API keys: what programs may do in one's name. A key is shown once, when it is made. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, type Schemas } from "~/api/client";
import { useWording } from "~/i18n/language";
import { useForm } from "~/lib/form";
import { FormProblem } from "~/lib/form-problem";
import { Loaded } from "~/lib/loaded";
import { Allowed, useOrganisation } from "~/lib/organisation";
import { problemWords } from "~/lib/problem-words";
import { usePageTitle } from "~/lib/title";
import { useList } from "~/lib/use-list";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/choice";
import { CopyField } from "~/ui/copy-field";
import { AlertDialog, Dialog } from "~/ui/dialog";
import { FieldGroup } from "~/ui/field";
import { KeyIcon, PlusIcon } from "~/ui/icons";
import { TextInput } from "~/ui/input";
import { ListChanges, LoadMore } from "~/ui/list-tools";
import { PageHeader } from "~/ui/page";
import { BareSelect, Select } from "~/ui/select";
import { EmptyState } from "~/ui/state";
import { Table } from "~/ui/table";
import { DateTime, RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { keysRoute } from "./routes";

type Key = Schemas["KeyView"];

export function KeysPage() {
  return (
    <Allowed permission="keys.use">
      <Keys />
    </Allowed>
  );
}

function Keys() {
  const { t } = useWording();
  const organisation = useOrganisation();
  usePageTitle(t("keys.title"), organisation.name);
  const navigate = useNavigate();
  const { everybody = false, pages = 1 } = keysRoute.useSearch();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const keys = useList({
    queryKey: ["org", organisation.id, "keys", { everybody }],
    pages,
    read: (cursor, signal) =>
      api.get("/v1/orgs/{org}/keys", {
        path: { org: organisation.id },
        query: { everybody, cursor, limit: 50 },
        signal,
      }),
  });
  const make = (
    <Button kind="primary" icon={PlusIcon} onClick={() => setMaking(true)}>
      {t("keys.make")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("keys.title")} lead={t("keys.lead")} actions={make} />
      {organisation.may("keys.manage") && (
        <div className="pb-3 sm:w-56">
          <BareSelect
            aria-label={t("keys.whose")}
            value={everybody ? "everybody" : "own"}
            onChange={(whose) => void navigate({ to: ".", search: whose === "everybody" ? { everybody: true } : {} })}
            choices={[
              { value: "own", label: t("keys.own") },
              { value: "everybody", label: t("keys.everybodys") },
            ]}
          />
        </div>
      )}
      <ListChanges changes={keys.changes} onShow={keys.showChanges} />
      <Loaded
        query={keys}
        isEmpty={(list) => list.items.length === 0}
        empty={
          <EmptyState icon={KeyIcon} title={t("keys.emptyTitle")} action={make}>
            <p>{t("keys.emptyText")}</p>
          </EmptyState>
        }
      >
        {(list) => (
          <>
            <KeyTable keys={list.items} onRevoke={setRevoking} />
            <LoadMore
              shown={list.items.length}
              hasMore={keys.hasNextPage}
              busy={keys.isFetchingNextPage}
              onMore={() =>
                void navigate({ to: ".", search: { ...(everybody ? { everybody } : {}), pages: keys.shownPages + 1 } })
              }
            />
          </>
        )}
      </Loaded>
      <MakeKey open={making} onOpenChange={setMaking} />
      <RevokeKey revoking={revoking} onDone={() => setRevoking(null)} />
    </>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly Key[]; onRevoke: (key: Key) => void }) {
  const { t } = useWording();
  return (
    <Table
      caption={t("keys.title")}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          id: "name",
          header: t("keys.name"),
          cell: (key) => (
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{key.name}</span>
              <code className="font-mono text-sm text-soft">{key.prefix}…</code>
              <Standing of={key} />
            </span>
          ),
        },
        {
          id: "permissions",
          header: t("keys.permissions"),
          cell: (key) => t("keys.permissionCount", { count: key.permissions.length }),
        },
        {
          id: "used",
          header: t("keys.lastUsed"),
          cell: (key) => (key.last_used_at ? <RelativeTime value={key.last_used_at} /> : t("keys.never")),
        },
        {
          id: "expires",
          header: t("keys.expires"),
          cell: (key) => (key.expires_at ? <DateTime value={key.expires_at} style="date" /> : t("keys.forEver")),
        },
        {
          id: "acts",
          header: t("keys.revoke"),
          headerHidden: true,
          align: "end",
          cell: (key) =>
            !key.revoked_at && (
              <Button size="small" aria-label={`${t("keys.revoke")}: ${key.name}`} onClick={() => onRevoke(key)}>
                {t("keys.revoke")}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Standing({ of }: { of: Key }) {
  const { t } = useWording();
  if (of.revoked_at) return <Badge tone="danger">{t("keys.revoked")}</Badge>;
  if (of.expires_at && new Date(of.expires_at) <= new Date()) return <Badge tone="warn">{t("keys.expired")}</Badge>;
  return null;
}

const DAY_MS = 86_400_000;
const LIVES = ["30", "90", "365", "ever"] as const;

function MakeKey({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useWording();
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onOpenChange(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      // What is shown only once is not closed by a slip of the hand.
      closable={secret === null}
      title={secret === null ? t("keys.make") : t("keys.made")}
      description={secret === null ? t("keys.makeLead") : undefined}
      actions={
        secret !== null && (
          <Button kind="primary" onClick={close}>
            {t("keys.kept")}
          </Button>
        )
      }
    >
      {secret === null ? (
        <KeyForm onMade={setSecret} />
      ) : (
        <div className="flex flex-col gap-4">
          <Banner tone="warn">{t("keys.onlyOnce")}</Banner>
          <CopyField label={t("keys.secret")} value={secret} />
        </div>
      )}
    </Dialog>
  );
}

type KeyValues = { name: string; permissions: readonly string[]; life: (typeof LIVES)[number] };

function KeyForm({ onMade }: { onMade: (secret: string) => void }) {
  const { t, lookup } = useWording();
  const organisation = useOrganisation();
  const client = useQueryClient();
  const words = usePermissionWords();
  const form = useForm<KeyValues>({
    initial: { name: "", permissions: [], life: "90" },
    codes: { "key-lives-too-long": "life" },
    validate: (values) => ({
      ...(values.name.trim() ? {} : { name: t("fieldProblems.required") }),
      ...(values.permissions.length > 0 ? {} : { permissions: t("keys.chooseOne") }),
    }),
    submit: async (values) => {
      const made = await api.post("/v1/orgs/{org}/keys", {
        path: { org: organisation.id },
        body: {
          name: values.name,
          permissions: [...values.permissions],
          ...(values.life === "ever"
            ? {}
            : { expires_at: new Date(Date.now() + Number(values.life) * DAY_MS).toISOString() }),
        },
      });
      onMade(made.secret);
      await client.invalidateQueries({ queryKey: ["org", organisation.id, "keys"] });
    },
  });
  const chosen = new Set(form.values.permissions);
  return (
    <form {...form.formProps} className="flex flex-col gap-5">
      <FormProblem problem={form.problem} />
      <TextInput label={t("keys.name")} help={t("keys.nameHelp")} {...form.field("name")} maxLength={80} required />
      <Select
        label={t("keys.life")}
        value={form.values.life}
        onChange={(life) => form.set("life", life)}
        error={form.errors.life}
        choices={LIVES.map((life) => ({
          value: life,
          label: life === "ever" ? t("keys.forEver") : t("keys.days", { count: Number(life) }),
        }))}
      />
      <FieldGroup legend={t("keys.mayDo")} error={form.errors.permissions} help={t("keys.mayDoHelp")}>
        <div className="flex flex-col gap-1.5">
          {organisation.membership.permissions.map((permission) => (
            <Checkbox
              key={permission}
              label={lookup(`permissions.${permission}`) ?? words(permission)}
              checked={chosen.has(permission)}
              onChange={(on) =>
                form.set("permissions", on ? [...chosen, permission] : [...chosen].filter((one) => one !== permission))
              }
            />
          ))}
        </div>
      </FieldGroup>
      <Button type="submit" kind="primary" busy={form.busy} className="self-end">
        {t("keys.make")}
      </Button>
    </form>
  );
}

/** What the server says of permissions that the catalogue does not know. */
function usePermissionWords(): (permission: string) => string {
  const organisation = useOrganisation();
  const all = useQuery({
    queryKey: ["org", organisation.id, "permissions"],
    enabled: organisation.may("roles.read"),
    queryFn: ({ signal }) => api.get("/v1/orgs/{org}/permissions", { path: { org: organisation.id }, signal }),
  });
  return (permission) => all.data?.find((one) => one.name === permission)?.description ?? permission;
}

function RevokeKey({ revoking, onDone }: { revoking: Key | null; onDone: () => void }) {
  const wording = useWording();
  const { t } = wording;
  const organisation = useOrganisation();
  const client = useQueryClient();
  const show = useToast();
  const revoke = useMutation({
    mutationFn: (key: Key) => api.delete("/v1/orgs/{org}/keys/{key}", { path: { org: organisation.id, key: key.id } }),
    onSuccess: () => show({ message: t("keys.wasRevoked") }),
    onError: (error) => show({ kind: "danger", message: problemWords(wording, error) }),
    onSettled: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: ["org", organisation.id, "keys"] });
    },
  });
  return (
    <AlertDialog
      open={revoking !== null}
      onOpenChange={onDone}
      title={t("keys.revokeTitle", { name: revoking?.name ?? "" })}
      action={t("keys.revoke")}
      busy={revoke.isPending}
      onAction={() => revoking && revoke.mutate(revoking)}
    >
      <p>{t("keys.revokeText")}</p>
    </AlertDialog>
  );
}
