import { OrderTemplate } from '../../../../shared/privacy/messages/templates.ts';
import type { MessageStanding } from '../../../../shared/sync/messageDocument.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import { sql } from '../../db/sql.ts';
import { noteBounced, noteSent } from './handOver.ts';
import type { MessagesDeps } from './messages.deps.ts';
import { findMessage, insertMessage, setState } from './messages.store.ts';
import { cancelMessage, tellWindows } from './queueMessage.ts';

/** What another terminal of the store queued for an order that is here too: whoever is at the counter has to know. */
const mirror = (
  tx: Tx,
  { messageId, template, channel, locale, orderId, queuedAt }: MessageStanding,
): boolean => {
  if (orderId === null || !OrderTemplate.safeParse(template).success) return false;
  const personId = tx.db.get<{ id: PersonId | null }>(
    sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`,
  )?.id;
  if (!personId) return false;
  const about = { orderId, requestId: null, noticeId: null, noticeVersion: null };
  const letter = new Uint8Array();
  const cause = `elsewhere:${messageId}`;
  insertMessage(tx.db, {
    messageId,
    cause,
    template,
    personId,
    ...about,
    channel,
    locale,
    letter,
    expiresAt: null,
    queuedAt,
  });
  setState(tx.db, messageId, { state: 'handed', now: tx.now });
  return true;
};

/** What became of it. Only the terminal that queued it goes on with the order; the others take that over of the order. */
const follow = (
  deps: MessagesDeps,
  tx: Tx,
  { messageId, state, reason }: MessageStanding,
  own: boolean,
): void => {
  if (state === 'sent' && own) noteSent(deps, tx, messageId);
  else if (state === 'sent') setState(tx.db, messageId, { state, now: tx.now });
  if (state === 'bounced' || state === 'uncertain')
    noteBounced(deps, tx, messageId, { uncertain: state === 'uncertain' });
  if (state === 'cancelled') cancelMessage(tx, messageId, reason ?? 'overtaken');
};

/** Takes over how far central is with a message of the store. Said twice, it counts once. */
export const takeOverMessage = (deps: MessagesDeps, tx: Tx, standing: MessageStanding): void => {
  const { messageId } = standing;
  const before = findMessage(tx.db, messageId);
  if (before === undefined && !mirror(tx, standing)) return;
  const known = findMessage(tx.db, messageId);
  if (known?.state !== 'handed' && !(known?.state === 'sent' && standing.state === 'bounced')) return;
  follow(deps, tx, standing, isOwn(tx, messageId));
  tellWindows(tx, messageId);
};

const isOwn = (tx: Tx, messageId: string): boolean =>
  tx.db.get(sql`SELECT 1 FROM message WHERE message_id = ${messageId} AND cause NOT GLOB 'elsewhere:*'`) !==
  undefined;
