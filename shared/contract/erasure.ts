import { z } from '../domain/z.ts';
import { LOCALES } from '../domain/i18n.ts';
import { PrivacyRequestId, RequestId } from '../domain/ids.ts';
import { type Contract, type Events, MANAGER } from './define.ts';

/** How far an erasure has come. `retrying` is shown as not done. */
export const ErasureState = z.object({
  state: z.enum(['none', 'running', 'retrying', 'proved']),
  /** Steps done, of so many. */
  done: z.int().min(0),
  of: z.int().min(1),
  /** Code of the step that comes next; null when all are done, or there is no erasure. */
  step: z.string().max(20).nullable(),
  /** Code of what was in the way the last time. */
  reason: z.string().max(40).nullable(),
  tries: z.int().min(0),
  rows: z.int().min(0),
  files: z.int().min(0),
  keys: z.int().min(0),
  certificateId: z.string().max(26).nullable(),
});

const input = z.strictObject({ privacyRequestId: PrivacyRequestId });

export const erasure = {
  'erasure:state': { kind: 'query', roles: MANAGER, input, output: ErasureState },
  /** The signed text itself: it verifies only as it is. */
  'erasure:certificate': {
    kind: 'query',
    roles: MANAGER,
    input,
    output: z.object({ certificateId: z.string().max(26), text: z.string().max(200_000) }),
  },
  /** Puts the certificate into the exports folder. */
  'erasure:saveCertificate': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      privacyRequestId: PrivacyRequestId,
      format: z.enum(['json', 'pdf']),
      locale: z.enum(LOCALES),
    }),
    output: z.object({ file: z.string().max(120) }),
  },
} as const satisfies Contract;

export const erasureEvents = {
  'erasure-changed': {
    kind: 'event',
    roles: MANAGER,
    payload: z.strictObject({ requestId: z.string().max(26) }),
  },
} as const satisfies Events;
