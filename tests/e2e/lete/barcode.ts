import { orderBarcode, parseOrderNumber } from '../../../shared/domain/orderNumber.ts';
import { StoreCode } from '../../../shared/domain/ids.ts';
import { shopDayOf } from '../../../shared/domain/time.ts';

/** The barcode on the ticket of an order of today, as a scanner reads it. */
export function barcodeOf(number: string): string {
  const parsed = parseOrderNumber(number);
  if (parsed === null) throw new Error(`${number} is no order number.`);
  return orderBarcode({ store: StoreCode.parse('01'), day: shopDayOf(Date.now()), ...parsed });
}
