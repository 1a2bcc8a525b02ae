import { z } from '../domain/z.ts';
import { PrivacyRequestId, RequestId } from '../domain/ids.ts';
import { HAND_OVER_WAYS } from '../privacy/auditActions.ts';
import { type Contract, MANAGER, SIGNED_IN } from './define.ts';

export const access = {
  /** Whether the package of a request is there. Times in UTC ms. */
  'access:state': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({ privacyRequestId: PrivacyRequestId }),
    output: z.object({
      state: z.enum(['building', 'ready', 'collected', 'gone']),
      madeAt: z.int(),
      expiresAt: z.int(),
      collectedAt: z.int().nullable(),
    }),
  },
  /** The code that opens it; goes to the person by another way than the package: staff hand it over sealed. Recorded. */
  'access:code': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ privacyRequestId: PrivacyRequestId }),
    output: z.object({ code: z.string().max(40) }),
  },
  /**
   * The one time it is handed out, and on what: answers the file's name in the exports folder; it is removed an hour
   * later.
   */
  'access:collect': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({
      requestId: RequestId,
      privacyRequestId: PrivacyRequestId,
      way: z.enum(HAND_OVER_WAYS),
    }),
    output: z.object({ file: z.string().max(120) }),
  },
} as const satisfies Contract;
