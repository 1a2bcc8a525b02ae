import type { JobId, OrderId, PhotoId } from '../../../../shared/domain/ids.ts';
import { formatOrderNumber } from '../../../../shared/domain/orderNumber.ts';
import type { LabOf, LabOutput, LabRoute, LabSettings } from '../../../../shared/domain/labs.ts';
import { UNDO_MS } from '../../../../shared/domain/orderStatus.ts';
import type { OutputFailure } from '../../../../shared/domain/outputFailure.ts';
import { assertChanged, type ReadableDb, type WritableDb } from '../../db/handles.ts';
import { type Sql, sql } from '../../db/sql.ts';
import { ofUnrestricted } from '../restriction/index.ts';
import type { JobState, Progress } from '../output/index.ts';

/** Where and how a job is handed over; kept with it, so that a restart finds the names it began with. */
export interface JobPlan extends Pick<LabRoute, 'code' | 'detail'> {
  readonly root: string;
  /** The output of the settings; null is the general folder. */
  readonly output: string | null;
  readonly lab: LabSettings;
  readonly reference: LabOutput['reference'];
  readonly names: readonly string[];
  /** UTC ms; dates in paths come from it. */
  readonly at: number;
}

export interface JobRecord {
  readonly jobId: JobId;
  readonly jobNumber: string;
  readonly orderId: OrderId;
  readonly format: string;
  readonly paper: string;
  readonly state: JobState;
  readonly reason: OutputFailure | null;
  readonly photoIds: readonly PhotoId[];
  readonly plan: JobPlan | null;
  readonly progress: Progress;
  readonly paths: readonly string[];
  readonly since: number;
  readonly handedOverAt: number | null;
}

interface Row {
  job_id: JobId;
  job_number: string;
  order_id: OrderId;
  format: string;
  paper: string;
  state: JobState;
  reason: OutputFailure | null;
  photo_ids: string;
  plan: string | null;
  progress: Progress;
  paths: string;
  since: number;
  handed_over_at: number | null;
}

const COLUMNS = sql`j.job_id, j.job_number, j.order_id, j.format, j.paper, j.state, j.reason, j.photo_ids, j.plan,
  j.progress, j.paths, j.since, j.handed_over_at`;

/** How plans were kept before there were labs: the general folder's settings themselves. */
interface FormerPlan extends Pick<JobPlan, 'root' | 'at'> {
  readonly template: string;
  readonly copies: 'inName' | 'repeatFiles';
  readonly marker: { readonly kind: 'none' | 'json' };
}

const toPlan = ({ plan, job_number }: Row): JobPlan => {
  const stored = JSON.parse(plan ?? '') as JobPlan | FormerPlan;
  if ('lab' in stored) return stored;
  const { root, at, template, copies, marker } = stored;
  return {
    root,
    at,
    code: '',
    detail: '',
    output: null,
    reference: 'order',
    names: [job_number],
    lab: generalFolder({ template, copies, marker: marker.kind === 'json' ? 'job.json' : 'none' }),
  };
};

/** The general folder answers nothing: staff say when its prints are there. */
export const generalFolder = (
  settings: Pick<LabOf<'hotFolder'>, 'template' | 'copies' | 'marker'>,
): LabSettings => ({ ...settings, kind: 'hotFolder', errorFolder: '', readBack: false });

const toJob = (row: Row): JobRecord => ({
  jobId: row.job_id,
  jobNumber: row.job_number,
  orderId: row.order_id,
  format: row.format,
  paper: row.paper,
  state: row.state,
  reason: row.reason,
  photoIds: JSON.parse(row.photo_ids) as PhotoId[],
  plan: row.plan === null ? null : toPlan(row),
  progress: row.progress,
  paths: JSON.parse(row.paths) as string[],
  since: row.since,
  handedOverAt: row.handed_over_at,
});

export const findJob = (db: ReadableDb, jobId: string): JobRecord | undefined => {
  const row = db.get<Row>(sql`SELECT ${COLUMNS} FROM output_job j WHERE j.job_id = ${jobId}`);
  return row && toJob(row);
};

/** All jobs of an order, oldest first. */
export const jobsOf = (db: ReadableDb, orderId: string): readonly JobRecord[] =>
  db
    .all<Row>(sql`SELECT ${COLUMNS} FROM output_job j WHERE j.order_id = ${orderId} ORDER BY j.job_number`)
    .map(toJob);

/**
 * The next job to work on: one a crash left in the middle, else the oldest waiting one whose time to undo has passed
 * and whose order is in production; jobs of a held order wait, and of a restricted person. One that seems to be due later than any time to undo was
 * made before the clock was set back, and waits no longer. `stopped` are products whose jobs wait.
 */
export const nextDueJob = (
  db: ReadableDb,
  now: number,
  stopped: readonly Pick<JobRecord, 'format' | 'paper'>[] = [],
): JobRecord | undefined => {
  const waits = JSON.stringify(stopped.map(({ format, paper }) => `${format} ${paper}`));
  const row =
    db.get<Row>(sql`SELECT ${COLUMNS} FROM output_job j WHERE j.state = 'building' LIMIT 1`) ??
    db.get<Row>(sql`SELECT ${COLUMNS} FROM output_job j JOIN orders o ON o.order_id = j.order_id
      WHERE j.state = 'waiting' AND NOT j.not_before BETWEEN ${now + 1} AND ${now + UNDO_MS} AND o.status = 'in_production'
        AND ${ofUnrestricted} AND j.format || ' ' || j.paper NOT IN (SELECT value FROM json_each(${waits}))
      ORDER BY j.not_before LIMIT 1`);
  return row && toJob(row);
};

/** Of what products jobs wait. */
export const waitingProducts = (db: ReadableDb): readonly Pick<JobRecord, 'format' | 'paper'>[] =>
  db.all(sql`SELECT DISTINCT format, paper FROM output_job WHERE state = 'waiting'`);

/** Jobs in production that failed for one reason, and not within the last `restMs`, oldest first. */
export const jobsFailedBy = (
  db: ReadableDb,
  reason: OutputFailure,
  now: number,
  restMs: number,
): readonly JobRecord[] =>
  db
    .all<Row>(sql`SELECT ${COLUMNS} FROM output_job j JOIN orders o ON o.order_id = j.order_id
      WHERE j.state = 'failed' AND j.reason = ${reason} AND o.status = 'in_production'
        AND NOT j.since BETWEEN ${now - restMs + 1} AND ${now}
      ORDER BY j.since LIMIT 200`)
    .map(toJob);

/** Jobs whose controller may still answer, oldest first. */
export const jobsToWatch = (db: ReadableDb): readonly JobRecord[] =>
  db
    .all<Row>(sql`SELECT ${COLUMNS} FROM output_job j
      WHERE j.state IN ('handed_over', 'stale') AND j.plan ->> '$.output' IS NOT NULL
      ORDER BY j.handed_over_at LIMIT 500`)
    .map(toJob);

export interface JobAlert {
  readonly job: JobRecord;
  readonly number: string;
}

/** Jobs that need a person, oldest first (OUT-4). Of an order that another terminal ended nobody needs any. */
export const listAlerts = (db: ReadableDb): readonly JobAlert[] =>
  db
    .all<Row & { letter: string; n: number }>(sql`SELECT ${COLUMNS}, o.letter, o.n FROM output_job j
      JOIN orders o ON o.order_id = j.order_id
      WHERE j.state IN ('failed', 'stale') AND o.closed_at IS NULL ORDER BY j.since LIMIT 200`)
    .map((row) => ({ job: toJob(row), number: formatOrderNumber(row) }));

const MAX_SERIAL = 999_999;

/** The next serial of this terminal's jobs; never given twice, whatever is deleted. */
export const takeJobSerial = (db: WritableDb): number => {
  const row = db.get<{ last: number }>(sql`INSERT INTO job_sequence (only, last) VALUES (1, 1)
    ON CONFLICT (only) DO UPDATE SET last = last + 1 RETURNING last`);
  if (!row || row.last > MAX_SERIAL) throw new Error('no job number left');
  return row.last;
};

export interface NewJob
  extends Pick<JobRecord, 'jobId' | 'jobNumber' | 'orderId' | 'format' | 'paper' | 'photoIds'> {
  readonly notBefore: number;
  readonly now: number;
}

export const insertJob = (db: WritableDb, job: NewJob): void =>
  assertChanged(
    db.run(sql`INSERT INTO output_job (job_id, job_number, order_id, format, paper, state, images, photo_ids,
        not_before, since, created_at)
      VALUES (${job.jobId}, ${job.jobNumber}, ${job.orderId}, ${job.format}, ${job.paper}, 'waiting',
        ${job.photoIds.length}, ${JSON.stringify(job.photoIds)}, ${job.notBefore}, ${job.now}, ${job.now})`),
  );

/** Moves a job from one state to another; false when it is not in that state any more. */
export const moveJob = (
  db: WritableDb,
  job: { readonly jobId: string; readonly from: JobState; readonly to: JobState },
  now: number,
  reason: OutputFailure | null = null,
): boolean =>
  db.run(sql`UPDATE output_job SET state = ${job.to}, reason = ${reason}, since = ${now}
    WHERE job_id = ${job.jobId} AND state = ${job.from}`) === 1;

const setColumn = (db: WritableDb, jobId: string, set: Sql): void =>
  assertChanged(db.run(sql`UPDATE output_job SET ${set} WHERE job_id = ${jobId}`));

export const setPlan = (db: WritableDb, jobId: string, plan: JobPlan): void =>
  setColumn(db, jobId, sql`plan = ${JSON.stringify(plan)}`);

/** Not to be started before; UTC ms. */
export const setNotBefore = (db: WritableDb, jobId: string, at: number): void =>
  setColumn(db, jobId, sql`not_before = ${at}`);

export const setProgress = (
  db: WritableDb,
  jobId: string,
  progress: Progress,
  paths: readonly string[],
): void => setColumn(db, jobId, sql`progress = ${progress}, paths = ${JSON.stringify(paths)}`);

export const setHandedOver = (db: WritableDb, jobId: string, at: number): void =>
  setColumn(db, jobId, sql`handed_over_at = ${at}`);

export const setFilesRemoved = (db: WritableDb, jobId: string, at: number): void =>
  setColumn(db, jobId, sql`files_removed_at = ${at}`);

/**
 * Jobs whose files are due to go: handed over longer than `keepMs` ago, or of an order that ended before
 * `endedBefore` (OUT-6).
 */
export const jobsWithFilesDue = (
  db: ReadableDb,
  handedOverBefore: number,
  endedBefore: number,
): readonly JobRecord[] =>
  db
    .all<Row>(sql`SELECT ${COLUMNS} FROM output_job j JOIN orders o ON o.order_id = j.order_id
      WHERE j.handed_over_at IS NOT NULL AND j.files_removed_at IS NULL
        AND (j.handed_over_at <= ${handedOverBefore} OR o.closed_at <= ${endedBefore})
      ORDER BY j.handed_over_at LIMIT 100`)
    .map(toJob);

/** Jobs of one order whose files may still lie in the controller's folder. */
export const jobsWithFiles = (db: ReadableDb, orderId: string): readonly JobRecord[] =>
  jobsOf(db, orderId).filter(({ plan }) => plan !== null);

/** Whether files for a lab are being written. */
export const isBuilding = (db: ReadableDb): boolean =>
  db.get(sql`SELECT 1 AS one FROM output_job WHERE state = 'building' LIMIT 1`) !== undefined;

export const countAlerts = (db: ReadableDb): number =>
  db.get<{ n: number }>(sql`SELECT count(*) AS n FROM output_job j JOIN orders o ON o.order_id = j.order_id
    WHERE j.state IN ('failed', 'stale') AND o.closed_at IS NULL`)?.n ?? 0;
