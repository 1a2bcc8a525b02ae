import { z } from '../domain/z.ts';
import { type Events, SIGNED_IN } from './define.ts';

export const syncEvents = {
  /** Something was put on its way to central, came back from it, or the line changed. */
  'sync-changed': { kind: 'event', roles: SIGNED_IN, payload: z.strictObject({}) },
} as const satisfies Events;
