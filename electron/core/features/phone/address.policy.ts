/** One address of this machine, as the system lists them. */
export interface OwnAddress {
  readonly address: string;
  readonly family: string;
  readonly internal: boolean;
}

/** Ranges of RFC 1918: what a shop's router hands out. */
const SHOP_RANGES = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/**
 * The address that phones, and the store's terminals, reach this one by. The one that was set must be ours; found by itself is only one of a
 * private range, so that a terminal with a public address serves nothing to the internet. Null: there is none.
 */
export const addressInShop = (own: readonly OwnAddress[], set: string): string | null => {
  const v4 = own.filter(({ family }) => family === 'IPv4');
  if (set !== '') return v4.some(({ address }) => address === set) ? set : null;
  return v4.find(({ internal, address }) => !internal && SHOP_RANGES.test(address))?.address ?? null;
};
