import type { Caller } from '../../../../shared/contract/define.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { AuditAction } from '../../../../shared/privacy/auditActions.ts';
import type { AuditMore } from '../../call/auditTrail.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { countActs } from './audit.store.ts';

const HOUR_MS = 3_600_000;
/** Looking on, asking again after a change: still the same view. */
const LASTS_MS = 10 * 60_000;
/** Acts that show one person. */
const PERSONAL = ['person.view', 'photos.view'] as const;

export interface View
  extends Pick<AuditMore, 'subjectRef' | 'fields' | 'count' | 'reasonCode' | 'objectType'> {
  readonly action: Extract<AuditAction, 'person.view' | 'photos.view' | 'order.list' | 'order.search'>;
  /** What is seen; null for several. */
  readonly objectRef: string | null;
  /** Ids of what is seen, where each other set is another view. */
  readonly set?: readonly string[];
}

/** Writes down that someone sees personal data. */
export interface Views {
  /** As part of a command that shows it. */
  readonly note: (tx: Tx, view: View) => void;
  /** Before a query answers with it: what cannot be recorded is not shown. */
  readonly record: (caller: Caller, view: View) => void;
}

export type ViewsDeps = Pick<CoreDeps, 'transactAs' | 'clock'> & {
  readonly settings: (db: ReadableDb) => Settings;
};

/** More views than usual within an hour are an act of their own, once an hour (privacy specification, section 7). */
const flagUnusual = (tx: Tx, settings: Settings): void => {
  const { staffId } = tx.caller;
  if (staffId === null) return;
  const since = tx.now - HOUR_MS;
  const seen = countActs(tx.db, PERSONAL, since, staffId);
  if (seen <= settings.counter.viewsPerHour || countActs(tx.db, ['views.unusual'], since, staffId) > 0)
    return;
  tx.audit('views.unusual', staffId, { objectType: 'staff', count: seen });
  tx.emit('health-changed', {});
};

const keyOf = ({ staffId }: Caller, { action, objectRef, set = [] }: View): string =>
  [staffId, action, objectRef, ...set].join(' ');

/** Remembers who saw what lately, so that one view is one row however often a screen asks again. */
export const createViews = (deps: ViewsDeps): Views => {
  const seen = new Map<string, number>();
  const isKnown = (key: string, now: number): boolean => {
    for (const [old, at] of seen) if (now < at || now - at >= LASTS_MS) seen.delete(old);
    return seen.has(key);
  };
  const note: Views['note'] = (tx, view) => {
    const { action, objectRef, set: _set, ...more } = view;
    const key = keyOf(tx.caller, view);
    if (isKnown(key, tx.now)) return;
    tx.audit(action, objectRef, { objectType: 'order', ...more, purpose: 'order.fulfil' });
    if (objectRef !== null) flagUnusual(tx, deps.settings(tx.db));
    tx.afterCommit(() => void seen.set(key, tx.now));
  };
  return {
    note,
    record: (caller, view) => {
      if (!isKnown(keyOf(caller, view), deps.clock.now())) deps.transactAs(caller, (tx) => note(tx, view));
    },
  };
};

/** Persons who looked at more than usual within the last day. */
export const unusualViews = (db: ReadableDb, now: number): number =>
  countActs(db, ['views.unusual'], now - 24 * HOUR_MS);
