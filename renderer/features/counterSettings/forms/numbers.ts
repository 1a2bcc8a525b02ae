import type { Problems } from './problem.ts';

/** Limits in the unit people read, and how much one unit is in the settings. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly unit: number;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

const NUMBER = /^\d{1,6}(?:[.,]\d{1,3})?$/;

/** The stored value as people read it: `1,5` hours. */
export const numberText = (stored: number, { unit }: Range): string =>
  String(stored / unit).replace('.', ',');

/** The value to store; null when it is not a number within the limits. What has no smaller unit must be whole. */
export function readNumber(typed: string, { min, max, unit }: Range): number | null {
  const text = typed.trim();
  if (!NUMBER.test(text)) return null;
  const value = Number(text.replace(',', '.'));
  const whole = unit > 1 || Number.isInteger(value);
  return whole && value >= min && value <= max ? Math.round(value * unit) : null;
}

export interface Numbers<Field extends string> {
  readonly values: Readonly<Record<Field, number>>;
  readonly problems: Problems;
}

/** Reads several number fields at once; `values` is only to be used when there are no problems. */
export function readNumbers<Field extends string>(
  typed: Readonly<Record<NoInfer<Field>, string>>,
  ranges: Readonly<Record<Field, Range>>,
): Numbers<Field> {
  const fields = Object.keys(ranges) as Field[];
  const read = fields.map((field) => [field, readNumber(typed[field], ranges[field])] as const);
  return {
    values: Object.fromEntries(read) as Record<Field, number>,
    problems: Object.fromEntries(
      read
        .filter(([, value]) => value === null)
        .map(([field]) => [field, { kind: 'range', min: ranges[field].min, max: ranges[field].max }]),
    ),
  };
}
