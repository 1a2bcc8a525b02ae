import type { Locale } from '../../../../../shared/domain/i18n.ts';
import type { PrivacyRequestId } from '../../../../../shared/domain/ids.ts';
import type {
  ExtensionReason,
  RequestChannel,
  RequestNumber,
  RequestScope,
  RequestState,
  RequestType,
} from '../../../../../shared/privacy/requestTypes.ts';
import { formatRequestNumber } from '../../../../../shared/privacy/requestTypes.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../../db/handles.ts';
import { type Sql, sql } from '../../../db/sql.ts';

/** One privacy request as stored. Times in UTC milliseconds. */
export interface RequestRecord {
  readonly requestId: PrivacyRequestId;
  readonly number: RequestNumber;
  readonly type: RequestType;
  readonly state: RequestState;
  readonly channel: RequestChannel;
  readonly locale: Locale;
  readonly receivedAt: number;
  readonly recordedAt: number;
  readonly intakeStaff: string | null;
  readonly terminal: string;
  readonly contactEnc: Uint8Array | null;
  readonly scope: readonly RequestScope[];
  readonly dryRunHash: string | null;
  readonly dueAt: number;
  readonly extendedUntil: number | null;
  readonly extensionReason: ExtensionReason | null;
  readonly matchedAt: number | null;
  readonly clarifySince: number | null;
  readonly remindedAt: number | null;
  readonly coolingUntil: number | null;
  readonly escalation: number;
  readonly overdueAt: number | null;
  readonly failedIn: RequestState | null;
  readonly failure: string | null;
  readonly triedAt: number | null;
  readonly orderedAt: number | null;
  readonly pendingOffline: boolean;
  readonly provenAt: number | null;
  readonly certificateId: string | null;
  readonly duplicateOf: PrivacyRequestId | null;
  readonly settledAt: number | null;
  readonly closedAt: number | null;
  readonly viewedBy: string | null;
  readonly viewedAt: number | null;
  readonly version: number;
}

type Row = Omit<RequestRecord, 'scope' | 'pendingOffline'> & {
  readonly scope: string;
  readonly pendingOffline: number;
};

const COLUMNS = sql`request_id AS requestId, number, type, state, channel, locale, received_at AS receivedAt,
  recorded_at AS recordedAt, intake_staff AS intakeStaff, terminal, contact_enc AS contactEnc, scope,
  dry_run_hash AS dryRunHash, due_at AS dueAt, extended_until AS extendedUntil, extension_reason AS extensionReason,
  matched_at AS matchedAt, clarify_since AS clarifySince, reminded_at AS remindedAt, cooling_until AS coolingUntil,
  escalation, overdue_at AS overdueAt, failed_in AS failedIn, failure, tried_at AS triedAt, ordered_at AS orderedAt,
  pending_offline AS pendingOffline, proven_at AS provenAt, certificate_id AS certificateId,
  duplicate_of AS duplicateOf, settled_at AS settledAt, closed_at AS closedAt, viewed_by AS viewedBy,
  viewed_at AS viewedAt, version`;

const recordOf = (row: Row): RequestRecord => ({
  ...row,
  scope: JSON.parse(row.scope) as readonly RequestScope[],
  pendingOffline: row.pendingOffline === 1,
});

const select = (db: ReadableDb, where: Sql): readonly RequestRecord[] =>
  db.all<Row>(sql`SELECT ${COLUMNS} FROM privacy_request WHERE ${where}`).map(recordOf);

export const findRequest = (db: ReadableDb, requestId: string): RequestRecord | undefined =>
  select(db, sql`request_id = ${requestId}`)[0];

export const findRequestByNumber = (db: ReadableDb, number: RequestNumber): RequestRecord | undefined =>
  select(db, sql`number = ${number}`)[0];

/** The queue, the earliest due first. */
export const queueOf = (db: ReadableDb, which: Sql, limit: number): readonly RequestRecord[] =>
  select(db, sql`${which} ORDER BY coalesce(extended_until, due_at), request_id LIMIT ${limit}`);

export const countOf = (db: ReadableDb, which: Sql): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM privacy_request WHERE ${which}`)?.n ?? 0;

/** All that time or another step may still change. */
export const watchedRequests = (db: ReadableDb): readonly RequestRecord[] =>
  select(db, sql`closed_at IS NULL OR contact_enc IS NOT NULL ORDER BY request_id`);

/** How many were taken in at kiosks here since then. */
export const countAtKiosk = (db: ReadableDb, since: number): number =>
  countOf(db, sql`terminal = 'kiosk' AND recorded_at > ${since}`);

/** The next number of that Riga year. */
export const takeRequestNumber = (db: WritableDb, year: number): RequestNumber => {
  const last = db.get<{ last: number }>(sql`INSERT INTO privacy_number (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last`)?.last;
  return formatRequestNumber(year, last ?? 1);
};

export type NewRequest = Pick<
  RequestRecord,
  | 'requestId'
  | 'number'
  | 'type'
  | 'channel'
  | 'locale'
  | 'receivedAt'
  | 'recordedAt'
  | 'intakeStaff'
  | 'terminal'
  | 'contactEnc'
  | 'scope'
  | 'dueAt'
>;

export const insertRequest = (db: WritableDb, r: NewRequest): RequestRecord => {
  db.run(sql`INSERT INTO privacy_request (request_id, number, type, state, channel, locale, received_at, recorded_at,
      intake_staff, terminal, contact_enc, scope, due_at)
    VALUES (${r.requestId}, ${r.number}, ${r.type}, 'received', ${r.channel}, ${r.locale}, ${r.receivedAt},
      ${r.recordedAt}, ${r.intakeStaff}, ${r.terminal}, ${r.contactEnc}, ${JSON.stringify(r.scope)}, ${r.dueAt})`);
  const stored = findRequest(db, r.requestId);
  if (!stored) throw new Error('request was not stored');
  return stored;
};

/** Writes all that may change; answers the record with its new version. */
export const saveRequest = (db: WritableDb, r: RequestRecord): RequestRecord => {
  const version = r.version + 1;
  assertChanged(
    db.run(sql`UPDATE privacy_request SET state = ${r.state}, contact_enc = ${r.contactEnc},
      dry_run_hash = ${r.dryRunHash}, due_at = ${r.dueAt}, extended_until = ${r.extendedUntil},
      extension_reason = ${r.extensionReason}, matched_at = ${r.matchedAt}, clarify_since = ${r.clarifySince},
      reminded_at = ${r.remindedAt}, cooling_until = ${r.coolingUntil}, escalation = ${r.escalation},
      overdue_at = ${r.overdueAt}, failed_in = ${r.failedIn}, failure = ${r.failure}, tried_at = ${r.triedAt},
      ordered_at = ${r.orderedAt}, pending_offline = ${r.pendingOffline ? 1 : 0}, proven_at = ${r.provenAt},
      certificate_id = ${r.certificateId}, duplicate_of = ${r.duplicateOf}, settled_at = ${r.settledAt},
      closed_at = ${r.closedAt}, viewed_by = ${r.viewedBy}, viewed_at = ${r.viewedAt}, version = ${version}
      WHERE request_id = ${r.requestId} AND version = ${r.version}`),
  );
  return { ...r, version };
};
