/** Every component in every state, for developers. Nothing here reads or writes anything. */
import { type ReactNode, useState } from "react";
import { useWording } from "~/i18n/language";
import { setTheme, THEMES, useTheme } from "~/lib/theme";
import { usePageTitle } from "~/lib/title";
import { Avatar } from "~/ui/avatar";
import { Badge } from "~/ui/badge";
import { Banner } from "~/ui/banner";
import { Button, IconButton } from "~/ui/button";
import { Chart } from "~/ui/chart";
import { Checkbox, RadioList, Switch } from "~/ui/choice";
import { Combobox } from "~/ui/combobox";
import { CodeBlock, CopyField } from "~/ui/copy-field";
import { AlertDialog, Dialog, Sheet } from "~/ui/dialog";
import { FieldGroup } from "~/ui/field";
import * as icons from "~/ui/icons";
import { EmailInput, PasswordInput, SearchInput, TextArea, TextInput } from "~/ui/input";
import { TextLink } from "~/ui/link";
import { FilterBar, LoadMore, Pager, SelectionBar } from "~/ui/list-tools";
import { Wordmark } from "~/ui/mark";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuRule, Popover } from "~/ui/menu";
import { DescriptionList, Figure, PageHeader, Section } from "~/ui/page";
import { Progress } from "~/ui/progress";
import { RangeInput } from "~/ui/range";
import { BareSelect, Select } from "~/ui/select";
import { EmptyState, ErrorState, ForbiddenState, ListSkeleton } from "~/ui/state";
import { type Sorting, Table } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { DateTime, RelativeTime } from "~/ui/time";
import { useToast } from "~/ui/toast";
import { Tooltip } from "~/ui/tooltip";

const noop = () => undefined;

export function GalleryPage() {
  const { t } = useWording();
  const theme = useTheme();
  usePageTitle(t("shell.gallery"));
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-5xl px-4 py-8 outline-none sm:px-8">
      <PageHeader
        over={<Wordmark />}
        title={t("shell.gallery")}
        lead="Each component in each of its states. What is here is what a page may use."
        actions={
          <BareSelect
            aria-label={t("account.theme")}
            value={theme}
            onChange={setTheme}
            choices={THEMES.map((choice) => ({ value: choice, label: choice }))}
            className="w-36"
          />
        }
      />
      <Buttons />
      <Inputs />
      <Choices />
      <Lists />
      <Windows />
      <States />
      <Pieces />
      <Section title="Icons">
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-2 text-xs text-soft">
          {Object.entries(icons).map(([name, Drawn]) => (
            <li key={name} className="flex items-center gap-2">
              <Drawn className="text-ink" />
              {name.replace("Icon", "")}
            </li>
          ))}
        </ul>
      </Section>
    </main>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="mb-4 flex flex-wrap items-center gap-3">{children}</div>;
}

function Buttons() {
  return (
    <Section title="Buttons and links">
      {(["primary", "secondary", "quiet", "danger"] as const).map((kind) => (
        <Row key={kind}>
          <Button kind={kind}>Save changes</Button>
          <Button kind={kind} icon={icons.PlusIcon}>
            With an icon
          </Button>
          <Button kind={kind} busy>
            Busy
          </Button>
          <Button kind={kind} disabled>
            Disabled
          </Button>
          <Button kind={kind} size="small">
            Small
          </Button>
          <IconButton kind={kind} icon={icons.EditIcon} label={`Edit (${kind})`} />
        </Row>
      ))}
      <p>
        Text with <TextLink href="#buttons">a link in it</TextLink>, and a{" "}
        <Tooltip hint="It appears on hovering and on focus.">
          <button type="button" className="underline decoration-dotted underline-offset-4">
            hint
          </button>
        </Tooltip>
        .
      </p>
    </Section>
  );
}

function Inputs() {
  const [text, setText] = useState("Riverbend Together");
  const [password, setPassword] = useState("correct horse");
  const [note, setNote] = useState("A sentence or two about it, long enough that what is left is counted.");
  const [search, setSearch] = useState("ada");
  return (
    <Section title="Inputs">
      <div className="grid gap-6 sm:grid-cols-2">
        <TextInput label="Name" value={text} onChange={setText} help="What people call it." />
        <TextInput
          label="Short name"
          value="river bend"
          onChange={noop}
          before="/o/"
          error="Letters, digits and single hyphens."
        />
        <EmailInput label="E-mail address" value="" onChange={noop} placeholder="ada@example.org" optional />
        <TextInput label="Read only" value="Cannot be changed" onChange={noop} readOnly />
        <TextInput label="Disabled" value="Not now" onChange={noop} disabled />
        <PasswordInput label="New password" value={password} onChange={setPassword} fresh known={["Ada Example"]} />
        <TextArea label="Note" value={note} onChange={setNote} maxLength={80} />
        <div className="flex flex-col gap-3">
          <span className="text-sm font-semibold">Search</span>
          <SearchInput label="Search members" value={search} onChange={setSearch} />
        </div>
      </div>
    </Section>
  );
}

function Choices() {
  const [select, setSelect] = useState<"member" | "leader">("member");
  const [zone, setZone] = useState("Europe/Berlin");
  const [tick, setTick] = useState(true);
  const [on, setOn] = useState(false);
  const [radio, setRadio] = useState<"open" | "invitation">("invitation");
  return (
    <Section title="Choices">
      <div className="grid gap-6 sm:grid-cols-2">
        <Select
          label="Role"
          value={select}
          onChange={setSelect}
          choices={[
            { value: "member", label: "Member" },
            { value: "leader", label: "Leader" },
          ]}
        />
        <Combobox
          label="Time zone"
          value={zone}
          onChange={setZone}
          choices={["Europe/Berlin", "Europe/London", "America/New_York", "UTC"].map((value) => ({
            value,
            label: value.replace("_", " "),
          }))}
        />
        <div className="flex flex-col gap-2">
          <Checkbox label="A checkbox" help="With what it means." checked={tick} onChange={setTick} />
          <Checkbox label="Partly" checked={false} indeterminate onChange={noop} />
          <Checkbox label="Disabled" checked disabled onChange={noop} />
          <Switch label="A switch takes effect at once" checked={on} onChange={setOn} />
        </div>
        <FieldGroup legend="Who may join?" help="This can be changed at any time.">
          <RadioList
            value={radio}
            onChange={setRadio}
            choices={[
              { value: "open", label: "Everybody", help: "Anybody with an account." },
              { value: "invitation", label: "Only who was invited" },
            ]}
          />
        </FieldGroup>
      </div>
    </Section>
  );
}

const PEOPLE = [
  { id: "1", name: "Ada Example", role: "Admin", joined: "2026-11-01T09:00:00Z", posts: 128 },
  { id: "2", name: "Ben Oyelaran", role: "Leader", joined: "2026-10-12T09:00:00Z", posts: 42 },
  { id: "3", name: "Çağla Yıldız", role: "Member", joined: "2025-02-03T09:00:00Z", posts: 1204 },
];

function Lists() {
  const [sorting, setSorting] = useState<Sorting>({ by: "name", direction: "ascending" });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["2"]));
  const direction = sorting.direction === "ascending" ? 1 : -1;
  const rows = [...PEOPLE].sort(
    (one, other) => (sorting.by === "posts" ? one.posts - other.posts : one.name.localeCompare(other.name)) * direction,
  );
  return (
    <Section title="Lists">
      <FilterBar active={1} onReset={noop}>
        <SearchInput label="Search people" value="" onChange={noop} className="sm:w-64" />
        <BareSelect
          aria-label="Role"
          value="all"
          onChange={noop}
          choices={[{ value: "all", label: "Every role" }]}
          className="sm:w-44"
        />
      </FilterBar>
      <Table
        caption="People"
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        sorting={sorting}
        onSort={setSorting}
        selected={selected}
        onSelect={setSelected}
        columns={[
          {
            id: "name",
            header: "Name",
            sortable: true,
            cell: (row) => (
              <span className="flex items-center gap-2.5 font-medium">
                <Avatar name={row.name} />
                {row.name}
              </span>
            ),
          },
          {
            id: "role",
            header: "Role",
            cell: (row) => <Badge tone={row.role === "Admin" ? "accent" : "neutral"}>{row.role}</Badge>,
          },
          { id: "joined", header: "Joined", cell: (row) => <RelativeTime value={row.joined} /> },
          { id: "posts", header: "Posts", align: "end", sortable: true, cell: (row) => row.posts.toLocaleString("en") },
          {
            id: "acts",
            header: "Acts",
            headerHidden: true,
            align: "end",
            cell: (row) => (
              <Menu trigger={<IconButton icon={icons.MoreIcon} label={`Acts for ${row.name}`} size="small" />}>
                <MenuItem icon={icons.EditIcon} onSelect={noop}>
                  Change the role
                </MenuItem>
                <MenuItem icon={icons.TrashIcon} dangerous onSelect={noop}>
                  Remove
                </MenuItem>
              </Menu>
            ),
          },
        ]}
      />
      <SelectionBar count={selected.size} onClear={() => setSelected(new Set())}>
        <Button size="small">Change the role</Button>
      </SelectionBar>
      <LoadMore shown={3} hasMore busy={false} onMore={noop} />
      <Pager onNext={noop} />
    </Section>
  );
}

function Windows() {
  const show = useToast();
  const [open, setOpen] = useState<"dialog" | "alert" | "sheet" | null>(null);
  const [tab, setTab] = useState<"one" | "two">("one");
  const [choice, setChoice] = useState<"light" | "dark">("light");
  return (
    <Section title="Windows, menus, notices">
      <Row>
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("alert")}>Alert dialog</Button>
        <Button onClick={() => setOpen("sheet")}>Sheet</Button>
        <Menu trigger={<Button>Menu</Button>}>
          <MenuLabel>Acts</MenuLabel>
          <MenuItem icon={icons.CopyIcon} onSelect={noop}>
            Copy
          </MenuItem>
          <MenuItem disabled onSelect={noop}>
            Not possible now
          </MenuItem>
          <MenuRule />
          <MenuChoice
            label="Theme"
            value={choice}
            onChange={setChoice}
            choices={[
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
          />
        </Menu>
        <Popover label="A popover" trigger={<Button>Popover</Button>}>
          <p className="p-4">Anything that hangs from a button.</p>
        </Popover>
        <Button onClick={() => show({ message: "Ada was suspended.", undo: noop })}>Toast with undo</Button>
        <Button onClick={() => show({ kind: "danger", message: "That did not work." })}>Toast of a failure</Button>
      </Row>
      <Dialog
        open={open === "dialog"}
        onOpenChange={() => setOpen(null)}
        title="Invite somebody"
        description="A letter with a link goes to the address."
        actions={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button kind="primary" onClick={() => setOpen(null)}>
              Invite
            </Button>
          </>
        }
      >
        <EmailInput label="E-mail address" value="" onChange={noop} />
      </Dialog>
      <AlertDialog
        open={open === "alert"}
        onOpenChange={() => setOpen(null)}
        title="Remove Ada?"
        action="Remove"
        onAction={() => setOpen(null)}
      >
        <p>She can come back by invitation only.</p>
      </AlertDialog>
      <Sheet open={open === "sheet"} onOpenChange={() => setOpen(null)} title="Ada Example">
        <p>Details of a row.</p>
      </Sheet>
      <Tabs
        label="Tabs"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "one", label: "Active", content: <p>What is active.</p> },
          { value: "two", label: "Suspended", content: <p>What is suspended.</p> },
        ]}
      />
    </Section>
  );
}

function States() {
  return (
    <Section title="States of a page">
      <div className="grid gap-x-10 sm:grid-cols-2">
        <EmptyState
          icon={icons.MailIcon}
          title="No open invitations"
          action={<Button kind="primary">Invite people</Button>}
        >
          <p>Whoever you invite appears here until they answer.</p>
        </EmptyState>
        <ErrorState
          title="That did not work"
          requestId="0198f2a4-0000-7000-8000-000000000000"
          action={<Button>Try again</Button>}
        >
          <p>The server is busy or restarting.</p>
        </ErrorState>
        <ForbiddenState title="This is not yours to see">
          <p>Your role in this organisation does not allow it.</p>
        </ForbiddenState>
        <ListSkeleton rows={4} />
      </div>
      <div className="flex flex-col gap-3">
        <Banner tone="info" title="Good to know">
          Something that is as it should be, but not obvious.
        </Banner>
        <Banner tone="good">The address is yours.</Banner>
        <Banner tone="warn" title="This organisation is closing" action={<Button size="small">Reopen</Button>}>
          Until Friday it can be reopened.
        </Banner>
        <Banner tone="danger" title="The form could not be sent">
          Some fields need your attention.
        </Banner>
        <Progress label="Importing members" value={128} of={400} detail="128 of 400" />
        <Progress label="Getting ready" />
      </div>
    </Section>
  );
}

function Pieces() {
  const [share, setShare] = useState(30);
  return (
    <Section title="Pieces">
      <Row>
        <Badge>neutral</Badge>
        <Badge tone="info">invited</Badge>
        <Badge tone="good">active</Badge>
        <Badge tone="warn">suspended</Badge>
        <Badge tone="danger">failed</Badge>
        <Badge tone="accent">your turn</Badge>
      </Row>
      <Row>
        {["Ada Example", "Ben Oyelaran", "Çağla Yıldız", "王", "Riverbend Together"].map((name) => (
          <Avatar key={name} name={name} size="large" />
        ))}
        <Avatar name="Riverbend Together" square />
        <Avatar name="Small One" size="small" />
      </Row>
      <div className="mb-6 grid gap-6 sm:grid-cols-2">
        <RangeInput
          label="Share of the members"
          value={share}
          onChange={setShare}
          least={0}
          most={100}
          format={(value) => `${value} %`}
        />
        <RangeInput label="Weight of a variant" value={30} onChange={noop} least={0} most={100} disabled />
        <CopyField label="Link of the invitation" value="https://hustings.example/invitation#token=3f9c1b" />
        <CodeBlock>{"curl https://hustings.example/v1/orgs -H 'authorization: Bearer hk_…'"}</CodeBlock>
        <Chart
          title="Members by week"
          points={[3, 8, 5, 12, 20, 18, 25].map((value, week) => ({ label: `Week ${week + 1}`, value }))}
        />
        <Chart
          title="Lag of agents"
          kind="line"
          points={[3, 1, 4, 1, 5, 2].map((value, hour) => ({ label: `${hour}:00`, value }))}
        />
      </div>
      <div className="mb-6 grid grid-cols-3 gap-6">
        <Figure label="Members" value="1,204" detail="12 this week" />
        <Figure label="Open votes" value="3" />
        <Figure label="Turnout" value="no data" />
      </div>
      <DescriptionList
        items={[
          ["Founded", <DateTime key="founded" value="2026-11-01T09:00:00Z" style="long-date" />],
          ["Last seen", <RelativeTime key="seen" value={new Date(Date.now() - 7_400_000)} />],
          ["Address", "riverbend"],
        ]}
      />
    </Section>
  );
}
