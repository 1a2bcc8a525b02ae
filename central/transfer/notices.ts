import { randomBytes } from 'node:crypto';
import type { ConsentChannel } from '../../shared/domain/consent.ts';
import { ulid } from '../../shared/domain/ids.ts';
import { formatDay } from '../../shared/domain/time.ts';
import { writeMessage } from '../../shared/privacy/messages/texts.ts';
import { Ulid } from '../../shared/sync/primitives.ts';
import type { Sql } from '../db/database.ts';
import { insertMessages } from '../mail/messages.store.ts';
import { newestOf } from './contents.ts';
import { type Chosen, peopleOf, type TransferredPerson } from './people.store.ts';
import type { TransferOrder } from './transferOrder.ts';

interface Reached {
  readonly channel: ConsentChannel;
  readonly contact: string;
}

/** By e-mail, else by SMS; null for somebody without either. */
const reached = (one: TransferredPerson): Reached | null => {
  const { email = null, phone = null } = newestOf(one)?.person ?? {};
  if (email !== null) return { channel: 'email', contact: email.toLowerCase() };
  return phone === null ? null : { channel: 'sms', contact: phone };
};

const noticeOf = (
  order: TransferOrder,
  transferId: string,
  one: TransferredPerson,
  channel: ConsentChannel,
  now: number,
) => {
  const locale = newestOf(one)?.locale ?? 'lv';
  const message = {
    template: 'transfer.notice',
    channel,
    locale,
    subjectRef: one.ref as never,
    orderId: null,
    notice: { id: 'transfer', version: transferId },
    queuedAt: now,
    expiresAt: null,
    ...writeMessage('transfer.notice', locale, {
      store: order.controller,
      recipient: order.recipient,
      registration: order.registration,
      date: formatDay(order.effectiveDay, locale),
      contact: order.contact,
    }),
  } as const;
  return { messageId: Ulid.parse(ulid(now, randomBytes(10))), kiosk: null, message };
};

/**
 * Queues the personal notice to everybody who was handed over, once for each contact (policy P26, P37). Answers how many
 * have none: somebody has to write to them.
 */
export const queueNotices = async (
  sql: Sql,
  { refs }: Chosen,
  {
    order,
    transferId,
    now,
  }: { readonly order: TransferOrder; readonly transferId: string; readonly now: number },
): Promise<number> => {
  const told = new Set<string>();
  let untold = 0;
  for await (const one of peopleOf(sql, refs)) {
    const to = reached(one);
    const shopId = newestOf(one)?.store;
    if (to === null || shopId === undefined) untold += 1;
    else if (!told.has(to.contact)) {
      told.add(to.contact);
      await insertMessages(sql, { shopId }, [noticeOf(order, transferId, one, to.channel, now)], now);
    }
  }
  return untold;
};
