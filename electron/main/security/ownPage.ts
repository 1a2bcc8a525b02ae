import { PAGE_HOSTS } from '../../../shared/contract/pageHosts.ts';

export const SCHEME = 'app';

/** True for a page of our own scheme and hosts. Node gives custom schemes the origin `null`, so both parts are compared. */
export const isOwnPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === `${SCHEME}:` && PAGE_HOSTS.some((host) => host === url.host);
};

/** Where a page of ours is first loaded from. */
export const addressOf = (page: string): string => `${SCHEME}://${PAGE_HOSTS[0]}/${page}`;
