import { z } from '../domain/z.ts';
import { RequestId } from '../domain/ids.ts';
import { type Contract, EVERYONE } from './define.ts';

/** What a window may write into the log: closed codes, never text. */
export const log = {
  'log:write': {
    kind: 'command',
    roles: EVERYONE,
    input: z.strictObject({
      requestId: RequestId,
      code: z.enum(['render-error', 'unhandled-rejection', 'csp-violation', 'slow-frame']),
      screen: z.enum(['setup', 'kiosk', 'counter']),
    }),
    output: z.object({}),
  },
} as const satisfies Contract;
