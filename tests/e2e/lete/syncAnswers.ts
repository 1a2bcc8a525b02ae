import type { CallOutput } from '../../../shared/contract/index.ts';
import { answerWith, tellWindows } from './answers.ts';
import type { Lete } from './startLete.ts';

type Status = CallOutput<'sync:status'>;

const HOUR_MS = 3_600_000;
const now = Date.now();

/** A terminal that belongs to a central which is out of reach, with work of three hours behind it. */
const OFFLINE: Status = {
  state: 'offline',
  waiting: { ops: 38, files: 1240, bytes: 9_700_000_000, oldestAt: now - 3 * HOUR_MS },
  offlineSince: now - 3 * HOUR_MS,
  lastContactAt: now - 3 * HOUR_MS,
  lastError: 'offline',
  deadLetters: 0,
  host: 'centrale.fotolukss.example:8443',
  terminalId: '0'.repeat(26),
  role: 'counter',
  letter: 'K',
  ledgerAt: now - 3 * HOUR_MS,
  hub: {
    serves: 'off',
    address: null,
    waiting: 0,
    stranded: 0,
    used: null,
    heardAt: null,
    provisional: 0,
  },
};

const KINDS = [
  'order.placed',
  'order.moved',
  'payment.recorded',
  'consents.recorded',
  'erasure.acknowledged',
] as const;

const waiting: CallOutput<'sync:waiting'> = {
  ops: KINDS.map((kind, i) => ({
    opId: String(i).padStart(32, '0') as never,
    kind,
    orderId: '1'.repeat(26) as never,
    number: i < 3 ? `K-${27 + i}` : null,
    since: now - 3 * HOUR_MS + i,
    attempts: i < 2 ? 12 : 0,
    lastError: i < 2 ? 'offline' : null,
  })),
};

const LETTERS = [
  { kind: 'order.edited', status: 'conflict', code: 'lines,note,contact' },
  { kind: 'order.moved', status: 'rejected', code: 'order_moved_on' },
  { kind: 'order.placed', status: 'rejected', code: 'something_new' },
  { kind: 'x.new', status: 'deferred', code: null },
] as const;

const letters: CallOutput<'sync:deadLetters'>['letters'] = LETTERS.map((one, i) => ({
  ...one,
  opId: String(i).padStart(32, 'a') as never,
  orderId: '1'.repeat(26) as never,
  number: i < 3 ? `K-${41 + i}` : null,
  at: now - 2 * HOUR_MS,
  answeredAt: now - HOUR_MS,
  by: i < 2 ? 'Līga' : null,
  canResend: i < 3,
}));

const held: CallOutput<'sync:deadLetters'>['held'] = (
  [
    { what: 'photos', code: 'damaged', photos: 3 },
    { what: 'order', code: 'failed', photos: 0 },
    { what: 'other', code: 'unread', photos: 0 },
    { what: 'settings', code: 'refused', photos: 0 },
    { what: 'settings', code: 'no_key', photos: 0 },
  ] as const
).map((one, i) => ({
  ...one,
  orderId: i === 0 ? ('1'.repeat(26) as never) : null,
  number: i === 0 ? 'K-52' : null,
  since: now - HOUR_MS,
}));

const sold = (format: string, unit: number) => ({
  format,
  paper: 'gloss',
  breaks: [
    { from: 1, unit },
    { from: 50, unit: unit - 4 },
    { from: 100, unit: unit - 7 },
  ],
  channels: ['kiosk', 'counter'] as ('kiosk' | 'counter')[],
});
const owner = { by: 'owner', at: now - 48 * HOUR_MS, forStore: false };
const prices: CallOutput<'catalogue:versions'>['versions'] = [
  {
    version: 4,
    state: 'coming',
    validFrom: now + 240 * HOUR_MS,
    signed: { ...owner, forStore: true },
    receivedAt: now,
    changes: [
      { what: 'product', before: sold('10x15', 29), after: sold('10x15', 35) },
      { what: 'product', before: sold('30x45', 850), after: null },
      { what: 'product', before: null, after: sold('id35x45', 690) },
      { what: 'amount', of: 'express', before: 300, after: 350 },
      { what: 'amount', of: 'vatRate', before: 2100, after: 1200 },
      { what: 'part', of: 'discount' },
    ],
  },
  { version: 3, state: 'inForce', validFrom: now, signed: owner, receivedAt: now, changes: [] },
  {
    version: 2,
    state: 'past',
    validFrom: now - HOUR_MS,
    signed: owner,
    receivedAt: now,
    changes: [{ what: 'part', of: 'papers' }],
  },
  { version: 1, state: 'past', validFrom: 0, signed: null, receivedAt: 0, changes: null },
];

const terminals: CallOutput<'sync:terminals'> = {
  terminals: (['counter', 'kiosk', 'hub', 'kiosk'] as const).map((role, i) => ({
    terminalId: String(i).repeat(26),
    role,
    letter: 'KACE'[i] ?? 'F',
    lastSeenAt: [now, now - HOUR_MS, null, now - 90 * 24 * HOUR_MS][i] ?? null,
    unsent: [38, 0, 1_204, 3][i] ?? 0,
    bytesLeft: [9_700_000_000, 0, 61_000_000, 0][i] ?? 0,
    ledgerSeq: [1_204, 1_204, null, 900][i] ?? null,
    appVersion: '1.4.0',
    revoked: i === 3,
  })),
};

/** From now on this terminal answers as one in that state; `null` lets core answer again. */
export async function pretendSync(lete: Lete, change: Partial<Status> | null): Promise<void> {
  const isOn = change !== null;
  const status = { ...OFFLINE, ...change };
  const list = status.deadLetters > 0 ? { letters, held } : { letters: [], held: [] };
  await answerWith(lete, 'sync:status', isOn ? { ok: true, value: status } : null);
  await answerWith(lete, 'sync:waiting', isOn ? { ok: true, value: waiting } : null);
  await answerWith(lete, 'sync:deadLetters', isOn ? { ok: true, value: list } : null);
  await answerWith(lete, 'catalogue:versions', isOn ? { ok: true, value: { versions: prices } } : null);
  await answerWith(lete, 'sync:terminals', isOn ? { ok: true, value: terminals } : null);
  const made = { code: '0123456789ABCDEFGHJKMNPQRS' as never, expiresAt: Date.now() + 600_000 };
  await answerWith(lete, 'sync:createCode', isOn ? { ok: true, value: made } : null);
  await tellWindows(lete, 'sync-changed');
}
