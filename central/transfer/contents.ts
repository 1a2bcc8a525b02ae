import { Buffer } from 'node:buffer';
import type { SubjectDocument } from '../../shared/sync/consentDocument.ts';
import type { Sql } from '../db/database.ts';
import { sha256 } from '../keys/sha256.ts';
import { liveBoxes } from '../mail/liveBoxes.ts';
import type { ContactHash } from '../mail/suppression.ts';
import type { Lines } from './archive.ts';
import { ORDER_FIELDS, only, PAYMENT_FIELDS, PERSON_FIELDS } from './fields.ts';
import { type Chosen, peopleOf, terminalKeys, type TransferredPerson } from './people.store.ts';

/** The person as the newest of their orders names them. */
export const newestOf = ({ orders }: TransferredPerson) => orders.findLast(({ person }) => person !== null);

/** What is known of a person's rights in all stores, as one. */
const rightsOf = ({ subjects }: TransferredPerson): SubjectDocument | null => {
  const [first] = subjects;
  if (first === undefined) return null;
  return { ...first, records: subjects.flatMap(({ records }) => records) };
};

async function* consentLines(
  sql: Sql,
  hashOf: ContactHash,
  now: number,
  one: TransferredPerson,
): AsyncGenerator<object> {
  const subject = rightsOf(one);
  const person = newestOf(one)?.person ?? null;
  if (subject === null || person === null) return;
  for (const box of await liveBoxes(sql, hashOf, now, { person, subject }))
    yield { subjectRef: one.ref, ...box };
}

const personLine = (one: TransferredPerson): object[] => {
  const newest = newestOf(one);
  return newest?.person ? [{ ...only(newest.person, PERSON_FIELDS), locale: newest.locale }] : [];
};

const orderLines = ({ ref, orders }: TransferredPerson): object[] =>
  orders.map((order) => ({
    subjectRef: ref,
    ...only(order, ORDER_FIELDS),
    payments: order.payments.map((payment) => only(payment, PAYMENT_FIELDS)),
  }));

/** A terminal's key, under the id by which consent records name it. */
const keyLine = (publicKey: string): object => ({
  keyId: sha256(Buffer.from(publicKey, 'base64url')).slice(0, 16),
  publicKey,
});

/**
 * The files of an archive. A consent passes as the signed record it is, with the texts that were on the screen and the
 * keys of the terminals: who gets it can prove it.
 */
export const contentsOf = (
  sql: Sql,
  { refs, erased }: Chosen,
  { hashOf, now }: { readonly hashOf: ContactHash; readonly now: number },
): readonly Lines[] => {
  const people = () => peopleOf(sql, refs);
  const each = (name: string, of: (one: TransferredPerson) => AsyncIterable<object> | Iterable<object>) => ({
    name,
    lines: async function* (): AsyncGenerator<object> {
      for await (const one of people()) yield* of(one);
    },
  });
  const seen = new Set<string>();
  const isNew = (hash: string): boolean => seen.size < seen.add(hash).size;
  return [
    each('people.jsonl', personLine),
    each('orders.jsonl', orderLines),
    each('consents.jsonl', ({ subjects }) => subjects.flatMap(({ records }) => records)),
    each('texts.jsonl', ({ subjects }) =>
      subjects.flatMap(({ texts }) => texts.filter((text) => isNew(text.sha256))),
    ),
    each('marketing.jsonl', (one) => consentLines(sql, hashOf, now, one)),
    {
      name: 'terminals.jsonl',
      lines: async function* (): AsyncGenerator<object> {
        for (const key of await terminalKeys(sql)) yield keyLine(key);
      },
    },
    { name: 'erased.jsonl', lines: () => erased.map((subjectRef) => ({ subjectRef })) },
  ];
};
