import { z } from '../../../../shared/domain/z.ts';
import { StaffId, ulid } from '../../../../shared/domain/ids.ts';
import { RESTORE_REASONS } from '../../../../shared/privacy/auditActions.ts';

/** What a manager's choice leaves for the start after it, in the plan beside the database. */
export const Chosen = z.strictObject({
  by: StaffId,
  reason: z.enum(RESTORE_REASONS),
  orders: z.int(),
  comeBack: z.boolean(),
});
export type Chosen = z.infer<typeof Chosen>;

/** A backup as the audit trail names it: the ULID of the instant when it was made, and nothing else. */
export const refOf = (at: number): string => ulid(at, new Uint8Array(10));
