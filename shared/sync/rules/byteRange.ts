/** First and last byte, both included, counted from 0. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

const ONE_RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/;

/**
 * Which bytes a `Range` header asks for (RFC 9110, one range): all without a header or where it says nothing we
 * know, null where it asks for none that there are.
 */
export const byteRangeOf = (header: string | undefined, size: number): ByteRange | null => {
  const all = { from: 0, to: size - 1 };
  const [, first = '', last = ''] = ONE_RANGE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return all;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? null : { from, to };
};
