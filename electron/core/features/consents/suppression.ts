import { createHmac } from 'node:crypto';
import {
  CONSENT_CHANNELS,
  CONSENT_PURPOSES,
  type ConsentChannel,
  type ConsentPurpose,
} from '../../../../shared/domain/consent.ts';
import type { PersonId } from '../../../../shared/domain/ids.ts';
import type { Tx } from '../../call/context.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';
import { contactOn, findReachable } from './consents.store.ts';

export type SuppressionReason = 'withdrawal' | 'objection' | 'erasure';

/** One box of one contact. The contact as it is stored: normalised. */
export interface ContactBox {
  readonly contact: string;
  readonly purpose: ConsentPurpose;
  readonly channel: ConsentChannel;
}

/** Which contacts get no marketing, kept as keyed hashes so that it outlives the person's data (P16). */
export interface Suppression {
  readonly isSuppressed: (db: ReadableDb, box: ContactBox) => boolean;
  /** Since when, UTC ms; null where it is not. */
  readonly since: (db: ReadableDb, box: ContactBox) => number | null;
  readonly suppress: (tx: Tx, boxes: readonly ContactBox[], reason: SuppressionReason) => void;
  /** Every purpose on every contact these people have. */
  readonly suppressPeople: (tx: Tx, people: readonly PersonId[], reason: SuppressionReason) => void;
  /** An explicit later consent counts again, for its own purpose and channel only. */
  readonly lift: (tx: Tx, box: ContactBox) => void;
}

/** `key` is the terminal's until central hands out one for all (ADR 0014). */
export const createSuppression = (key: Uint8Array): Suppression => {
  const hashOf = ({ contact, channel }: ContactBox): string =>
    createHmac('sha256', key).update(`${channel}:${contact}`).digest('hex');

  const suppress: Suppression['suppress'] = (tx, boxes, reason) => {
    for (const box of boxes)
      tx.db.run(sql`INSERT INTO suppression (contact_hash, purpose, channel, reason, since)
        VALUES (${hashOf(box)}, ${box.purpose}, ${box.channel}, ${reason}, ${tx.now})
        ON CONFLICT (contact_hash, purpose, channel) DO UPDATE SET reason = excluded.reason, since = excluded.since`);
  };

  const boxesOf = (db: ReadableDb, personId: PersonId): readonly ContactBox[] => {
    const person = findReachable(db, personId);
    return CONSENT_CHANNELS.flatMap((channel) => {
      const contact = person ? contactOn(person, channel) : null;
      return contact === null ? [] : CONSENT_PURPOSES.map((purpose) => ({ contact, purpose, channel }));
    });
  };

  const since: Suppression['since'] = (db, box) =>
    db.get<{ since: number }>(sql`SELECT since FROM suppression WHERE contact_hash = ${hashOf(box)}
      AND purpose = ${box.purpose} AND channel = ${box.channel}`)?.since ?? null;

  return {
    isSuppressed: (db, box) => since(db, box) !== null,
    since,
    suppress,
    suppressPeople: (tx, people, reason) =>
      suppress(
        tx,
        people.flatMap((personId) => boxesOf(tx.db, personId)),
        reason,
      ),
    lift: (tx, box) =>
      void tx.db.run(sql`DELETE FROM suppression WHERE contact_hash = ${hashOf(box)} AND purpose = ${box.purpose}
        AND channel = ${box.channel}`),
  };
};
