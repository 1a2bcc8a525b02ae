/** Hosts under which main serves the app's own pages. */
export const PAGE_HOSTS = ['lete', 'lete-next'] as const;

/**
 * The other host. To Chromium another host is another site: a page that goes there gets a new process, and the old
 * one ends with all that it held in memory (KIO-3).
 */
export const otherHost = (host: string): string => PAGE_HOSTS[host === PAGE_HOSTS[0] ? 1 : 0];
