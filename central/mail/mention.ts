import { centralRule } from '../../shared/privacy/messages/templates.ts';
import type { Sql } from '../db/database.ts';
import { writeMentions } from '../ops/writeOps.store.ts';
import type { StoredMessage } from './messages.store.ts';

/**
 * Tells the store of a message's new version, and the kiosk that queued it; nobody of what central tells people by itself.
 * Answers how far the feed has got, 0 where nothing was told.
 */
export const mention = async (
  sql: Sql,
  m: Pick<StoredMessage, 'shopId' | 'messageId' | 'kiosk' | 'template'>,
  version: number,
  now: number,
): Promise<number> => {
  if (centralRule(m.template) !== null) return 0;
  const scopes = [`store:${m.shopId}`, ...(m.kiosk === null ? [] : [`kiosk:${m.kiosk}`])];
  return writeMentions(
    sql,
    m.shopId,
    scopes.map((scope) => ({ scope, entity: 'message', id: m.messageId, version })),
    now,
  );
};
