import { Buffer } from 'node:buffer';
import { OrderId, SubjectRef } from '../../shared/domain/ids.ts';
import { MAX_BODY_BYTES } from '../../shared/sync/op.ts';
import { bodySchemaOf, type OpBody, type OpKey } from '../../shared/sync/opBodies.ts';
import { Ulid } from '../../shared/sync/primitives.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Decision, type KnownOp, refused } from './decision.ts';
import { decideErasure } from './decideErasure.ts';
import { decideMessage } from './decideMessage.ts';
import { decideOrder } from './decideOrder.ts';
import { decideSubject } from './decideSubject.ts';
import type { ReadOp } from './readOps.ts';
import type { WorkingSet } from './workingSet.ts';

const ID_OF = { order: OrderId, subject: SubjectRef, message: Ulid, erasure: Ulid } as const;

/** Which entity a type changes. */
const ENTITY_OF = {
  'order.placed@1': 'order',
  'order.moved@1': 'order',
  'order.undone@1': 'order',
  'order.edited@1': 'order',
  'payment.recorded@1': 'order',
  'consents.recorded@1': 'subject',
  'subject.restricted@1': 'subject',
  'message.queued@1': 'message',
  'erasure.ordered@1': 'erasure',
  'erasure.acknowledged@1': 'erasure',
} as const satisfies Record<OpKey, keyof typeof ID_OF>;

/** What a terminal that must wipe itself may still send: facts that name nobody. */
const NAMES_NOBODY: ReadonlySet<OpKey> = new Set(['payment.recorded@1', 'erasure.acknowledged@1']);

/** The entity of an op, if it is one that this central knows by an id of the right shape. */
export const isKnownEntity = (entity: string, id: string): entity is keyof typeof ID_OF =>
  Object.hasOwn(ID_OF, entity) && ID_OF[entity as keyof typeof ID_OF].safeParse(id).success;

const bodyOf = ({ wire, header }: ReadOp): unknown => {
  if (wire.body === null || Buffer.byteLength(wire.body) > MAX_BODY_BYTES) return undefined;
  try {
    return bodySchemaOf(header.type, header.typeV)?.safeParse(JSON.parse(wire.body)).data;
  } catch {
    return undefined;
  }
};

const isJson = (text: string | null): boolean => {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
};

const byEntity = (set: WorkingSet, terminal: Terminal, known: KnownOp): Decision => {
  switch (ENTITY_OF[known.key]) {
    case 'order':
      return decideOrder(set, terminal, known);
    case 'subject':
      return decideSubject(set, terminal, known);
    case 'message':
      return decideMessage(set, terminal, known);
    default:
      return decideErasure(set, terminal, known);
  }
};

/**
 * What one op of a verified chain comes to, with its effect in the working set. It never throws for what an op holds:
 * every op is answered and the queue goes on (sync specification 4.4, 5).
 */
export const decideOp = (
  set: WorkingSet,
  terminal: Terminal,
  erased: ReadonlySet<string>,
  op: ReadOp,
): Decision => {
  const { header } = op;
  if (header.shopId !== terminal.shopId) return refused('wrong_shop');
  const refs = [...header.subjects, ...header.orders, header.entityId];
  if (header.entity !== 'erasure' && refs.some((ref) => erased.has(ref))) return refused('erased');
  const key = `${header.type}@${header.typeV}` as OpKey;
  if (bodySchemaOf(header.type, header.typeV) === undefined)
    return isJson(op.wire.body) ? { status: 'deferred', code: null, version: null } : refused('malformed');
  const body = bodyOf(op);
  if (body === undefined) return refused('malformed');
  if (header.entity !== ENTITY_OF[key] || !isKnownEntity(header.entity, header.entityId))
    return refused('entity_mismatch');
  if (terminal.mustWipe && !NAMES_NOBODY.has(key)) return refused('wiped');
  return byEntity(set, terminal, { op, key, body: body as OpBody<OpKey> });
};
