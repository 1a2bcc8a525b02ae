import { z } from '../domain/z.ts';
import { RequestId } from '../domain/ids.ts';
import { RESTORE_REASONS } from '../privacy/auditActions.ts';
import { type Contract, Done, MANAGER, SIGNED_IN } from './define.ts';

/** Why a restore is refused; each is an error code with a sentence of its own. */
export const RESTORE_REFUSALS = [
  'VISIT_RUNNING',
  'RESTORE_JOB_RUNNING',
  'RESTORE_UNSENT',
  'RESTORE_DISK_FULL',
  'BACKUP_UNSOUND',
  'BACKUP_TOO_NEW',
] as const;

/** What a restore came to, told once. Times in UTC ms. */
export const RestoreNotice = z.object({
  at: z.int(),
  backupAt: z.int(),
  /** False where the database was damaged and the newest sound backup took its place by itself. */
  chosen: z.boolean(),
  /** Orders made since the backup, as far as the replaced database could be read; null where it could not. */
  orders: z.int().nullable(),
  /** Whether central has those orders and gives them back. */
  comeBack: z.boolean(),
});
export type RestoreNotice = z.infer<typeof RestoreNotice>;

/** Backups of this terminal's database. A backup is named by `at`, the UTC ms when it was made. */
export const backups = {
  /** Newest first; `orders` were placed since. Bytes. */
  'backups:list': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({}),
    output: z.object({
      backups: z.array(z.object({ at: z.int(), bytes: z.int(), orders: z.int() })).max(500),
    }),
  },
  /** What a restore of this backup would mean now, and what stands against it. NOT_FOUND where it is gone. */
  'backups:compare': {
    kind: 'query',
    roles: MANAGER,
    input: z.strictObject({ at: z.int() }),
    output: z.object({
      /** Orders here that the backup does not know. */
      orders: z.int(),
      /** Whether those come back from central. */
      comeBack: z.boolean(),
      /** Changes and photos that neither central nor the backup has, or that wait for somebody's decision. */
      unsent: z.int(),
      refusal: z.enum(RESTORE_REFUSALS).nullable(),
    }),
  },
  /**
   * Puts a backup in the database's place: checks it, makes a backup of now, and starts core anew. The sign-in ends. Fails
   * with a code of RESTORE_REFUSALS, `PIN_WRONG`, `PIN_LOCKED`, or `CONFLICT` while another one is being prepared.
   */
  'backups:restore': {
    kind: 'command',
    roles: MANAGER,
    input: z.strictObject({
      requestId: RequestId,
      at: z.int(),
      reason: z.enum(RESTORE_REASONS),
      pin: z.string().max(12),
    }),
    output: Done,
  },
  /** The last restore, until somebody has read of it. */
  'backups:notice': {
    kind: 'query',
    roles: SIGNED_IN,
    input: z.strictObject({}),
    output: z.object({ notice: RestoreNotice.nullable() }),
  },
  'backups:noticeRead': {
    kind: 'command',
    roles: SIGNED_IN,
    input: z.strictObject({ requestId: RequestId }),
    output: Done,
  },
} as const satisfies Contract;
