import type { Terminal } from '../terminals/terminal.ts';
import { isKnownEntity } from './decideOp.ts';
import type { AnsweredOp, Mention } from './opsStore.ts';
import type { WorkingSet } from './workingSet.ts';

/** Who follows an entity (sync specification 5.2). */
const scopesOf = (set: WorkingSet, terminal: Terminal, entity: string, id: string): readonly string[] => {
  const store = `store:${terminal.shopId}`;
  if (entity === 'subject') return [store, `rights:${terminal.shopId}`];
  if (entity === 'message' && terminal.role === 'kiosk') return [store, `kiosk:${terminal.terminalId}`];
  if (entity !== 'order') return [store];
  const kiosk = set.order(id)?.kiosk ?? (terminal.role === 'kiosk' ? terminal.terminalId : null);
  return kiosk === null ? [store] : [store, `kiosk:${kiosk}`];
};

/**
 * Every entity an op was about goes into the feed again, also after a refusal: a terminal skips what waits to be sent,
 * and is brought level by that row.
 */
export const mentionsOf = (
  set: WorkingSet,
  terminal: Terminal,
  ops: readonly Pick<AnsweredOp, 'op' | 'result'>[],
): readonly Mention[] => {
  const mentions = new Map<string, Mention>();
  for (const { op, result } of ops) {
    const { entity, entityId: id, shopId } = op.header;
    if (shopId !== terminal.shopId || !isKnownEntity(entity, id)) continue;
    for (const scope of scopesOf(set, terminal, entity, id))
      mentions.set(`${scope} ${entity} ${id}`, { scope, entity, id, version: result.version ?? 1 });
  }
  return [...mentions.values()];
};
