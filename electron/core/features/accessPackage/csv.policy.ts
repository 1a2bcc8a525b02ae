import type { Row } from './content.ts';

const cell = (value: string | number | null): string =>
  value === null ? '' : `"${String(value).replaceAll('"', '""')}"`;

/** One table for a spreadsheet: UTF-8 with mark, semicolons as Latvian ones expect, CRLF (RFC 4180 otherwise). */
export const csvOf = (rows: readonly Row[]): string => {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? null)).join(';'));
  return `\uFEFF${[columns.map(cell).join(';'), ...lines, ''].join('\r\n')}`;
};
