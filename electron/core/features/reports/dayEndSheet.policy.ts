import { formatDay } from '../../../../shared/domain/time.ts';
import type { DayEnd } from './dayEnd.store.ts';
import type { Sheet, SheetRow } from './sheet.policy.ts';

/** Read from the fiscal till by a person, in cents. */
export interface TillFigures {
  readonly cash: number;
  readonly card: number;
}

/** The head of the audit trail: on paper it proves later that nothing before it was changed. */
export interface TrailHead {
  readonly seq: number;
  readonly hash: string;
}

/** A step of the kiosk in staff's words. */
export const stepName = (step: string): string => STEPS[step] ?? step;

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
function dayEndRows(figures: DayEnd, till: TillFigures | null, trail: TrailHead): readonly SheetRow[] {
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
    ...figures.abandoned.map(({ step, count }) => counted(`Kioskā pārtraukts: ${stepName(step)}`, count)),
    counted('Audita žurnāla ieraksts', trail.seq),
    { label: 'Audita žurnāla kontrolsumma', value: { kind: 'code', code: trail.hash } },
  ];
}

/** The sheet of one day. */
export const dayEndSheet = (
  figures: DayEnd,
  till: TillFigures | null,
  trail: TrailHead,
  store: string,
): Sheet => ({
  title: `Dienas pārskats, ${formatDay(figures.day, 'lv')}`,
  store,
  of: ['Diena', figures.day],
  rows: dayEndRows(figures, till, trail),
});
