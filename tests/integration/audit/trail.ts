import { type Verdict, verifyAudit } from '../../../electron/core/features/audit/verify.ts';
import { readWitnesses } from '../../../electron/core/features/audit/witnesses.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { OrderId } from '../../../shared/domain/ids.ts';
import type { OrderCore } from '../harness/orders.ts';

export const verdictOf = async ({ folder, deps }: OrderCore): Promise<Verdict | null> =>
  verifyAudit(deps.read, deps.signer, await readWitnesses(folder, deps.signer, deps.read));

/** What a check of the whole trail comes to, against the note outside the database: of several breaks the first. */
export const verified = async (core: OrderCore) => {
  const verdict = await verdictOf(core);
  if (verdict?.kind !== 'broken') return verdict;
  const { found: _found, ...first } = verdict;
  return first;
};

/** Leaves so many rows in the trail, one act each. */
export const actTimes = ({ deps }: OrderCore, times: number): void => {
  for (let n = 0; n < times; n += 1)
    deps.transact((tx) => tx.audit('order.remind', OrderId.parse(tx.ids.ulid())));
};

export const countRows = ({ deps }: OrderCore): number =>
  deps.read.get<{ n: number }>(sql`SELECT count(*) AS n FROM audit`)?.n ?? 0;

/** As someone would who has the file and its key: the triggers do not hold them. */
export const tamper = ({ database }: OrderCore, script: string): void =>
  void database.writer.exec(`DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete;
    DROP TRIGGER IF EXISTS audit_no_replace; DROP TRIGGER IF EXISTS audit_checkpoint_no_update;
    PRAGMA ignore_check_constraints = ON; ${script}`);
