import { z } from 'zod';
import { addDays, type ShopDay } from './time.ts';

const days = (preset: number, max = 3650) => z.int().min(0).max(max).default(preset);

/** How many days customers' data is kept. The defaults are those of the privacy specification. */
export const RetentionSettings = z.strictObject({
  photosAfterPickUp: days(30),
  /** Uncollected: counted from the day of the order; the order ends with it. */
  photosUncollected: days(90),
  reminderAfter: days(60),
  contactAfterPickUp: days(90),
  addressAfterDelivery: days(30),
});
export type RetentionSettings = z.infer<typeof RetentionSettings>;

export const RETENTION_DEFAULTS: RetentionSettings = RetentionSettings.parse({});

/** Riga days of one order; `ended` is the day it was picked up or cancelled. */
export interface OrderDays {
  readonly placed: ShopDay;
  readonly ended: ShopDay | null;
}

/** The day the photos and their key are deleted. */
export function photosKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay {
  return order.ended
    ? addDays(order.ended, settings.photosAfterPickUp)
    : addDays(order.placed, settings.photosUncollected);
}

/** The day name, e-mail and phone are deleted. An order nobody collects ends with the keeping of its photos. */
export function contactKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay {
  const ended = order.ended ?? addDays(order.placed, settings.photosUncollected);
  return addDays(ended, settings.contactAfterPickUp);
}

/** The day the delivery address is deleted; null while the order is not delivered. */
export function addressKeptUntil(order: OrderDays, settings: RetentionSettings): ShopDay | null {
  return order.ended ? addDays(order.ended, settings.addressAfterDelivery) : null;
}

/** The day an uncollected order is reminded of; null once it has ended. */
export function reminderDue(order: OrderDays, settings: RetentionSettings): ShopDay | null {
  return order.ended ? null : addDays(order.placed, settings.reminderAfter);
}

/** Data kept until a day is deleted on that day. */
export function isKeepingOver(keptUntil: ShopDay, today: ShopDay): boolean {
  return today >= keptUntil;
}
