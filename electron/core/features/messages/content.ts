import { z } from '../../../../shared/domain/z.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { statusUrlOf } from '../../../../shared/domain/links.ts';
import { describeExceptions, describeWeek } from '../../../../shared/domain/openingHours.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import { photosKeptUntil } from '../../../../shared/domain/retention.ts';
import { formatDate, formatDay, type ShopDay, shopDayOf } from '../../../../shared/domain/time.ts';
import { MessageTemplate } from '../../../../shared/privacy/messages/templates.ts';
import { type MessageValues, writeMessage } from '../../../../shared/privacy/messages/texts.ts';
import { WrittenLetter } from '../../../../shared/privacy/requestLetters.ts';
import { MessageToSend } from '../../../../shared/sync/messageDocument.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { openBox, sealBox } from '../../keys/secretBox.ts';
import { findNotice } from '../notices/index.ts';
import type { MessagesDeps } from './messages.deps.ts';
import { type MessageRecord, subjectOf } from './messages.store.ts';

/** What central gets of a message, and nothing more (D5, NOT-4). It looks the address up itself. */
export const OutgoingMessage = MessageToSend.extend({ messageId: z.string().length(26) });
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

export const sealLetter = (key: Uint8Array, messageId: string, letter: WrittenLetter): Uint8Array =>
  sealBox(new TextEncoder().encode(JSON.stringify(letter)), key, messageId);

const openLetter = (key: Uint8Array, { messageId, letter }: MessageRecord): WrittenLetter => {
  const plain = openBox(letter, key, messageId);
  if (plain === undefined) throw new Error('a letter does not open');
  return WrittenLetter.parse(JSON.parse(new TextDecoder().decode(plain)));
};

interface OrderRow {
  readonly letter: string;
  readonly n: number;
  readonly day: ShopDay;
  readonly status_token: string;
}

const orderValues = (db: ReadableDb, { store, retention }: Settings, m: MessageRecord): MessageValues => {
  const order = db.get<OrderRow>(
    sql`SELECT letter, n, day, status_token FROM orders WHERE order_id = ${m.orderId}`,
  );
  if (!order) return {};
  return {
    number: formatOrderNumber(order),
    link: statusUrlOf(store.statusUrl, order.status_token),
    date: formatDay(photosKeptUntil({ placed: order.day, ended: null }, retention), m.locale),
  };
};

const noticeValues = (db: ReadableDb, m: MessageRecord): MessageValues => {
  const notice = findNotice(db, m.noticeId ?? '', m.noticeVersion ?? '');
  if (!notice) return {};
  return { link: notice.siteUrl ?? '', date: formatDate(notice.effectiveAt ?? 0, m.locale) };
};

const hoursOf = ({ store: { openingHours } }: Settings, m: MessageRecord, now: number): string => {
  const holidays = describeExceptions(openingHours, shopDayOf(now), m.locale);
  const week = describeWeek(openingHours, m.locale);
  return (m.template === 'marketing.hours' && holidays.length > 0 ? holidays : week).join('; ');
};

const textOf = (deps: MessagesDeps, db: ReadableDb, m: MessageRecord, now: number): WrittenLetter => {
  const template = MessageTemplate.parse(m.template);
  if (template === 'request.letter' || template === 'request.code') return openLetter(deps.letterKey, m);
  const settings = deps.settings(db);
  const { name, address } = settings.store;
  return writeMessage(template, m.locale, {
    store: [name, address].filter((part) => part !== '').join(', '),
    hours: hoursOf(settings, m, now),
    ...(m.orderId === null ? {} : orderValues(db, settings, m)),
    ...(m.noticeId === null ? {} : noticeValues(db, m)),
    ...(template.startsWith('marketing.') ? { withdraw: deps.withdrawal(db, m.personId) } : {}),
  });
};

/** A message as it leaves, written in the person's language. */
export const outgoing = (
  deps: MessagesDeps,
  db: ReadableDb,
  m: MessageRecord,
  now: number,
): OutgoingMessage =>
  OutgoingMessage.parse({
    messageId: m.messageId,
    template: m.template,
    channel: m.channel,
    locale: m.locale,
    subjectRef: subjectOf(db, m.personId),
    orderId: m.orderId,
    notice: m.noticeId === null ? null : { id: m.noticeId, version: m.noticeVersion },
    queuedAt: m.queuedAt,
    expiresAt: m.expiresAt,
    ...textOf(deps, db, m, now),
  });
