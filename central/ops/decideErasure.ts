import type { OpBody } from '../../shared/sync/opBodies.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Decision, type KnownOp, refused } from './decision.ts';
import type { WorkingSet } from './workingSet.ts';

/**
 * An erasure that a manager ordered, or a terminal's word that it has carried one out. A terminal whose store has
 * nothing of the person says so too; its word is not needed.
 */
export const decideErasure = (set: WorkingSet, terminal: Terminal, { op, key, body }: KnownOp): Decision => {
  const cmdId = op.header.entityId;
  const version = set.erasure(cmdId) ?? null;
  if (key === 'erasure.ordered@1') {
    const erase = body as OpBody<'erasure.ordered@1'>;
    if (terminal.role === 'kiosk') return refused('role', version);
    if (erase.cmdId !== cmdId) return refused('entity_mismatch', version);
    if (version !== null) return { status: 'already', code: null, version };
    return { status: 'applied', code: null, version: 1, erase };
  }
  const ack = body as OpBody<'erasure.acknowledged@1'>;
  if (ack.cmdId !== cmdId) return refused('entity_mismatch', version);
  if (version === null) return { status: 'already', code: null, version };
  set.acknowledge({ body: ack, version: version + 1 });
  return { status: 'applied', code: null, version: version + 1 };
};
