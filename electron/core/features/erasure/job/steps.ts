import type { PersonId } from '../../../../../shared/domain/ids.ts';
import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { COLUMNS, MAP_VERSION } from '../../../../../shared/privacy/dataMap.ts';
import { listBackups } from '../../../db/backup.ts';
import { sql } from '../../../db/sql.ts';
import { putRecipients, recipientsOf } from '../certificate/acknowledgements.store.ts';
import { signCertificate } from '../certificate/certificate.ts';
import { itemsOf } from '../rules/dryRun.ts';
import type { ErasureDeps } from '../erasure.deps.ts';
import { FILE_RULES } from '../rules/fileRules.ts';
import { type Counts, type Step, StepFailed } from './job.policy.ts';
import { markProved, noteLedger } from './job.store.ts';
import { settledOf } from './proved.ts';
import type { Ledger } from './ledger.ts';
import { findBefore, proveGone, type Searching } from './proof.ts';
import { applyRule, countRule, rowRulesOf } from '../rules/rowRules.ts';
import { createMatcher } from '../scan/matcher.policy.ts';
import type { StoreId } from '../scan/scanWork.ts';
import { spellingsOf } from '../scan/spellings.policy.ts';
import type { SearchSets } from './searchSet.ts';
import { countOpenOrders } from '../rules/values.ts';

export interface StepWorld {
  readonly deps: ErasureDeps;
  readonly ledger: Ledger;
  readonly sets: SearchSets;
  /** False while a customer is at the kiosk. */
  readonly mayInterrupt: () => boolean;
}

/** Does its work, again if it was interrupted, and answers what it counted. */
type StepWork = (world: StepWorld, searching: Searching) => Promise<Partial<Counts>>;

const DAY = 86_400_000;
const SECONDS_FOR_READERS = 60;
const RULES = rowRulesOf(COLUMNS);

const intend: StepWork = async ({ deps, ledger, sets }, { job, scope, values }) => {
  await sets.write(job.cmdId, values);
  ledger.append({
    cmd_id: job.cmdId,
    request_id: job.requestId,
    subject_refs: [...scope.subjects] as never,
    order_refs: [...scope.orders],
    issued_at: job.orderedAt,
    map_version: MAP_VERSION,
  });
  deps.transact((tx) => noteLedger(tx.db, ledger.head()));
  return {};
};

/** Nothing is looked for where nothing is left: erasing what is erased is success. */
const control: StepWork = async ({ deps }, searching) => {
  if (countOpenOrders(deps.read, searching.scope) > 0) throw new StepFailed('order-open');
  return { before: await findBefore(deps, searching) };
};

/** The loops that write are ended before each erasure; what waits to be sent must not go out behind its back. */
const quiesce: StepWork = async ({ deps }, { scope }) => {
  deps.transact((tx) => deps.cancelMessages(tx, scope.people as readonly PersonId[]));
  return {};
};

const deleteRows: StepWork = async ({ deps }, { job, scope }) => {
  let rows = job.counts.rows;
  deps.transact((tx) => {
    if (countOpenOrders(tx.db, scope) > 0) throw new StepFailed('order-open');
    tx.db.run(sql`PRAGMA defer_foreign_keys = ON`);
    // While the contact is still there: it must get no marketing when it comes again (E12).
    // A terminal that wipes itself erases nobody's data elsewhere: no recipient is told, no contact is suppressed.
    if (job.requestId !== job.cmdId) deps.beforeDeletion(tx, scope.people as readonly PersonId[]);
    for (const rule of RULES) rows += applyRule(tx.db, rule, scope);
  });
  return { rows };
};

/** Evidence by table, before the file is written anew. The terminal's search index is a table like the others. */
const assertRowsGone: StepWork = async ({ deps }, { scope }) => {
  if (RULES.some((rule) => countRule(deps.read, rule, scope) > 0)) throw new StepFailed('rows-left');
  return {};
};

const whenAlone =
  (work: (deps: ErasureDeps, tries: number) => Promise<boolean>): StepWork =>
  async ({ deps }) => {
    if (!(await work(deps, deps.patience ?? SECONDS_FOR_READERS))) throw new StepFailed('reader-open');
    return {};
  };

const destroyKeys: StepWork = async ({ deps }, { job, scope }) => {
  let { keys } = job.counts;
  for (const orderId of [...scope.orders, ...scope.drafts])
    if (await deps.fileKeys.destroy(orderId)) keys += 1;
  return { keys };
};

const removeFiles: StepWork = async ({ deps }, { job, scope }) => {
  const files: Partial<Record<StoreId, number>> = { ...job.counts.files };
  for (const { store, remove } of Object.values(FILE_RULES))
    files[store] = (files[store] ?? 0) + (await remove(deps, scope));
  deps.transact((tx) =>
    tx.db.run(sql`UPDATE orders SET files_deleted_at = ${tx.now} WHERE files_deleted_at IS NULL
      AND order_id IN (SELECT value FROM json_each(${JSON.stringify(scope.orders)}))`),
  );
  return { files };
};

const prove: StepWork = async ({ deps }, searching) => ({ after: await proveGone(deps, searching) });

const backUp: StepWork = async ({ deps }, searching) => {
  const backup = await deps.database.backUpAside(async (copy) => {
    await proveGone(deps, searching, { backup: copy });
  });
  if (backup === null) throw new StepFailed('backup-unsound');
  const made = backupsIn(deps).find(({ file }) => file === backup);
  return { backupAt: made?.at ?? null };
};

/** Central has the command since it was ordered; which recipients are told is known while it is known whose it is. */
const propagate: StepWork = async ({ deps }, { job, scope }) => {
  deps.transact((tx) => putRecipients(tx.db, job.cmdId, scope.orders));
  return {};
};

const assertClean = (text: string, { values }: Searching): void => {
  const patterns = spellingsOf(values);
  if (patterns.length === 0) return;
  let hits = 0;
  createMatcher(patterns.map(({ bytes }) => bytes))(Buffer.from(text), () => (hits += 1));
  if (hits > 0) throw new StepFailed('certificate-not-clean');
};

const certify: StepWork = async ({ deps, sets }, searching) => {
  const { job, scope } = searching;
  const now = deps.clock.now();
  const settings = deps.settings(deps.read);
  const items = itemsOf(deps.read, scope, { now, settings: settings.retention });
  const certificateId = deps.ids.ulid();
  const body = signCertificate(
    {
      certificateId,
      requestId: job.requestId,
      now,
      counts: job.counts,
      holds: items.filter(({ what }) => what === 'stays'),
      backups: olderBackups(deps, job.counts.backupAt),
      terminal: settings.terminal.name,
      recipients: recipientsOf(deps.read, job.cmdId),
      appVersion: deps.appVersion,
      dbVersion: deps.read.get<{ user_version: number }>(sql`PRAGMA user_version`)?.user_version ?? 0,
    },
    deps.signer,
  );
  assertClean(body, searching);
  deps.transact((tx) => {
    markProved(tx.db, job, { certificateId, body }, now);
    tx.audit('erasure.prove', certificateId);
    deps.onSettled(tx, settledOf(job, { certificateId, body }));
  });
  sets.destroy(job.cmdId);
  return {};
};

const backupsIn = ({ folders }: ErasureDeps) => listBackups(join(folders.data, 'backups'));

/** Backups with the person still in them, encrypted, until the day each expires. */
const olderBackups = (deps: ErasureDeps, freshAt: number | null) =>
  backupsIn(deps)
    .filter(({ at }) => at !== freshAt)
    .map(({ at }) => ({
      id: String(at),
      expiresAt: at + deps.settings(deps.read).retention.backupDays * DAY,
    }));

export const STEP_WORK: Readonly<Record<Step, StepWork>> = {
  intend,
  control,
  quiesce,
  delete: deleteRows,
  index: assertRowsGone,
  checkpoint: whenAlone(({ database }, tries) => database.emptyLog(tries)),
  rewrite: whenAlone(({ database }, tries) => database.rewrite(tries)),
  keys: destroyKeys,
  files: removeFiles,
  proof: prove,
  backup: backUp,
  propagate,
  certify,
};
