import { parseMoney } from '../../../shared/domain/money.ts';

/** What was read from the fiscal till, as typed. */
export interface TillForm {
  readonly cash: string;
  readonly card: string;
}

export type TillField = keyof TillForm;
export type TillProblem = 'amount' | 'missing';

export type TillRead =
  | { readonly kind: 'none' }
  | { readonly kind: 'till'; readonly cash: number; readonly card: number }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Partial<Record<TillField, TillProblem>>> };

/** Cents of a till figure; a till that gave back more than it took shows a minus. */
export function readAmount(typed: string): number | null {
  const text = typed.trim().replace(/^−/, '-');
  const cents = parseMoney(text.replace(/^-/, ''));
  if (cents === null) return null;
  return text.startsWith('-') && cents > 0 ? -cents : cents;
}

const problemOf = (typed: string): TillProblem | null => {
  if (typed.trim() === '') return 'missing';
  return readAmount(typed) === null ? 'amount' : null;
};

/** Both figures or none: half a comparison would look like a difference. */
export function readTill(form: TillForm): TillRead {
  if (form.cash.trim() === '' && form.card.trim() === '') return { kind: 'none' };
  const cash = readAmount(form.cash);
  const card = readAmount(form.card);
  if (cash !== null && card !== null) return { kind: 'till', cash, card };
  const problems = (['cash', 'card'] as const).flatMap((field) => {
    const problem = problemOf(form[field]);
    return problem === null ? [] : [[field, problem] as const];
  });
  return { kind: 'wrong', problems: Object.fromEntries(problems) };
}

export type Difference =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'same' }
  | { readonly kind: 'more' | 'less'; readonly cents: number };

/** How the till differs from what was recorded here; `cents` is never negative. */
export function differenceOf(typed: string, recorded: number): Difference {
  const till = readAmount(typed);
  if (till === null) return { kind: 'unknown' };
  if (till === recorded) return { kind: 'same' };
  return { kind: till > recorded ? 'more' : 'less', cents: Math.abs(till - recorded) };
}
