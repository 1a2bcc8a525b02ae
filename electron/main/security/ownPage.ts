export const SCHEME = 'app';
export const HOST = 'lete';

/** True for a page of our own scheme and host. Node gives custom schemes the origin `null`, so both parts are compared. */
export const isOwnPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
};
