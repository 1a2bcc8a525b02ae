import type { Sends } from '../../../../shared/domain/sends.ts';
import type { TerminalRole } from '../../../../shared/sync/primitives.ts';
import type { ReadableDb, WritableDb } from '../../db/handles.ts';
import { sql } from '../../db/sql.ts';

/** This terminal as central knows it. Times in UTC ms. */
export interface SyncTerminal {
  /** Central's address, without a slash at its end. */
  readonly url: string;
  readonly terminalId: string;
  readonly shopId: string;
  readonly role: TerminalRole;
  readonly letter: string;
  /** Public key of central's ledger, base64url. */
  readonly erasurePub: string;
  readonly incarnation: string;
  readonly epoch: number;
  /** What the first op of the epoch follows. */
  readonly epochHash: string;
  /** Canonical text of the record that opens the epoch, while central has not taken it. */
  readonly epochRecord: string | null;
  /** Last number given in this epoch. */
  readonly lastSeq: number;
  readonly enrolledAt: number;
  readonly lastContactAt: number | null;
  readonly offlineSince: number | null;
  /** Why central takes nothing from this terminal. */
  readonly refused: string | null;
  readonly refusedAt: number | null;
  /** What the clock said when the absence was last counted, and how long that was by then, in ms. */
  readonly clockAt: number | null;
  readonly absentMs: number;
  /** Since when records of before are closed; null while they are open. */
  readonly lockedAt: number | null;
}

const COLUMNS = sql`url, terminal_id AS terminalId, shop_id AS shopId, role, letter, erasure_pub AS erasurePub,
  incarnation, epoch, epoch_hash AS epochHash, epoch_record AS epochRecord, last_seq AS lastSeq,
  enrolled_at AS enrolledAt, last_contact_at AS lastContactAt, offline_since AS offlineSince, refused,
  refused_at AS refusedAt, clock_at AS clockAt, absent_ms AS absentMs, locked_at AS lockedAt`;

/** Undefined while this terminal is not enrolled. */
export const findTerminal = (db: ReadableDb): SyncTerminal | undefined =>
  db.get<SyncTerminal>(sql`SELECT ${COLUMNS} FROM sync_terminal`);

/** By which channels central said last that it sends. */
export const sendsOf = (db: ReadableDb): Sends => {
  const said = db.get<{ email: number; sms: number }>(
    sql`SELECT sends_email AS email, sends_sms AS sms FROM sync_terminal`,
  );
  return { email: said?.email === 1, sms: said?.sms === 1 };
};

export const noteSends = (db: WritableDb, { email, sms }: Sends): void =>
  void db.run(sql`UPDATE sync_terminal SET sends_email = ${email ? 1 : 0}, sends_sms = ${sms ? 1 : 0}`);

/** Whose signature under prices and notices counts here, and for which store; null where no such key was given. */
export const ownerOf = (
  db: ReadableDb,
): { readonly settingsPub: string | null; readonly shopId: string | null } =>
  db.get<{ settingsPub: string | null; shopId: string }>(
    sql`SELECT settings_pub AS settingsPub, shop_id AS shopId FROM sync_terminal`,
  ) ?? { settingsPub: null, shopId: null };

/** As whom central knows this terminal, and the key by which central signs; null while it is not enrolled. */
export const centralOf = (db: ReadableDb): Pick<SyncTerminal, 'terminalId' | 'erasurePub'> | null =>
  findTerminal(db) ?? null;

/** Whether this terminal gets the photos that others took: where orders are produced and handed over. */
export const fetchesFiles = (db: ReadableDb): boolean => {
  const role = findTerminal(db)?.role;
  return role === 'counter' || role === 'hub';
};

type Enrolled = Pick<
  SyncTerminal,
  | 'url'
  | 'terminalId'
  | 'shopId'
  | 'role'
  | 'letter'
  | 'erasurePub'
  | 'incarnation'
  | 'epoch'
  | 'epochHash'
  | 'enrolledAt'
> & { readonly settingsPub: string | null };

/** Enrols, also anew: what was on its way keeps its ids and follows in the new epoch. */
export const putTerminal = (db: WritableDb, t: Enrolled): void =>
  void db.run(sql`INSERT INTO sync_terminal (only, url, terminal_id, shop_id, role, letter, erasure_pub, settings_pub,
      incarnation, epoch, epoch_hash, enrolled_at, last_contact_at)
    VALUES (1, ${t.url}, ${t.terminalId}, ${t.shopId}, ${t.role}, ${t.letter}, ${t.erasurePub}, ${t.settingsPub},
      ${t.incarnation}, ${t.epoch}, ${t.epochHash}, ${t.enrolledAt}, ${t.enrolledAt})
    ON CONFLICT (only) DO UPDATE SET url = excluded.url, terminal_id = excluded.terminal_id,
      shop_id = excluded.shop_id, role = excluded.role, letter = excluded.letter, erasure_pub = excluded.erasure_pub,
      settings_pub = excluded.settings_pub,
      incarnation = excluded.incarnation, epoch = excluded.epoch, epoch_hash = excluded.epoch_hash,
      epoch_record = NULL, last_seq = 0, enrolled_at = excluded.enrolled_at,
      last_contact_at = excluded.last_contact_at, offline_since = NULL, refused = NULL, refused_at = NULL`);

/** Central was heard. */
export const noteContact = (db: WritableDb, now: number): void =>
  void db.run(sql`UPDATE sync_terminal SET last_contact_at = ${now}, offline_since = NULL, refused = NULL,
    refused_at = NULL`);

/** Central was not heard; the first time counts. */
export const noteOffline = (db: WritableDb, now: number): void =>
  void db.run(sql`UPDATE sync_terminal SET offline_since = coalesce(offline_since, ${now})`);

export const noteRefused = (db: WritableDb, code: string, now: number): void =>
  void db.run(sql`UPDATE sync_terminal SET refused = ${code}, refused_at = coalesce(refused_at, ${now}),
    last_contact_at = ${now}, offline_since = NULL`);

export const noteAbsence = (
  db: WritableDb,
  { clockAt, absentMs, lockedAt }: Pick<SyncTerminal, 'clockAt' | 'absentMs' | 'lockedAt'>,
): void =>
  void db.run(
    sql`UPDATE sync_terminal SET clock_at = ${clockAt}, absent_ms = ${absentMs}, locked_at = ${lockedAt}`,
  );

export const setIncarnation = (db: WritableDb, incarnation: string): void =>
  void db.run(sql`UPDATE sync_terminal SET incarnation = ${incarnation}`);

/** Begins an epoch that central still has to be told of. */
export const beginEpoch = (
  db: WritableDb,
  { epoch, hash, record }: { readonly epoch: number; readonly hash: string; readonly record: string },
): void =>
  void db.run(sql`UPDATE sync_terminal SET epoch = ${epoch}, epoch_hash = ${hash}, epoch_record = ${record},
    last_seq = 0`);

export const noteEpochTaken = (db: WritableDb): void =>
  void db.run(sql`UPDATE sync_terminal SET epoch_record = NULL`);
