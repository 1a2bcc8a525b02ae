import type { StoreCode } from '../../../../../shared/domain/ids.ts';
import { parseOrderBarcode, parseOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import { isNameQuery, searchTokens } from '../../../../../shared/domain/searchFold.ts';

/** What a typed text asks for. Names by the beginnings of their words, folded, the longest first. */
export type Asked =
  | { readonly kind: 'barcode'; readonly barcode: string }
  | { readonly kind: 'number'; readonly letter: string; readonly n: number }
  | { readonly kind: 'tail'; readonly tail: string }
  | { readonly kind: 'name'; readonly starts: readonly [string, ...string[]] };

/** Barcode, number (`K-27`), four digits of a phone, or a name from three letters on; null is none of them (ORD-7). */
export function askedFor(text: string, store: StoreCode): Asked | null {
  const typed = text.trim();
  if (parseOrderBarcode(typed, store).kind === 'ownStore')
    return { kind: 'barcode', barcode: typed.toUpperCase() };
  const number = parseOrderNumber(typed);
  if (number) return { kind: 'number', ...number };
  if (/^\d{4}$/.test(typed)) return { kind: 'tail', tail: typed };
  const [first, ...others] = searchTokens(typed).toSorted((a, b) => b.length - a.length);
  return first !== undefined && isNameQuery(typed) ? { kind: 'name', starts: [first, ...others] } : null;
}
