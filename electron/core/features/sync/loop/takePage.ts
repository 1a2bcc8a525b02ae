import type { OrderDocument } from '../../../../../shared/sync/orderDocument.ts';
import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { describeError, type Log } from '../../../log/log.ts';
import { type ApplyRelayed, layOver } from '../hub/serve/acceptOps.ts';
import { mention } from '../hub/serve/store/feed.store.ts';
import { noteKnown, noteLaidOver } from '../hub/serve/store/relay.store.ts';
import type { DocumentOf } from '../hub/serve/readFeed.ts';
import { confirm, isProvisional, opsUponProvisional } from '../hub/use/provisional.store.ts';
import { hasPending, isOwnOp } from '../outbox/outbox.store.ts';
import { dropFeedLetter, type FeedLetterCode, NotTakenOver, putFeedLetter } from './letters.store.ts';
import { putPlace, takeVersion } from './place.store.ts';
import type { Item, ReadItem, SyncStore } from './port.ts';

export interface TakePageDeps {
  readonly appVersion: string;
  readonly log: Pick<Log, 'error'>;
  /** Takes one item over into the tables of the features; throws where it does not fit. */
  readonly takeOver: (tx: Tx, item: ReadItem) => void;
  readonly applyRelayed: ApplyRelayed;
  readonly documentOf: DocumentOf;
}

const opIdsOf = ({ state }: ReadItem): readonly string[] =>
  state !== null && 'history' in state ? state.history.map(({ opId }) => opId) : [];

/**
 * Whether central has all of an order that the first own change that waits upon it was made after. Only then that change may
 * go: central would refuse it upon less, for good. What is gone has been decided: nothing of it will come.
 */
const hasItsBase = ({ documentOf }: TakePageDeps, tx: Tx, { entity, id, state }: Item): boolean => {
  if (state === undefined || state === null || !('history' in state)) return true;
  const here = documentOf(tx.db, id as OrderDocument['orderId'])?.history ?? [];
  const waiting = new Set(opsUponProvisional(tx.db, entity, id));
  const first = here.findIndex(({ opId }) => waiting.has(opId));
  const named = new Set(state.history.map(({ opId }) => opId));
  const before = first < 0 ? here : here.slice(0, first);
  return before.every(({ opId }) => named.has(opId) || isOwnOp(tx.db, opId));
};

/**
 * What central says holds, with what came by here as hub and is not in it laid over: a step that a terminal made is not
 * taken back for the moments until central has it.
 */
const takeOverAll = (deps: TakePageDeps, tx: Tx, item: ReadItem): void => {
  const { entity, id } = item;
  deps.takeOver(tx, item);
  takeVersion(tx.db, item);
  dropFeedLetter(tx.db, item);
  confirm(tx.db, entity, id);
  noteKnown(tx.db, opIdsOf(item), tx.now);
  if (layOver(deps, tx, entity, id)) noteLaidOver(tx.db, entity, id);
  mention(tx.db, entity, id);
};

/** Takes one item over with its version, or leaves nothing of it and notes that: its base stays what is here (I6, I10). */
const takeItem = (deps: TakePageDeps, tx: Tx, item: Item): void => {
  const { appVersion, log } = deps;
  const note = (code: FeedLetterCode): void => {
    putFeedLetter(tx.db, item, { code, at: tx.now, appVersion });
    tx.emit('sync-changed', {});
    tx.emit('health-changed', {});
  };
  if (item.state === undefined) return note('unread');
  tx.db.run(sql`SAVEPOINT feed_item`);
  try {
    takeOverAll(deps, tx, item);
  } catch (error) {
    tx.db.run(sql`ROLLBACK TO feed_item`);
    log.error('take-over-failed', describeError(error));
    note(error instanceof NotTakenOver ? error.code : 'failed');
  }
  tx.db.run(sql`RELEASE feed_item`);
};

/**
 * Takes items over one by one, but for entities that wait to be sent, and the place behind them if there is one. What waits
 * upon what the hub said may go once central has what it builds on; the answer brings the entity again.
 */
export const takePage = (
  deps: TakePageDeps,
  tx: Tx,
  { scope, incarnation, place }: Parameters<SyncStore['takePage']>[0],
  items: readonly Item[],
): void => {
  for (const item of items) {
    const { entity, id } = item;
    if (!hasPending(tx.db, entity, id)) takeItem(deps, tx, item);
    else if (isProvisional(tx.db, entity, id) && hasItsBase(deps, tx, item)) confirm(tx.db, entity, id);
  }
  if (place !== null) putPlace(tx.db, scope, incarnation, place);
};
