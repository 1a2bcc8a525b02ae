import { parseOrderBarcode, parseOrderNumber } from '../../../../../shared/domain/orderNumber.ts';
import { isNameQuery, searchTokens } from '../../../../../shared/domain/searchFold.ts';
import { StoreCode } from '../../../../../shared/domain/ids.ts';
import type { Sql } from '../../../db/sql.ts';
import { byBarcode, byName, byNumber, byPhoneTail } from '../store/search.store.ts';

/**
 * What a typed text asks for: barcode, number (`K-27`), the last four digits of a phone, or from three letters on the
 * beginnings of a name's words. Null when it is none of these (ORD-7).
 */
export const textQuery = (text: string, store: string): Sql | null => {
  const typed = text.trim();
  if (parseOrderBarcode(typed, StoreCode.parse(store)).kind === 'ownStore')
    return byBarcode(typed.toUpperCase());
  const number = parseOrderNumber(typed);
  if (number) return byNumber(number.letter, number.n);
  if (/^\d{4}$/.test(typed)) return byPhoneTail(typed);
  const [first, ...others] = searchTokens(typed).toSorted((a, b) => b.length - a.length);
  return first !== undefined && isNameQuery(typed) ? byName([first, ...others]) : null;
};
