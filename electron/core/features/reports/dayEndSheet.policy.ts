import { formatMoney } from '../../../../shared/domain/money.ts';
import { formatDay } from '../../../../shared/domain/time.ts';
import type { DayEnd } from './dayEnd.store.ts';

/** Read from the fiscal till by a person, in cents. */
export interface TillFigures {
  readonly cash: number;
  readonly card: number;
}

export type SheetValue =
  | { readonly kind: 'money'; readonly cents: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'code'; readonly code: string };

/** The head of the audit trail: on paper it proves later that nothing before it was changed. */
export interface TrailHead {
  readonly seq: number;
  readonly hash: string;
}

/** What a sheet is made from. */
export interface DayEndSheet {
  readonly figures: DayEnd;
  readonly till: TillFigures | null;
  readonly trail: TrailHead;
}

export interface SheetRow {
  readonly label: string;
  readonly value: SheetValue;
}

const money = (label: string, cents: number): SheetRow => ({ label, value: { kind: 'money', cents } });
const counted = (label: string, count: number): SheetRow => ({ label, value: { kind: 'count', count } });

const STEPS: Readonly<Record<string, string>> = {
  start: 'sākums',
  source: 'fotogrāfiju avots',
  photos: 'fotogrāfiju izvēle',
  sizes: 'izmēri',
  details: 'kontakti',
  check: 'pārbaude',
};

/** The day-end sheet, line by line; staff read it, so it is Latvian (formats.md 13). */
export function dayEndRows({ figures, till, trail }: DayEndSheet): readonly SheetRow[] {
  const compared =
    till === null
      ? []
      : [
          money('Kase: skaidra nauda', till.cash),
          money('Starpība: skaidra nauda', till.cash - figures.cash),
          money('Kase: karte', till.card),
          money('Starpība: karte', till.card - figures.card),
        ];
  return [
    counted('Pasūtījumi', figures.orders),
    money('Skaidra nauda', figures.cash),
    money('Karte', figures.card),
    money('t. sk. atmaksāts', figures.refunds),
    money('t. sk. labojumi', figures.corrected),
    ...compared,
    counted('Atvērti pasūtījumi', figures.open),
    counted('Ilgi neizņemti pasūtījumi', figures.uncollectedOver30Days),
    ...figures.abandoned.map(({ step, count }) =>
      counted(`Kioskā pārtraukts: ${STEPS[step] ?? step}`, count),
    ),
    counted('Audita žurnāla ieraksts', trail.seq),
    { label: 'Audita žurnāla kontrolsumma', value: { kind: 'code', code: trail.hash } },
  ];
}

const plainMoney = (cents: number): string => {
  const size = Math.abs(cents);
  const whole = `${Math.floor(size / 100)},${String(size % 100).padStart(2, '0')}`;
  return cents < 0 ? `-${whole}` : whole;
};

const plainText = (value: Exclude<SheetValue, { kind: 'money' }>): string =>
  value.kind === 'code' ? value.code : String(value.count);

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** For a Latvian spreadsheet: UTF-8 with mark, semicolons, decimal commas, CRLF. */
export function dayEndCsv(sheet: DayEndSheet): string {
  const lines = dayEndRows(sheet).map(({ label, value }) =>
    [
      quoted(label),
      value.kind === 'money' ? plainMoney(value.cents) : plainText(value),
      value.kind === 'money' ? 'EUR' : '',
    ].join(';'),
  );
  return `\uFEFF${[[quoted('Diena'), sheet.figures.day, ''].join(';'), ...lines, ''].join('\r\n')}`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** The same as a page for the PDF; it carries no script and loads nothing. */
export function dayEndHtml(sheet: DayEndSheet, storeName: string): string {
  const rows = dayEndRows(sheet).map(({ label, value }) => {
    const text = value.kind === 'money' ? formatMoney(value.cents, 'lv') : plainText(value);
    return `<tr><th scope="row">${escaped(label)}</th><td>${escaped(text)}</td></tr>`;
  });
  const title = `Dienas pārskats, ${formatDay(sheet.figures.day, 'lv')}`;
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>body{font:12pt sans-serif;margin:2cm}table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:normal}td{text-align:right;font-variant-numeric:tabular-nums}
th,td{padding:2mm 0;border-bottom:1px solid #999}td{overflow-wrap:anywhere}</style>
<h1>${escaped(title)}</h1><p>${escaped(storeName)}</p><table>${rows.join('')}</table></html>`;
}
