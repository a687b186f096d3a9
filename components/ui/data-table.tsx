"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cx } from "@/components/ui/cx";

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, in mono. */
  numeric?: boolean;
  sortable?: boolean;
  /** A total or a unit, in the last line. */
  total?: ReactNode;
}

export interface Sort {
  key: string;
  direction: "ascending" | "descending";
}

interface DataTableProps<Row> {
  /** Read by screen readers as the table's name. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selected?: string | null;
  /** With it, rows take the focus: arrows, Home and End move, Enter and Space choose. */
  onSelect?: (row: Row) => void;
  empty?: ReactNode;
}

/** A table to live in: the header stays, figures line up, the keyboard walks the rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, onSort, selected, onSelect, empty } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const entry = Math.max(
    rows.findIndex((row) => rowKey(row) === selected),
    0,
  );

  function walk(event: KeyboardEvent<HTMLTableRowElement>, index: number, row: Row) {
    if (event.target !== event.currentTarget) return;
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) (body.current?.rows[next] as HTMLElement | undefined)?.focus();
    else if (event.key === "Enter" || event.key === " ") onSelect?.(row);
    else return;
    event.preventDefault();
  }

  const totals = columns.some((column) => column.total !== undefined);
  return (
    <table className="w-full border-separate border-spacing-0 text-left">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((row, index) => {
          const key = rowKey(row);
          const isSelected = key === selected;
          return (
            <tr
              key={key}
              tabIndex={onSelect ? (index === entry ? 0 : -1) : undefined}
              aria-current={isSelected || undefined}
              onClick={onSelect ? () => onSelect(row) : undefined}
              onKeyDown={onSelect ? (event) => walk(event, index, row) : undefined}
              className={cx(
                "h-(--row) focus-visible:outline-2 focus-visible:-outline-offset-2",
                onSelect && "cursor-pointer hover:bg-sunken",
                isSelected && "bg-signal-wash shadow-[inset_3px_0_0_var(--signal)]",
              )}
            >
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column.numeric)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {rows.length === 0 ? (
          <tr>
            <td colSpan={columns.length}>{empty}</td>
          </tr>
        ) : null}
      </tbody>
      {totals ? (
        <tfoot>
          <tr className="h-(--row) font-semibold">
            {columns.map((column) => (
              <td
                key={column.key}
                className={cx(cellClass(column.numeric), "sticky bottom-0 border-edge border-t bg-paper")}
              >
                {column.total}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

function cellClass(numeric: boolean | undefined): string {
  return cx("border-line border-b px-2.5 py-1", numeric && "text-right font-mono text-[0.93em]");
}

interface HeaderCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const t = useTranslations("kit");
  const active = sort?.key === column.key ? sort.direction : undefined;
  const className = cx(
    "sticky top-0 z-10 h-(--row) border-edge border-b bg-paper px-2.5 font-semibold text-muted text-sm whitespace-nowrap",
    column.numeric && "text-right",
  );
  if (!column.sortable || !onSort) {
    return (
      <th scope="col" className={className}>
        {column.header}
      </th>
    );
  }
  const Arrow = active === "descending" ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={active} className={className}>
      <button
        type="button"
        title={t("sortBy", { column: column.header })}
        onClick={() =>
          onSort({ key: column.key, direction: active === "ascending" ? "descending" : "ascending" })
        }
        className={cx("inline-flex min-h-6 items-center gap-1 hover:text-ink", active && "text-ink")}
      >
        {column.header}
        <Arrow aria-hidden="true" strokeWidth={1.75} className={cx("size-[1.1em]", !active && "opacity-0")} />
      </button>
    </th>
  );
}
