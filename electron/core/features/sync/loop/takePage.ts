import type { Tx } from '../../../call/context.ts';
import { sql } from '../../../db/sql.ts';
import { describeError, type Log } from '../../../log/log.ts';
import { type ApplyRelayed, layOver } from '../hub/serve/acceptOps.ts';
import { mention } from '../hub/serve/store/feed.store.ts';
import { noteKnown, noteLaidOver } from '../hub/serve/store/relay.store.ts';
import { confirm } from '../hub/use/provisional.store.ts';
import { hasPending } from '../outbox/outbox.store.ts';
import { dropFeedLetter, type FeedLetterCode, NotTakenOver, putFeedLetter } from './letters.store.ts';
import { putPlace, takeVersion } from './place.store.ts';
import type { Item, ReadItem, SyncStore } from './port.ts';

export interface TakePageDeps {
  readonly appVersion: string;
  readonly log: Pick<Log, 'error'>;
  /** Takes one item over into the tables of the features; throws where it does not fit. */
  readonly takeOver: (tx: Tx, item: ReadItem) => void;
  readonly applyRelayed: ApplyRelayed;
}

const opIdsOf = ({ state }: ReadItem): readonly string[] =>
  state !== null && 'history' in state ? state.history.map(({ opId }) => opId) : [];

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
 * upon what the hub said may go once central names it; the answer brings the entity again.
 */
export const takePage = (
  deps: TakePageDeps,
  tx: Tx,
  { scope, incarnation, place }: Parameters<SyncStore['takePage']>[0],
  items: readonly Item[],
): void => {
  for (const item of items) {
    if (hasPending(tx.db, item.entity, item.id)) confirm(tx.db, item.entity, item.id);
    else takeItem(deps, tx, item);
  }
  if (place !== null) putPlace(tx.db, scope, incarnation, place);
};
