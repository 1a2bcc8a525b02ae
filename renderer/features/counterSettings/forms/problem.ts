import type { Settings } from '../../../../shared/contract/settings.ts';

/** What is wrong with one field; the screen makes the sentence. */
export type Problem =
  | { readonly kind: 'empty' | 'letter' | 'hours' | 'value' }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** A line of several, counted from 1. */
  | { readonly kind: 'line' | 'route'; readonly line: number };

/** By field; a field that is not here is right. */
export type Problems = Readonly<Record<string, Problem>>;

/** What a form amounts to: the sections to replace, or what to mend. */
export type Read =
  | { readonly ok: true; readonly change: Partial<Settings> }
  | { readonly ok: false; readonly problems: Problems };

export interface FormPolicy<Values> {
  readonly of: (settings: Settings) => Values;
  /** `settings` are the ones in force: what the form does not show stays as it is there. */
  readonly read: (values: Values, settings: Settings) => Read;
}

export const readOr = (problems: Problems, change: () => Partial<Settings>): Read =>
  Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, change: change() };

/** The named fields that hold nothing but blanks. */
export const emptyOf = <Field extends string>(
  values: Readonly<Record<Field, string>>,
  fields: readonly Field[],
): Problems =>
  Object.fromEntries(
    fields.filter((field) => values[field].trim() === '').map((field) => [field, { kind: 'empty' }]),
  );
