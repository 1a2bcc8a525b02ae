import { setImmediate as breathe } from 'node:timers/promises';
import type { messages } from '../../../../shared/contract/messages.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { LetterKind, WrittenLetter } from '../../../../shared/privacy/requestLetters.ts';
import type { Tx } from '../../call/context.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import type { MessageStanding } from '../../../../shared/sync/messageDocument.ts';
import { describeError } from '../../log/log.ts';
import { queueNotices } from './campaign.ts';
import type { Unmessaged } from '../notices/index.ts';
import { type OutgoingMessage, sealLetter } from './content.ts';
import { cancelOvertaken, noteBounced, noteSent, takeMessages } from './handOver.ts';
import { createHandOverLoop } from './handOverLoop.ts';
import { takeOverMessage } from './takeOver.ts';
import type { MessagesDeps } from './messages.deps.ts';
import { type Queued, queueMessage, type WantedMessage } from './queueMessage.ts';
import { recordCall } from './recordCall.ts';
import { callTasks } from './views.ts';

/** A letter of a privacy request to the known contact. */
export interface LetterToSend {
  readonly kind: LetterKind;
  readonly personId: PersonId;
  readonly requestId: PrivacyRequestId;
  readonly locale: Locale;
  readonly channel: 'email' | 'sms';
  readonly letter: WrittenLetter;
  /** UTC ms after which it is of no use; null for none. */
  readonly until: number | null;
}

export interface MessagesFeature extends Feature<HandlersFor<typeof messages>> {
  /** Marketing, by the gate; orders and notices queue theirs themselves. */
  readonly queue: (tx: Tx, wanted: WantedMessage) => Queued;
  /** Answers the message's id; null where the gate refused it. */
  readonly sendLetter: (tx: Tx, letter: LetterToSend) => string | null;
  /** See `takeMessages`. */
  readonly take: (tx: Tx, limit: number) => readonly OutgoingMessage[];
  readonly noteSent: (tx: Tx, messageId: string) => void;
  readonly noteBounced: (tx: Tx, messageId: string) => void;
  /** Takes over how far central is with a message. */
  readonly takeOver: (tx: Tx, standing: MessageStanding) => void;
  /** Puts what may leave on its way while central is heard; runs by itself every two seconds. Answers how many. */
  readonly handOver: () => number;
  /** One round: notices that are to be queued, messages that were overtaken; runs by itself each minute. */
  readonly tick: () => Promise<void>;
}

const TICK_MS = 60_000;
/** The first screen comes first. */
const FIRST_TICK_MS = 5_000;

const createRounds = (deps: MessagesDeps) => {
  let timer: NodeJS.Timeout | null = null;
  const handing = createHandOverLoop(deps);
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  /** In transactions short enough for nobody to wait. */
  const toTheEnd = async <C>(first: C, work: (tx: Tx, from: C) => C | null): Promise<void> => {
    let from = first;
    for (;;) {
      const next = deps.transact((tx) => work(tx, from));
      if (next === null || stopping) return;
      from = next;
      await breathe();
    }
  };
  const tick = async (): Promise<void> => {
    try {
      await toTheEnd<Unmessaged | null>(null, queueNotices);
      await toTheEnd('', (tx, after) => cancelOvertaken(deps, tx, after));
    } catch (error) {
      deps.log.error('messages-round-failed', describeError(error));
    }
  };
  const after = (ms: number): void => {
    timer = setTimeout(() => {
      running = tick().then(() => (stopping ? undefined : after(TICK_MS)));
    }, ms);
  };
  return {
    tick,
    handOver: handing.now,
    start: (): void => {
      stopping = false;
      after(FIRST_TICK_MS);
      handing.start();
    },
    stop: async (): Promise<void> => {
      stopping = true;
      if (timer) clearTimeout(timer);
      handing.stop();
      await running;
    },
  };
};

/** Messages from the wish to the hand-over: queued here, judged twice, sent by central alone (NOT-1 to NOT-4). */
export const createMessagesFeature = (deps: MessagesDeps): MessagesFeature => ({
  ...createRounds(deps),
  queue: (tx, wanted) => queueMessage(tx, wanted, deps.mayMarket),
  sendLetter: (tx, { kind, letter, until, ...to }) => {
    const template = kind === 'code' ? 'request.code' : 'request.letter';
    const cause = `${to.requestId}:${kind}:${tx.ids.ulid()}`.replaceAll('_', '-');
    const queued = queueMessage(
      tx,
      { ...to, template, cause, expiresAt: until },
      deps.mayMarket,
      (messageId) => sealLetter(deps.letterKey, messageId, letter),
    );
    return queued.kind === 'queued' ? queued.messageId : null;
  },
  take: (tx, limit) => takeMessages(deps, tx, limit),
  noteSent: (tx, messageId) => noteSent(deps, tx, messageId),
  noteBounced: (tx, messageId) => noteBounced(deps, tx, messageId),
  takeOver: (tx, standing) => takeOverMessage(deps, tx, standing),
  handlers: {
    'messages:recordCall': command('messages:recordCall', (tx, input) => recordCall(deps.orders, tx, input)),
    'messages:tasks': query('messages:tasks', (q) => ({ calls: callTasks(q.db) })),
  },
});
