import type { WireOp } from '../../../../../shared/sync/op.ts';
import type { Tx } from '../../../call/context.ts';
import type { CoreDeps } from '../../../call/deps.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import { hashBefore, type PendingOp, storeSeal, wireOf } from './outbox.store.ts';
import { seal } from './seal.policy.ts';

/** Ops as they travel, sealed here where they were not: what goes out later is what lies here, byte for byte. */
export const sealOps = (
  tx: Tx,
  { epoch, epochHash, terminalId, shopId }: SyncTerminal,
  ops: readonly PendingOp[],
  signer: CoreDeps['signer'],
): WireOp[] => {
  // Null where what came before is pruned: then the first was sealed long ago.
  let prev = hashBefore(tx.db, epoch, ops[0]?.seq ?? 1, epochHash);
  const sealed = ops.map((op) => {
    if (op.header !== null) {
      prev = op.opHash;
      return wireOf(op);
    }
    if (prev === null) throw new Error('the chain has a gap');
    const made = seal(op, prev, { terminalId, shopId, epoch, signer });
    storeSeal(tx.db, epoch, op.seq, made);
    prev = made.opHash;
    return wireOf({ ...op, ...made });
  });
  return sealed.filter((op) => op !== null);
};
