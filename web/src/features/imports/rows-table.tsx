/** Rows of a file, with what becomes of each. */
import { useRoles } from "~/features/roles/queries";
import { useWording } from "~/i18n/language";
import { roleName } from "~/lib/roles";
import { Badge } from "~/ui/badge";
import { type Column, Table } from "~/ui/table";
import { type Row, reasons } from "./words";

export function RowsTable({ rows }: { rows: readonly Row[] }) {
  const wording = useWording();
  const { t, number } = wording;
  const roles = useRoles();
  const columns: [Column<Row>, ...Column<Row>[]] = [
    {
      id: "email",
      header: t("invitations.email"),
      cell: (row) => <span className="font-medium break-all">{row.email || t("imports.noEmail")}</span>,
    },
    { id: "line", header: t("imports.line"), cell: (row) => number(row.line) },
    { id: "name", header: t("members.name"), cell: (row) => row.name },
    { id: "role", header: t("members.role"), cell: (row) => row.role && roleName(wording, row.role, roles) },
    {
      id: "verdict",
      header: t("imports.verdict"),
      cell: (row) =>
        row.problems.length === 0 ? (
          <Badge tone="good">{t("imports.willBeInvited")}</Badge>
        ) : (
          <span className="text-danger">{reasons(wording, row)}</span>
        ),
    },
  ];
  return <Table caption={t("imports.rows")} columns={columns} rows={rows} rowKey={(row) => String(row.line)} />;
}
