import { createHmac, hkdfSync } from 'node:crypto';
import { CONSENT_CHANNELS, CONSENT_PURPOSES, type ConsentChannel } from '../../shared/domain/consent.ts';
import type { ConsentRecordDocument } from '../../shared/sync/consentDocument.ts';
import type { OrderPerson } from '../../shared/sync/orderDocument.ts';
import type { Sql } from '../db/database.ts';
import type { CentralKeys } from '../keys/keyFiles.ts';

/** Where an order keeps the contact of a channel, in small letters. */
export const CONTACT_COLUMN = { email: 'email', sms: 'phone' } as const satisfies Record<
  ConsentChannel,
  string
>;

export const contactIn = ({ email, phone }: OrderPerson, channel: ConsentChannel): string | null =>
  channel === 'email' ? email : phone;

/** A contact as it is remembered once its person is erased: a keyed hash, whose key is central's alone. */
export type ContactHash = (channel: ConsentChannel, contact: string) => string;

export const contactHash = ({ token }: Pick<CentralKeys, 'token'>): ContactHash => {
  const key = new Uint8Array(hkdfSync('sha256', token, '', 'lete-suppression/1', 32));
  return (channel, contact) =>
    createHmac('sha256', key).update(`${channel}:${contact.toLowerCase()}`).digest('hex');
};

/**
 * Remembers that these contacts get no marketing: they were erased (sync specification 7.4). A consent that is given
 * later counts again for its own purpose and channel.
 */
export const suppress = async (
  sql: Sql,
  hashOf: ContactHash,
  contacts: readonly { readonly email: string | null; readonly phone: string | null }[],
  now: number,
): Promise<void> => {
  const hashes = contacts.flatMap((row) =>
    CONSENT_CHANNELS.flatMap((channel) => {
      const contact = row[CONTACT_COLUMN[channel]];
      return contact === null ? [] : [{ channel, hash: hashOf(channel, contact) }];
    }),
  );
  for (const { channel, hash } of hashes)
    await sql.query(
      `INSERT INTO suppression (contact_hash, purpose, channel, since)
       SELECT $1, purpose, $2, $3 FROM unnest($4::text[]) AS p (purpose)
       ON CONFLICT (contact_hash, purpose, channel) DO UPDATE SET since = excluded.since`,
      [hash, channel, now, CONSENT_PURPOSES],
    );
};

/**
 * Remembers withdrawals beyond the contact itself: whoever is reached there later does not get what was withdrawn before
 * (P15). A consent that is given later counts again.
 */
export const suppressWithdrawn = async (
  sql: Sql,
  hashOf: ContactHash,
  person: OrderPerson,
  records: readonly ConsentRecordDocument[],
): Promise<void> => {
  for (const { purpose, channel, occurredAt } of records.filter(({ event }) => event === 'withdrawn')) {
    const contact = contactIn(person, channel);
    if (contact === null) continue;
    await sql.query(
      `INSERT INTO suppression (contact_hash, purpose, channel, since) VALUES ($1, $2, $3, $4)
       ON CONFLICT (contact_hash, purpose, channel) DO UPDATE SET since = GREATEST(suppression.since, excluded.since)`,
      [hashOf(channel, contact), purpose, channel, occurredAt],
    );
  }
};
