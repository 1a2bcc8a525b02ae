import { z } from '../domain/z.ts';
import { OrderId, RequestId } from '../domain/ids.ts';
import { RETENTION_RULE_IDS } from '../privacy/retentionRules.ts';
import { type Contract, MANAGER, SIGNED_IN } from './define.ts';

const Rule = z.enum(RETENTION_RULE_IDS);
const AtMs = z.int().min(0);

/** The deleting by rule, and by hand after the hand-over (privacy specification 4.5). */
export const retention = {
  /** The photos of a handed-over order go at once; TRANSITION_REFUSED before, or while it can be taken back. */
  'orders:deleteFiles': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId, orderId: OrderId }),
    output: z.object({}),
  },
  /** What the next pass would delete: how many things by which rule. Nothing is changed. */
  'retention:dryRun': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({
      at: AtMs,
      nextPassAt: AtMs,
      rules: z.array(z.object({ rule: Rule, due: z.int().min(0) })).max(40),
    }),
  },
  /** When each rule was last carried out, and what it deleted then. */
  'retention:state': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({
      level: z.enum(['ok', 'warning', 'critical']),
      lastPassAt: AtMs.nullable(),
      rules: z.array(z.object({ rule: Rule, doneAt: AtMs, count: z.int().min(0) })).max(40),
    }),
  },
} as const satisfies Contract;
