import type { LogEntry } from '../entry.ts';
import { AUDIT, NOBODY } from './traits.ts';

/** Every field a line of the application log may have. A new one is declared here before it compiles in a log call. */
export const LOG_FIELDS = [
  'time',
  'level',
  'event',
  'ref',
  'call',
  'ms',
  'issues',
  'screen',
  'what',
  'exitStatus',
  'failure',
  'restored',
  'error',
  'errorCode',
  'at',
  'orderId',
  'rule',
  'year',
  'how',
  'seq',
  'lines',
  'express',
] as const;
export type LogField = (typeof LOG_FIELDS)[number];

/** Where codes are written, and what they may say. The audit trail is a table and declared by its columns. */
export const logSinks = [
  {
    ...AUDIT,
    store: 'log',
    at: 'log.application',
    fields: LOG_FIELDS,
    retention: 'log',
    hold: null,
    erase: 'cut-link',
    access: 'never:security',
    sync: 'none',
  },
  // Standard output of the processes is not kept: the packaged app has no console.
  { ...NOBODY, store: 'log', at: 'log.stdout', fields: [] },
] as const satisfies readonly LogEntry[];
