import type { Namespace } from './resources.ts';

/** Apart from the texts themselves, which a window need not all load. */
export const namespaces = [
  'common',
  'errors',
  'kiosk',
  'counter',
  'privacy',
  'setup',
  'reports',
  'settings',
  'sync',
] as const satisfies readonly Namespace[];
