import { OpHeader } from '../../shared/sync/op.ts';
import { OP_BODIES } from '../../shared/sync/opBodies.ts';
import { refsOf } from '../../shared/sync/rules/chain.ts';
import type { Central } from '../app/central.ts';
import { eraseNow } from '../erasure/eraseNow.ts';
import type { OrderPlace } from '../files/fileRows.ts';
import { contactHash } from '../mail/suppression.ts';
import { lockTerminal } from '../terminals/terminals.store.ts';
import { keepsBody } from './applyBatch.ts';
import { decideOp } from './decideOp.ts';
import { answerDeferred, type DeferredOp, deferredOps } from './deferred.store.ts';
import { mentionsOf } from './mentions.ts';
import type { ReadOp } from './readOps.ts';
import { erasedRefs, loadFor } from './readOps.store.ts';
import { createWorkingSet } from './workingSet.ts';
import { writeEffects } from './writeOps.store.ts';

const opOf = ({ header, hash, sig, salt, body }: DeferredOp): ReadOp => ({
  wire: { header, sig, salt, body },
  header: OpHeader.parse(JSON.parse(header)),
  hash,
});

const applyOne = async (
  { db, keys, ledger, life, afterErasure, now }: Central,
  row: DeferredOp,
): Promise<void> => {
  const at = now();
  const { shopId } = row;
  let fed = 0;
  let erased: readonly OrderPlace[] = [];
  await db.transaction({ role: 'api', shops: [shopId], erasures: 'alone' }, async (sql) => {
    const terminal = await lockTerminal(sql, row.terminalId);
    if (terminal === undefined) return;
    const op = opOf(row);
    const loaded = await loadFor(sql, terminal, [op]);
    // Its own earlier answer is what is replaced.
    const set = createWorkingSet({ ...loaded, results: new Map() });
    const decision = decideOp(set, terminal, await erasedRefs(sql, refsOf(op)), op);
    const { seq, opId } = op.header;
    const { status, code, version, erase } = decision;
    const answered = { op, result: { seq, opId, status, code, version } };
    fed = await writeEffects(
      sql,
      { terminal, mentions: mentionsOf(set, terminal, [answered]), ...set.changes() },
      at,
    );
    await sql.query('SET LOCAL ROLE lete_erase');
    await answerDeferred(sql, row, decision, keepsBody(op, decision));
    await sql.query('SET LOCAL ROLE lete_api');
    if (erase !== undefined)
      erased = await eraseNow(sql, ledger, { shopId, order: erase, now: at, hashOf: contactHash(keys) });
  });
  life.mark(fed, ledger.head().seq);
  if (erased.length > 0) await afterErasure.run(erased);
};

/**
 * After an update: ops of types that this central has learned since are decided now, in the order they came, upon what
 * their entities are by now. Terminals ask again what became of them. Answers how many.
 */
export const applyDeferred = async (central: Central): Promise<number> => {
  const rows = await central.db.transaction({ role: 'erase' }, deferredOps);
  const known = rows.filter(({ key }) => Object.hasOwn(OP_BODIES, key));
  for (const row of known) await applyOne(central, row);
  return known.length;
};
