import { join } from 'node:path';
import { COLUMNS } from '../../../../../shared/privacy/dataMap.ts';
import { sql } from '../../../db/sql.ts';
import type { ErasureDeps } from '../erasure.deps.ts';
import { type FailReason, StepFailed } from './job.policy.ts';
import type { Job } from './job.store.ts';
import { scan } from '../scan/scan.ts';
import {
  type ScanRequest,
  type ScanResult,
  STORES,
  type StoreFinding,
  type StoreId,
} from '../scan/scanWork.ts';
import type { SearchValue } from '../scan/spellings.policy.ts';
import type { Scope } from '../rules/scope.ts';

export interface Searching {
  readonly job: Job;
  readonly scope: Scope;
  readonly values: readonly SearchValue[];
}

interface PlanRow {
  readonly root: string;
  readonly path: string;
}

/** Columns of the person's own rows that stay by law or under a pseudonym that now points at nobody. */
const HELD = COLUMNS.filter(({ erase }) => erase === 'keep-by-law' || erase === 'cut-link').map(
  ({ at }) => at,
);

const requestOf = (deps: ErasureDeps, { job, scope, values }: Searching): ScanRequest => {
  const files = deps.read.all<PlanRow>(sql`SELECT plan ->> '$.root' AS root, f.value AS path
    FROM output_job, json_each(paths) AS f
    WHERE plan IS NOT NULL AND order_id IN (SELECT value FROM json_each(${JSON.stringify(scope.orders)}))`);
  const { production, labs } = deps.settings(deps.read);
  const outside = new Set([
    ...(production.folder === null ? [] : [production.folder]),
    ...labs.outputs.map(({ folder }) => folder),
    ...files.map(({ root }) => root),
  ]);
  outside.delete(deps.folders.production);
  return {
    key: deps.databaseKey,
    nativeBinding: deps.nativeBinding,
    dataFolder: deps.folders.data,
    productionFolders: [...outside],
    printFiles: files.map(({ root, path }) => join(root, path)),
    backups: [],
    places: 'everywhere',
    values,
    marker: job.marker,
    scope,
    held: HELD,
  };
};

type Sums = Readonly<Partial<Record<StoreId, number>>>;

const sums = ({ stores }: ScanResult, of: (finding: StoreFinding) => number): Sums =>
  Object.fromEntries(STORES.map((store) => [store, of(stores[store])] as const).filter(([, n]) => n > 0));

const total = (counts: Sums): number => Object.values(counts).reduce((all, n) => all + n, 0);

/** Whether the search saw anything at all: each page proved, and the planted text found. */
const blindness = (result: ScanResult): FailReason | null => {
  if (total(sums(result, ({ unreadable }) => unreadable)) > 0) return 'unreadable';
  return result.markerFound ? null : 'marker-not-found';
};

const assertSeeing = (result: ScanResult): void => {
  const blind = blindness(result);
  if (blind !== null) throw new StepFailed(blind);
};

/**
 * Finds the person in the database before anything is deleted, each kind of value at least once: a search that cannot
 * find the living proves nothing about the gone. Answers the finds by store.
 */
export const findBefore = async (deps: ErasureDeps, searching: Searching): Promise<Sums> => {
  const request: ScanRequest = { ...requestOf(deps, searching), places: 'everywhere-unexplained' };
  const result = await deps.database.still(() => scan(request));
  assertSeeing(result);
  const wanted = new Set(searching.values.filter(({ text }) => isLongEnough(text)).map(({ kind }) => kind));
  if ([...wanted].some((kind) => !result.kindsInDatabase.includes(kind)))
    throw new StepFailed('not-found-before');
  return sums(result, ({ hits }) => hits);
};

/** A shorter value is only found as a part of others. */
const SHORTEST_CHARS = 6;
const isLongEnough = (text: string): boolean => text.length >= SHORTEST_CHARS;

/** Finds nothing of the person anywhere that another person's live row or a hold does not account for. */
export const proveGone = async (
  deps: ErasureDeps,
  searching: Searching,
  only: { readonly backup: string } | null = null,
): Promise<Sums> => {
  const request = requestOf(deps, searching);
  const result = await deps.database.still(() =>
    scan(only === null ? request : { ...request, backups: [only.backup], places: 'backups' }),
  );
  assertSeeing(result);
  const found = sums(result, ({ unexplained }) => unexplained);
  if (total(found) > 0) throw new StepFailed('unexplained');
  return found;
};
