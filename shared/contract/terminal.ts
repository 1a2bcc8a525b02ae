import { z } from '../domain/z.ts';
import { RequestId, StaffId } from '../domain/ids.ts';
import { NoticeCollects } from '../domain/notice.ts';
import { AUDIT_BREAKS } from '../privacy/auditBreaks.ts';
import { type Contract, EVERYONE, type Events, SIGNED_IN } from './define.ts';
import { TERMINAL_KINDS } from './terminalKinds.ts';

export const TerminalKind = z.enum(TERMINAL_KINDS);

/** Named states in which the database stays closed; each has a screen of its own (architecture guide, section 5). */
export const FAILURES = [
  'runtime-unfit',
  'folder-unavailable',
  'disk-full',
  'in-use',
  'key-missing',
  'key-mismatch',
  'key-store-away',
  'settings-refused',
  'damaged',
  'from-future',
  'migration-failed',
  'catalogue-malformed',
  'ledger-missing',
  'erasure-pending',
  'notice-malformed',
  'crash-loop',
] as const;
export const Failure = z.enum(FAILURES);
export type Failure = z.infer<typeof Failure>;

export const TerminalState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({
    state: z.literal('unconfigured'),
    kind: TerminalKind.nullable(),
    osKeyProtection: z.boolean(),
  }),
  z.object({ state: z.literal('locked'), kind: TerminalKind }),
  z.object({ state: z.literal('failed'), failure: Failure, ref: z.string().max(40) }),
  z.object({
    state: z.literal('ready'),
    kind: TerminalKind,
    demo: z.boolean(),
    restoredFromBackup: z.boolean(),
    storeName: z.string().max(80),
    terminalName: z.string().max(80),
    version: z.string().max(20),
  }),
]);
export type TerminalState = z.infer<typeof TerminalState>;

const Level = z.enum(['ok', 'warning', 'critical']);

/** The one strip of ADM-6. Bytes and UTC milliseconds. */
export const Health = z.object({
  network: z.object({
    level: Level,
    state: z.enum(['notSetUp', 'online', 'offline']),
    offlineSince: z.int().nullable(),
  }),
  printer: z.object({ level: Level, name: z.string().max(80), waiting: z.int() }),
  production: z.object({ level: Level, alerts: z.int() }),
  /** Messages to customers: `waiting` to be sent, and `calls` to be made because one came back. */
  messages: z.object({ level: Level, waiting: z.int(), calls: z.int() }),
  disk: z.object({ level: Level, freeBytes: z.int(), daysLeft: z.int().nullable() }),
  clock: z.object({ level: Level, now: z.int() }),
  backup: z.object({ level: Level, lastAt: z.int().nullable() }),
  /** The deleting by rule: `critical` after 26 hours of silence. */
  retention: z.object({ level: Level, lastAt: z.int().nullable() }),
  kiosks: z.object({ level: Level, helpCalled: z.int() }),
  /** The privacy notice: whether it is due for review, and whether consents may be taken by it. */
  notice: z.object({ level: Level, reviewOverdue: z.boolean(), collects: NoticeCollects }),
  /** `broken` is the last check's finding; `unusualViews` counts alarms of the last day. */
  audit: z.object({
    level: Level,
    broken: z.object({ how: z.enum(AUDIT_BREAKS), seq: z.int() }).nullable(),
    checkedAt: z.int().nullable(),
    unusualViews: z.int(),
  }),
});
export type Health = z.infer<typeof Health>;

export const terminal = {
  'terminal:state': { kind: 'query', roles: EVERYONE, input: z.strictObject({}), output: TerminalState },
  'terminal:setUp': {
    kind: 'command',
    roles: ['nobody'],
    input: z.strictObject({
      requestId: RequestId,
      kind: TerminalKind,
      passphrase: z.string().max(200).nullable(),
      manager: z.strictObject({ name: z.string().trim().min(1).max(40), pin: z.string().max(12) }).nullable(),
    }),
    output: z.object({}),
  },
  'terminal:unlock': {
    kind: 'command',
    roles: ['nobody'],
    input: z.strictObject({ requestId: RequestId, passphrase: z.string().max(200) }),
    output: z.object({}),
  },
  'terminal:health': { kind: 'query', roles: EVERYONE, input: z.strictObject({}), output: Health },
  /** The hidden staff way out of the kiosk (KIO-6): the PIN is checked before anything happens. */
  'terminal:leaveKiosk': {
    kind: 'command',
    roles: ['nobody', 'customer'],
    input: z.strictObject({
      requestId: RequestId,
      staffId: StaffId,
      pin: z.string().max(12),
      action: z.enum(['exit', 'restart', 'takeOver']),
    }),
    output: z.object({}),
  },
  'terminal:quit': {
    kind: 'command',
    roles: ['nobody', ...SIGNED_IN],
    input: z.strictObject({ requestId: RequestId }),
    output: z.object({}),
  },
} as const satisfies Contract;

export const terminalEvents = {
  'terminal-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
  'health-changed': { kind: 'event', roles: EVERYONE, payload: z.strictObject({}) },
} as const satisfies Events;
