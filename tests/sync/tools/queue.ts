import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import type { HelloAnswer, OpsAnswer } from '../../../shared/sync/endpoints.ts';
import type { LedgerHead } from '../../../shared/sync/ledger.ts';
import { type OpHeader, OpHeader as OpHeaderSchema, type WireOp } from '../../../shared/sync/op.ts';
import type { OpBody, OpKey } from '../../../shared/sync/opBodies.ts';
import { NewOrder, type OrderDocument } from '../../../shared/sync/orderDocument.ts';
import { sha256 } from '../../../central/keys/sha256.ts';
import { type Answer, newId, random128, type TestTerminal } from './terminal.ts';

const EVENT = {
  at: 1,
  by: null,
  window: 'counter',
  code: 'status',
  from: null,
  to: null,
  reason: null,
} as const;

/** A made-up person; each is another one. */
export const person = (email: string | null = null) => ({
  personId: newId(),
  subjectRef: random128(),
  name: 'Anna Paraugs',
  email,
  phone: null,
  address: null,
});

export const newOrder = (shop: string, who: ReturnType<typeof person> | null = null): NewOrder =>
  NewOrder.parse({
    orderId: newId(),
    store: shop,
    day: '2026-11-30',
    letter: 'K',
    n: 27,
    claimCode: 'ABC-123',
    statusToken: 'f'.repeat(32),
    source: 'kiosk',
    locale: 'lv',
    notify: 'none',
    delivery: 'store',
    express: false,
    discount: null,
    catalogueVersion: 1,
    price: { catalogueVersion: 1, lines: [], total: 0, vat: [], cheaperIfMore: [] },
    content: '1 × 10×15',
    noticeVersion: '1',
    placedAt: 1,
    dueAt: 2,
    linkedTo: null,
    person: who,
    files: [],
    items: [],
  });

export interface NewOp {
  readonly key: string;
  readonly entity: string;
  readonly entityId: string;
  readonly body: unknown;
  readonly subjects?: readonly string[];
  readonly orders?: readonly string[];
  readonly baseVersion?: number | null;
  readonly opId?: string;
}

const op = <K extends OpKey>(key: K, entity: string, entityId: string, body: OpBody<K>): NewOp => ({
  key,
  entity,
  entityId,
  body,
});

/** The op that places an order. */
export const placing = (order: NewOrder): NewOp => ({
  ...op('order.placed@1', 'order', order.orderId, { order, event: EVENT }),
  orders: [order.orderId],
  subjects: order.person === null ? [] : [order.person.subjectRef],
});

type Status = OrderDocument['status'];

export const moving = (orderId: string, from: Status, to: Status): NewOp => ({
  ...op('order.moved@1', 'order', orderId, {
    from,
    to,
    actor: 'manager',
    heldFrom: null,
    closedAt: null,
    event: EVENT,
  }),
  orders: [orderId],
});

export const noting = (orderId: string, note: string, baseVersion: number): NewOp => ({
  ...op('order.edited@1', 'order', orderId, { edit: { note }, event: null }),
  orders: [orderId],
  baseVersion,
});

export const restricting = (subjectRef: string, restrictedAt: number | null): NewOp => ({
  ...op('subject.restricted@1', 'subject', subjectRef, { restrictedAt }),
  subjects: [subjectRef],
});

/** The op that hands a message over. */
export const messaging = (
  template: OpBody<'message.queued@1'>['template'],
  order: NewOrder,
  changed: Partial<OpBody<'message.queued@1'>> = {},
): NewOp => {
  const subjectRef = order.person?.subjectRef ?? '';
  const orderId = template.startsWith('order.') ? order.orderId : null;
  return {
    ...op('message.queued@1', 'message', newId(), {
      template,
      channel: 'email',
      locale: 'lv',
      subjectRef: subjectRef as never,
      orderId,
      notice: null,
      title: 'Pasūtījums K-027 ir gatavs',
      paragraphs: ['Fotolukss: pasūtījums K-027 ir gatavs un gaida jūs.'],
      queuedAt: 1,
      expiresAt: null,
      ...changed,
    }),
    subjects: [subjectRef],
    orders: orderId === null ? [] : [orderId],
  };
};

export const erasing = (orders: readonly string[], subjects: readonly string[]): NewOp => {
  const cmdId = newId();
  return op('erasure.ordered@1', 'erasure', cmdId, {
    cmdId,
    requestId: newId(),
    subjectRefs: [...subjects] as never,
    orderRefs: [...orders] as never,
    issuedAt: 1,
    mapVersion: 1,
  });
};

export const acknowledging = (cmdId: string, ledgerSeq: number): NewOp =>
  op('erasure.acknowledged@1', 'erasure', cmdId, {
    cmdId,
    outcome: 'done',
    step: null,
    counts: { orders: 1 },
    proof: 'a'.repeat(64),
    ledgerSeq,
  });

/** A terminal's queue: numbers, chains and signs as a real one does, and keeps what it made. */
export interface Queue {
  readonly ops: WireOp[];
  readonly end: () => { readonly seq: number; readonly hash: string };
  /** Seals further ops and answers them. */
  readonly seal: (...ops: readonly NewOp[]) => WireOp[];
  readonly push: (ops: readonly WireOp[], changed?: Record<string, unknown>) => Promise<Answer<OpsAnswer>>;
  /** Seals and sends. */
  readonly send: (...ops: readonly NewOp[]) => Promise<Answer<OpsAnswer>>;
  /** Says hello with what it knows of the ledger. */
  readonly hello: (changed?: Record<string, unknown>) => Promise<Answer<HelloAnswer>>;
  /** Takes the ledger in and says so. */
  readonly level: () => Promise<HelloAnswer>;
}

export const sealOp = (
  terminal: TestTerminal,
  place: { readonly epoch: number; readonly seq: number; readonly prev: string },
  { key, entity, entityId, ...rest }: NewOp,
): { readonly wire: WireOp; readonly hash: string } => {
  const [type = '', version] = key.split('@');
  const [salt, body] = [randomBytes(16), JSON.stringify(rest.body)];
  const header: OpHeader = OpHeaderSchema.parse({
    terminalId: terminal.id,
    ...place,
    opId: rest.opId ?? random128(),
    type,
    typeV: Number(version),
    shopId: terminal.shop,
    entity,
    entityId,
    baseVersion: rest.baseVersion ?? null,
    subjects: rest.subjects ?? [],
    orders: rest.orders ?? [],
    actorRef: null,
    role: 'staff',
    wall: 0,
    bodySha256: sha256(salt, body),
  });
  const text = canonicalJson(header);
  const wire = { header: text, sig: terminal.signer.sign(text), salt: salt.toString('hex'), body };
  return { wire, hash: sha256(text) };
};

/** Hash of the record that opened an epoch. */
export const epochHash = (record: unknown): string => sha256(canonicalJson(record));

export const createQueue = (
  terminal: TestTerminal,
  epoch = 1,
  first: string = epochHash({
    terminalId: terminal.id,
    epoch,
    reason: 'enrolled',
    lastSeq: 0,
    lastHash: null,
  }),
): Queue => {
  const ops: WireOp[] = [];
  let [seq, hash] = [0, first];
  let ledger: { readonly ledgerSeq: number | null; readonly ledgerHash: string | null } = {
    ledgerSeq: null,
    ledgerHash: null,
  };
  const seal = (...made: readonly NewOp[]): WireOp[] => {
    const sealed = made.map((one) => {
      const done = sealOp(terminal, { epoch, seq: seq + 1, prev: hash }, one);
      [seq, hash] = [seq + 1, done.hash];
      return done.wire;
    });
    ops.push(...sealed);
    return sealed;
  };
  const push: Queue['push'] = (sent, changed = {}) =>
    terminal.call('POST', '/v1/ops', {
      incarnation: terminal.enrolment.incarnation,
      terminalId: terminal.id,
      epoch,
      ops: sent,
      ...changed,
    });
  const hello: Queue['hello'] = (changed = {}) =>
    terminal.call('POST', '/v1/hello', {
      epoch,
      lastSeq: seq,
      lastHash: hash,
      ...ledger,
      scopes: [],
      backlog: { ops: 0, files: 0, bytes: 0, oldestS: 0 },
      appVersion: '1.0.0',
      ...changed,
    });
  return {
    ops,
    end: () => ({ seq, hash }),
    seal,
    push,
    send: (...made) => push(seal(...made)),
    hello,
    level: async () => {
      const { body } = await terminal.call<{ head: LedgerHead }>('GET', '/v1/ledger');
      ledger = { ledgerSeq: body.head.seq, ledgerHash: body.head.hash };
      return (await hello()).body;
    },
  };
};

/** A queue of a new terminal that may send at once. */
export const levelQueue = async (terminal: TestTerminal): Promise<Queue> => {
  const queue = createQueue(terminal);
  await queue.level();
  return queue;
};
