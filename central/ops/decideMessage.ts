import { Ulid } from '../../shared/sync/primitives.ts';
import type { OpBody } from '../../shared/sync/opBodies.ts';
import { templateRule } from '../../shared/privacy/messages/templates.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { type Decision, type KnownOp, refused } from './decision.ts';
import type { WorkingSet } from './workingSet.ts';

/** The header must name whom the message is about: an erasure finds it by that. */
const namesAll = ({ subjects, orders }: KnownOp['op']['header'], body: OpBody<'message.queued@1'>): boolean =>
  subjects.includes(body.subjectRef) && (body.orderId === null || orders.includes(body.orderId));

const isAbout = ({ template, orderId, notice }: OpBody<'message.queued@1'>): boolean => {
  const about = templateRule(template)?.about;
  return (about === 'order') === (orderId !== null) && (about === 'notice') === (notice !== null);
};

/** A message is taken once. Whether it may go is decided when it goes. */
export const decideMessage = (set: WorkingSet, terminal: Terminal, { op, body }: KnownOp): Decision => {
  const messageId = Ulid.parse(op.header.entityId);
  const message = body as OpBody<'message.queued@1'>;
  if (!namesAll(op.header, message) || !isAbout(message)) return refused('entity_mismatch');
  const before = set.message(messageId);
  if (before !== undefined) return { status: 'already', code: null, version: before };
  const kiosk = terminal.role === 'kiosk' ? terminal.terminalId : null;
  set.putMessage({ messageId, kiosk, message });
  return { status: 'applied', code: null, version: 1 };
};
