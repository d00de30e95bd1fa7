/**
 * A table: sortable headers, rows to select, a header that stays in sight, cards on a phone. The first column names the
 * row. Everything it shows it is given: sorting and selecting are the page's business.
 */
import type { ReactNode } from "react";
import { useWording } from "~/i18n/language";
import { BareCheckbox } from "./choice";
import { classes } from "./classes";
import { SortDownIcon, SortUpIcon, UpDownIcon } from "./icons";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** May the list be sorted by it? */
  sortable?: boolean;
  align?: "start" | "end";
  /** For acts at the end of a row: the header is read aloud only. */
  headerHidden?: boolean;
  className?: string;
}

export interface Sorting {
  by: string;
  direction: "ascending" | "descending";
}

export interface TableProps<Row> {
  /** What the table holds; read aloud. */
  caption: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What a row is called where its checkbox is read aloud. */
  rowName?: (row: Row) => string;
  sorting?: Sorting;
  onSort?: (sorting: Sorting) => void;
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  /** Shows that rows are being read anew. */
  busy?: boolean;
}

export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowName,
  sorting,
  onSort,
  selected,
  onSelect,
  busy = false,
}: TableProps<Row>) {
  const { t } = useWording();
  const [first, ...others] = columns;
  const keys = rows.map(rowKey);
  const all = selected !== undefined && keys.length > 0 && keys.every((key) => selected.has(key));
  const some = selected !== undefined && keys.some((key) => selected.has(key));
  const toggle = (key: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(key);
    else next.delete(key);
    onSelect?.(next);
  };
  const cellPadding = "py-2.5 pe-4 align-middle";
  return (
    <table aria-busy={busy || undefined} className="table-cards w-full border-collapse text-start aria-busy:opacity-60">
      <caption className="sr-only">{caption}</caption>
      <thead className="sticky top-0 z-10 bg-paper">
        <tr className="border-b border-rule-strong">
          {selected && (
            <th scope="col" className="w-8 py-2 text-start">
              <BareCheckbox
                label={t("ui.selectAll")}
                checked={all}
                indeterminate={some && !all}
                onChange={(on) =>
                  onSelect?.(
                    on ? new Set([...selected, ...keys]) : new Set([...selected].filter((key) => !keys.includes(key))),
                  )
                }
              />
            </th>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = rowKey(row);
          const isSelected = selected?.has(key) ?? false;
          return (
            <tr
              key={key}
              className={classes("border-b border-rule", isSelected ? "bg-accent-wash" : "sm:hover:bg-hover/60")}
            >
              {selected && (
                <td className="w-8 max-sm:absolute max-sm:end-0 max-sm:top-2">
                  <BareCheckbox
                    label={t("ui.selectRow", { name: rowName?.(row) ?? key })}
                    checked={isSelected}
                    onChange={(on) => toggle(key, on)}
                  />
                </td>
              )}
              <th
                scope="row"
                className={classes(cellPadding, "text-start font-normal", selected && "max-sm:pe-10!", first.className)}
              >
                {first.cell(row)}
              </th>
              {others.map((column) => (
                <td
                  key={column.id}
                  {...(column.headerHidden ? {} : { "data-label": column.header })}
                  className={classes(cellPadding, column.align === "end" && "sm:text-end", column.className)}
                >
                  <div className={classes("min-w-0", column.align === "end" && "sm:flex sm:justify-end")}>
                    {column.cell(row)}
                  </div>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort: ((sorting: Sorting) => void) | undefined;
}) {
  const isSorted = sorting?.by === column.id;
  const ascending = isSorted && sorting.direction === "ascending";
  const Drawn = isSorted ? (ascending ? SortUpIcon : SortDownIcon) : UpDownIcon;
  const canSort = column.sortable && onSort;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? sorting.direction : undefined}
      className={classes(
        "py-2 pe-4 text-sm font-semibold text-soft whitespace-nowrap",
        column.align === "end" ? "text-end" : "text-start",
        column.className,
      )}
    >
      {canSort ? (
        <button
          type="button"
          className={classes(
            "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink",
            isSorted && "text-ink",
          )}
          onClick={() => onSort({ by: column.id, direction: ascending ? "descending" : "ascending" })}
        >
          {column.header}
          <Drawn className="size-3.5" />
        </button>
      ) : (
        <span className={column.headerHidden ? "sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}
