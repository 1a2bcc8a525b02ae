import type { Collection } from '../../../../../shared/contract/orders.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { type OrderStatus, type TransitionFacts } from '../../../../../shared/domain/orderStatus.ts';
import { reminderDue } from '../../../../../shared/domain/retention.ts';
import { addDays, type ShopDay, type TimeMs } from '../../../../../shared/domain/time.ts';

/** Prints that lie in the store and wait for their customer. */
export const COLLECTABLE: readonly OrderStatus[] = ['ready', 'notified', 'uncollected'];

export interface WaitingOrder {
  readonly placed: ShopDay;
  /** The first day it could be collected: promised, and ready. */
  readonly since: ShopDay;
  /** Whether there is a phone or an e-mail address. */
  readonly reachable: boolean;
  readonly remindedAt: TimeMs | null;
}

type Rules = Pick<Settings, 'times' | 'retention'>;

const later = (one: ShopDay, other: ShopDay): ShopDay => (one > other ? one : other);

/** The day from which the store's rule calls it uncollected, whoever was reminded. */
const daysOverOn = ({ since }: WaitingOrder, { times }: Rules): ShopDay =>
  addDays(since, times.uncollectedAfterDays);

/** Since when an order waits, when its customer is to be reminded, and when it counts as uncollected (PUP-4). */
export function collectionOf(order: WaitingOrder, rules: Rules, today: ShopDay): Collection {
  const { placed, since, reachable, remindedAt } = order;
  const over = daysOverOn(order, rules);
  if (!reachable)
    return { since, reminder: 'nobody', reminderOn: null, remindedAt: null, uncollectedOn: over };
  const reminderOn = later(reminderDue({ placed, ended: null }, rules.retention) ?? since, since);
  if (remindedAt !== null) return { since, reminder: 'done', reminderOn, remindedAt, uncollectedOn: over };
  const reminder = today >= reminderOn ? 'due' : 'later';
  return { since, reminder, reminderOn, remindedAt, uncollectedOn: later(over, reminderOn) };
}

/** What the calendar says to the table of transitions. */
export const calendarFacts = (order: WaitingOrder, rules: Rules, today: ShopDay): TransitionFacts => ({
  collectionDaysOver: today >= daysOverOn(order, rules),
  reminded: order.remindedAt !== null || !order.reachable,
});
