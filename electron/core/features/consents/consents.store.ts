import {
  CONSENT_CHANNELS,
  type ConsentChannel,
  type ConsentFact,
  type ConsentPurpose,
} from '../../../../shared/domain/consent.ts';
import type { SubjectRef } from '../../../../shared/domain/ids.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import type { SealedRecord } from './record.ts';

const LAMPORT = 'consent.lamport';

/** The number last given or seen. */
const lastLamport = (db: ReadableDb): number => {
  const last = db.get<{ value: string }>(sql`SELECT value FROM setting WHERE key = ${LAMPORT}`)?.value;
  const highest = () => db.get<{ n: number | null }>(sql`SELECT max(lamport) AS n FROM consent_event`)?.n;
  return Number(last ?? highest() ?? 0);
};

const setLamport = (db: WritableDb, value: number): number => {
  db.run(sql`INSERT INTO setting (key, value) VALUES (${LAMPORT}, ${String(value)})
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  return value;
};

/** The next number of this terminal's own clock, which never goes back. */
export const nextLamport = (db: WritableDb): number => setLamport(db, lastLamport(db) + 1);

/** Another terminal's record was seen: what is written here from now on is later than it. */
export const noteLamport = (db: WritableDb, seen: number): void => {
  if (seen > lastLamport(db)) setLamport(db, seen);
};

export const insertRecord = (db: WritableDb, r: SealedRecord): void =>
  void db.run(sql`INSERT INTO consent_event (schema, record_id, event, prev_record_id, subject_ref, purpose, channel,
      age_gate, text_id, text_version, lawful_basis, recipients, pii_types, retention_rule, valid_until, notice_id,
      notice_version, notice_sha256, statement_sha256, ui_snapshot_sha256, locale, method, affirmative_act,
      withdrawal_method, terminal, terminal_id, shop_id, app_version, staff_ref, occurred_at, zone, lamport,
      recorded_at, clock_trust, controller_sha256, authority, prev_hash, hash, sig)
    VALUES (${r.schema}, ${r.recordId}, ${r.event}, ${r.prevRecordId}, ${r.subjectRef}, ${r.purpose}, ${r.channel},
      ${r.ageGate}, ${r.textId}, ${r.textVersion}, ${r.lawfulBasis}, ${JSON.stringify(r.recipients)},
      ${JSON.stringify(r.piiTypes)}, ${r.retentionRule}, ${r.validUntil}, ${r.noticeId}, ${r.noticeVersion},
      ${r.noticeSha256}, ${r.statementSha256}, ${r.uiSnapshotSha256}, ${r.locale}, ${r.method}, ${r.affirmativeAct},
      ${r.withdrawalMethod}, ${r.terminal}, ${r.terminalId}, ${r.shopId}, ${r.appVersion}, ${r.staffRef},
      ${r.occurredAt}, ${r.zone}, ${r.lamport}, ${r.recordedAt}, ${r.clockTrust}, ${r.controllerSha256},
      ${r.authority}, ${r.prevHash}, ${r.hash}, ${r.sig})`);

type Row = Omit<SealedRecord, 'recipients' | 'piiTypes' | 'defaultState'> & {
  readonly recipients: string;
  readonly piiTypes: string;
};

const SELECT = sql`SELECT schema, record_id AS recordId, event, prev_record_id AS prevRecordId, subject_ref AS subjectRef,
  channel, age_gate AS ageGate, purpose, text_id AS textId, text_version AS textVersion, lawful_basis AS lawfulBasis,
  recipients, pii_types AS piiTypes, retention_rule AS retentionRule, valid_until AS validUntil, notice_id AS noticeId,
  notice_version AS noticeVersion, notice_sha256 AS noticeSha256, statement_sha256 AS statementSha256,
  ui_snapshot_sha256 AS uiSnapshotSha256, locale, method, affirmative_act AS affirmativeAct,
  withdrawal_method AS withdrawalMethod, terminal, terminal_id AS terminalId, shop_id AS shopId,
  app_version AS appVersion, staff_ref AS staffRef, occurred_at AS occurredAt, zone, lamport,
  recorded_at AS recordedAt, clock_trust AS clockTrust, controller_sha256 AS controllerSha256, authority,
  prev_hash AS prevHash, hash, sig FROM consent_event`;

const toRecord = (row: Row): SealedRecord => ({
  ...row,
  recipients: JSON.parse(row.recipients) as readonly string[],
  piiTypes: JSON.parse(row.piiTypes) as readonly string[],
  defaultState: false,
});

const records = (db: ReadableDb, where: Sql): readonly SealedRecord[] =>
  db.all<Row>(sql`${SELECT} WHERE ${where} ORDER BY seq`).map(toRecord);

/** The signed records of one person, oldest first. */
export const recordsOf = (db: ReadableDb, subjectRef: string): readonly SealedRecord[] =>
  records(db, sql`schema = 'lete-consent/1' AND subject_ref = ${subjectRef}`);

export const findRecord = (db: ReadableDb, recordId: string): SealedRecord | undefined =>
  records(db, sql`schema = 'lete-consent/1' AND record_id = ${recordId}`)[0];

/** Whether a record is here, whoever wrote it. */
export const isKnown = (db: ReadableDb, recordId: string): boolean =>
  db.get(sql`SELECT 1 FROM consent_event WHERE record_id = ${recordId}`) !== undefined;

/** What a new record of one person follows: the head of the chain, and the last of the same box. */
export const headOf = (db: ReadableDb, subjectRef: string, purpose: string, channel: string) => ({
  prevHash:
    db.get<{ hash: string | null }>(
      sql`SELECT hash FROM consent_event WHERE subject_ref = ${subjectRef} ORDER BY seq DESC LIMIT 1`,
    )?.hash ?? null,
  prevRecordId:
    db.get<{ record_id: string }>(sql`SELECT record_id FROM consent_event WHERE subject_ref = ${subjectRef}
      AND purpose = ${purpose} AND channel = ${channel} ORDER BY seq DESC LIMIT 1`)?.record_id ?? null,
});

interface FactRow extends Omit<ConsentFact, 'clockTrusted'> {
  readonly clockTrust: 'trusted' | 'doubtful';
  readonly validUntil: number | null;
}

/** What the standing of one box of one person is folded from; a consent past its time no longer counts as given. */
export const factsOf = (
  db: ReadableDb,
  subjectRef: string,
  purpose: ConsentPurpose,
  channel: ConsentChannel,
  now: number,
): readonly ConsentFact[] =>
  db
    .all<FactRow>(sql`SELECT event, occurred_at AS occurredAt, lamport, clock_trust AS clockTrust,
        valid_until AS validUntil FROM consent_event
      WHERE subject_ref = ${subjectRef} AND purpose = ${purpose} AND channel = ${channel} ORDER BY seq`)
    .filter(({ validUntil }) => validUntil === null || validUntil > now)
    .map(({ clockTrust, ...fact }) => ({ ...fact, clockTrusted: clockTrust === 'trusted' }));

/** What a record says of the box itself; a record that ends a consent repeats it. */
export type BoxFacts = Pick<
  SealedRecord,
  | 'purpose'
  | 'channel'
  | 'ageGate'
  | 'textId'
  | 'textVersion'
  | 'noticeId'
  | 'noticeVersion'
  | 'noticeSha256'
  | 'statementSha256'
  | 'locale'
>;

/** The latest answer to each box of one person, unsigned ones of before included. */
export const answersOf = (
  db: ReadableDb,
  subjectRef: string,
): readonly (BoxFacts &
  Pick<SealedRecord, 'recordId' | 'event' | 'method' | 'occurredAt' | 'validUntil'>)[] =>
  records(
    db,
    sql`subject_ref = ${subjectRef} AND seq IN (SELECT max(seq) FROM consent_event
      WHERE subject_ref = ${subjectRef} AND event <> 'shown' GROUP BY purpose, channel)`,
  );

export interface Reachable {
  readonly personId: string;
  readonly subjectRef: SubjectRef;
  readonly email: string | null;
  readonly phone: string | null;
}

const PEOPLE = sql`SELECT p.person_id AS personId, m.subject_ref AS subjectRef, p.email, p.phone FROM person p
  JOIN subject_map m ON m.person_id = p.person_id`;

export const findReachable = (db: ReadableDb, personId: string): Reachable | undefined =>
  db.get<Reachable>(sql`${PEOPLE} WHERE p.person_id = ${personId}`);

export const reachableBySubject = (db: ReadableDb, subjectRef: string): Reachable | undefined =>
  db.get<Reachable>(sql`${PEOPLE} WHERE m.subject_ref = ${subjectRef}`);

/** Every row of the person who has this contact: each order keeps one of its own. */
export const reachableBy = (
  db: ReadableDb,
  channel: ConsentChannel,
  contact: string,
): readonly Reachable[] =>
  channel === 'email'
    ? db.all<Reachable>(sql`${PEOPLE} WHERE p.email = ${contact}`)
    : db.all<Reachable>(sql`${PEOPLE} WHERE p.phone = ${contact}`);

export const contactOn = ({ email, phone }: Reachable, channel: ConsentChannel): string | null =>
  channel === 'email' ? email : phone;

/** Every row of the same human, this one first. */
export const rowsOfContact = (db: ReadableDb, person: Reachable): readonly Reachable[] => {
  const same = CONSENT_CHANNELS.flatMap((channel) => {
    const contact = contactOn(person, channel);
    return contact === null ? [] : reachableBy(db, channel, contact);
  });
  return [...new Map([person, ...same].map((row) => [row.subjectRef, row])).values()];
};
