import { formatMoney } from '../../../../shared/domain/money.ts';

export type SheetValue =
  | { readonly kind: 'money'; readonly cents: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'code'; readonly code: string }
  /** Fewer than five. */
  | { readonly kind: 'few' };

export interface SheetRow {
  readonly label: string;
  readonly value: SheetValue;
}

/** A sheet of figures for staff; its words are Latvian (formats.md 13). */
export interface Sheet {
  readonly title: string;
  readonly store: string;
  /** First line of the spreadsheet: what the figures are of. */
  readonly of: readonly [label: string, value: string];
  readonly rows: readonly SheetRow[];
}

const FEW = 'mazāk nekā 5';

const plainMoney = (cents: number): string => {
  const size = Math.abs(cents);
  const whole = `${Math.floor(size / 100)},${String(size % 100).padStart(2, '0')}`;
  return cents < 0 ? `-${whole}` : whole;
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const plainText = (value: Exclude<SheetValue, { kind: 'money' }>): string => {
  if (value.kind === 'few') return FEW;
  return value.kind === 'code' ? value.code : String(value.count);
};

/** For a Latvian spreadsheet: UTF-8 with mark, semicolons, decimal commas, CRLF. */
export function sheetCsv({ of, rows }: Sheet): string {
  const lines = rows.map(({ label, value }) =>
    [
      quoted(label),
      value.kind === 'money' ? plainMoney(value.cents) : plainText(value),
      value.kind === 'money' ? 'EUR' : '',
    ].join(';'),
  );
  return `\uFEFF${[[quoted(of[0]), of[1], ''].join(';'), ...lines, ''].join('\r\n')}`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

const textOf = (value: SheetValue): string =>
  value.kind === 'money' ? formatMoney(value.cents, 'lv') : plainText(value);

/** The same as a page for the PDF; it carries no script and loads nothing. */
export function sheetHtml({ title, store, rows }: Sheet): string {
  const lines = rows.map(
    ({ label, value }) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(textOf(value))}</td></tr>`,
  );
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:12pt sans-serif;margin:2cm}table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:normal}td{text-align:right;font-variant-numeric:tabular-nums}
th,td{padding:2mm 0;border-bottom:1px solid #999}td{overflow-wrap:anywhere}</style>
<h1>${escaped(title)}</h1><p>${escaped(store)}</p><table>${lines.join('')}</table></html>`;
}
