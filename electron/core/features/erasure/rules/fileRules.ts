import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreDeps } from '../../../call/deps.ts';
import { syncFolder } from '../../../db/backup.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { sql } from '../../../db/sql.ts';
import type { FileStore } from '../../../files/fileStore.ts';
import { StepFailed } from '../job/job.policy.ts';
import type { StoreId } from '../scan/scanWork.ts';
import type { Scope } from './scope.ts';

export interface FileRuleDeps extends Pick<CoreDeps, 'folders' | 'read'> {
  readonly files: Pick<FileStore, 'removeOrder' | 'files'>;
  /** False when a print file has to be tried again. */
  readonly removePrintFiles: (orderId: string) => Promise<boolean>;
}

/** Removes a person's files of one class; answers how many there were. Nothing to do is fine. */
export interface FileRule {
  readonly store: StoreId;
  readonly remove: (deps: FileRuleDeps, scope: Scope) => Promise<number>;
}

const idsOf = ({ orders, drafts }: Scope): readonly string[] => [...orders, ...drafts];

const removeOriginals: FileRule['remove'] = async ({ files }, scope) => {
  let count = 0;
  for (const orderId of idsOf(scope)) {
    count += (await files.files(orderId)).length;
    await files.removeOrder(orderId);
  }
  return count;
};

/** Removes the files of a folder that are meant, and makes that last. */
const removeFrom = (folder: string, isMeant: (name: string) => boolean): number => {
  const meant = readdirSync(folder).filter(isMeant);
  for (const name of meant) rmSync(join(folder, name), { recursive: true, force: true });
  syncFolder(folder);
  return meant.length;
};

/** Files that are named by their order, up to the first dot. */
const isOfOne = (orders: readonly string[]): ((name: string) => boolean) => {
  const own = new Set(orders);
  return (name) => own.has(name.split('.')[0] ?? '');
};

/** What is still coming from another terminal; nobody takes bytes of an erased order any more. */
const removeUploads: FileRule['remove'] = async ({ folders }, { orders }) => {
  const folder = join(folders.data, 'uploads');
  return existsSync(folder) ? removeFrom(folder, isOfOne(orders)) : 0;
};

const removePrintFiles: FileRule['remove'] = async (deps, { orders }) => {
  let complete = true;
  for (const orderId of orders) complete = (await deps.removePrintFiles(orderId)) && complete;
  if (!complete) throw new StepFailed('files-in-use');
  return 0;
};

const removeTickets: FileRule['remove'] = async ({ folders }, { orders }) => {
  return removeFrom(folders.tickets, isOfOne(orders));
};

/** What was handed to somebody is theirs; the copy that was made for it goes, whoever else is in it. */
const removeDisclosures: FileRule['remove'] = async ({ folders, read }, { orders }) => {
  const made = read.all<{ disclosure_id: string }>(sql`SELECT DISTINCT disclosure_id FROM disclosure_order
    WHERE order_id IN (SELECT value FROM json_each(${JSON.stringify(orders)}))`);
  const own = new Set(made.map((row) => `nodosana-${row.disclosure_id}.zip`));
  return removeFrom(folders.exports, (name) => own.has(name));
};

/** Letters of requests that are closed; that of the running one is still to be handed over. */
const removeLetters: FileRule['remove'] = async ({ folders, read }, { subjects }) => {
  const closed = read.all<{ number: string }>(sql`SELECT DISTINCT r.number FROM privacy_request r
    JOIN privacy_subject s ON s.request_id = r.request_id
    WHERE r.closed_at IS NOT NULL AND s.subject_ref IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`);
  const own = closed.map(({ number }) => `${number}-`);
  return removeFrom(folders.exports, (name) => own.some((start) => name.startsWith(start)));
};

/** Their rows are gone by now: a package that no row knows is nobody's. */
const removeAccessPackages: FileRule['remove'] = async ({ folders, read }) => {
  const known = read
    .all<{ id: string }>(sql`SELECT privacy_request_id AS id FROM access_package`)
    .map(({ id }) => `lete-access-${id}.zip`);
  return removeFrom(folders.exports, (name) => name.startsWith('lete-access-') && !known.includes(name));
};

/** Work in progress belongs to whoever is at it: nobody is while an erasure removes files. */
const removeScratch: FileRule['remove'] = async ({ folders }) => removeFrom(folders.scratch, () => true);

/** A damaged database that was set aside holds everybody; it has been replaced. */
const removeSetAside: FileRule['remove'] = async ({ folders }) =>
  removeFrom(folders.data, (name) => /^lete\.db\.(damaged|restore)/.test(name));

/** By class of the data map. Classes that other steps clean have no rule here. */
export const FILE_RULES: Readonly<Record<string, FileRule>> = {
  original: { store: 'originals', remove: removeOriginals },
  'upload-spool': { store: 'originals', remove: removeUploads },
  'print-file': { store: 'production', remove: removePrintFiles },
  'ticket-file': { store: 'tickets', remove: removeTickets },
  'disclosure-archive': { store: 'exports', remove: removeDisclosures },
  letter: { store: 'exports', remove: removeLetters },
  'access-package': { store: 'exports', remove: removeAccessPackages },
  scratch: { store: 'scratch', remove: removeScratch },
  'database-damaged': { store: 'other', remove: removeSetAside },
};

/** Classes that are not removed by their files: by which step, or why nothing of a person can be in them. */
export const CLEANED_ELSEWHERE: Readonly<Record<string, string>> = {
  database: 'delete, rewrite',
  'database-restoring': 'removed with the damaged database',
  backup: 'expires; restored only through the ledger (limit L3)',
  'order-keys': 'keys',
  'search-set': 'certify',
  thumbnail: 'memory only',
  'crash-dump': 'off',
};

const count = (db: ReadableDb, query: ReturnType<typeof sql>): number => db.get<{ n: number }>(query)?.n ?? 0;

/** How many files of a class a person has, as far as the database knows. */
export const countFiles = (db: ReadableDb, fileClass: string, { orders }: Scope): number => {
  const own = sql`order_id IN (SELECT value FROM json_each(${JSON.stringify(orders)}))`;
  if (fileClass === 'original')
    return count(
      db,
      sql`SELECT count(*) AS n FROM order_photo JOIN orders USING (order_id)
      WHERE ${own} AND files_deleted_at IS NULL`,
    );
  if (fileClass === 'print-file')
    return count(
      db,
      sql`SELECT count(*) AS n FROM output_job, json_each(paths)
      WHERE ${own} AND files_removed_at IS NULL`,
    );
  if (fileClass === 'order-keys')
    return count(db, sql`SELECT count(*) AS n FROM orders WHERE ${own} AND files_deleted_at IS NULL`);
  return 0;
};
