import type { CoreDeps } from '../../../call/deps.ts';
import type { RetentionWork } from '../../../call/retentionWork.ts';
import { sql } from '../../../db/sql.ts';
import { pruneAudit } from '../../audit/index.ts';
import { countOf } from './batches.ts';

export type AuditDeps = Pick<CoreDeps, 'signer'>;

/** The beginning of the audit chain, behind a signed checkpoint; its last row always stays. */
export const auditWork = ({ signer }: AuditDeps): RetentionWork => ({
  due: ({ read, before }) =>
    countOf(
      read,
      sql`SELECT seq FROM audit WHERE recorded_at < ${before('auditYears')}
        AND seq < (SELECT max(seq) FROM audit)`,
    ),
  run: ({ transact, before }) => transact((tx) => pruneAudit(tx, signer, before('auditYears'))),
});
