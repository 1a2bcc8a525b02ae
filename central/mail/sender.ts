import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { errorCode } from '../http/log.ts';
import { factsOf } from './facts.store.ts';
import { judge } from './judge.ts';
import type { Outcome } from './mailer.ts';
import { mention } from './mention.ts';
import {
  beginSending,
  type End,
  end,
  hasGone,
  lockLeft,
  lockNext,
  type StoredMessage,
  tryLater,
  wait,
} from './messages.store.ts';
import { contactHash } from './suppression.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How often a message is judged anew that may not go yet. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;
/** After so long nobody waits for a server any more: somebody calls. */
const GIVE_UP_MS = 24 * HOUR_MS;
/** An attempt ends within its own patience; one that is older belonged to a process that is gone. */
const LEFT_MS = 10 * MINUTE_MS;

/** The next attempt: a span that doubles from a minute to an hour, and of it between a half and the whole. */
export const laterBy = (tries: number, random: number): number =>
  Math.round(Math.min(HOUR_MS, MINUTE_MS * 2 ** Math.min(tries - 1, 10)) * (0.5 + random / 2));

type Claimed = StoredMessage & { readonly to: string };

interface MailTx {
  readonly sql: Sql;
  /** Ends a message and tells the store. */
  readonly settle: (m: StoredMessage, ended: End) => Promise<void>;
}

export interface Sender {
  /** Sends the next message that may go. Answers false where none waits. */
  readonly step: () => Promise<boolean>;
  /** Settles what a process left that is gone. */
  readonly settleLeft: () => Promise<void>;
}

export const createSender = (central: Central, random: () => number = Math.random): Sender => {
  const { db, keys, life, ledger, log, mailer, now, returnAddresses, sent } = central;
  const hashOf = contactHash(keys);

  /** Runs a transaction as the sender, then notes how far the feed has got. */
  const asMail = async <T>(work: (tx: MailTx) => Promise<T>): Promise<T> => {
    let fed = 0;
    const value = await db.transaction({ role: 'mail' }, (sql) =>
      work({
        sql,
        settle: async (m, ended) => {
          const version = await end(sql, m, ended, now());
          if (version === undefined) return;
          fed = Math.max(fed, await mention(sql, m, version, now()));
          log('message_ended', {
            message: m.messageId,
            template: m.template,
            code: ended.reason ?? ended.state,
          });
        },
      }),
    );
    if (fed > 0) life.mark(fed, ledger.head().seq);
    return value;
  };

  /** What the stream says of it decides where the database does not know: it may have been restored. */
  const settleByStream = async ({ settle }: MailTx, m: StoredMessage): Promise<boolean> => {
    const what = sent.of(m.messageId);
    if (what !== 'sent' && what !== 'begun') return false;
    await settle(m, { state: what === 'sent' ? 'sent' : 'uncertain' });
    return true;
  };

  /** The next one, as `sending` and committed before anything leaves; null for one that may not go. */
  const claim = (): Promise<Claimed | null | undefined> =>
    asMail(async (tx) => {
      const { sql, settle } = tx;
      const m = await lockNext(sql, now());
      if (m === undefined) return undefined;
      if (await settleByStream(tx, m)) return null;
      const verdict = judge(m, await factsOf(sql, m, hashOf), now());
      if (verdict.kind === 'wait' || (verdict.kind === 'go' && !mailer.sends[m.channel])) {
        await wait(sql, m, now() + LOOK_AGAIN_MS);
        return null;
      }
      if (verdict.kind === 'refuse') await settle(m, { state: 'cancelled', reason: verdict.reason });
      else if (verdict.once !== null && (await hasGone(sql, m, verdict.once)))
        await settle(m, { state: 'cancelled', reason: 'overtaken' });
      else {
        await beginSending(sql, m, verdict.once, now());
        return { ...m, to: verdict.to };
      }
      return null;
    });

  const noteOutcome = (m: StoredMessage, outcome: Outcome): Promise<void> =>
    asMail(async ({ sql, settle }) => {
      if (outcome.kind === 'accepted') return settle(m, { state: 'sent' });
      if (outcome.kind === 'uncertain') return settle(m, { state: 'uncertain' });
      const tooLong = now() - (m.firstTryAt ?? now()) >= GIVE_UP_MS;
      if (outcome.kind === 'refused' || tooLong) return settle(m, { state: 'bounced' });
      await tryLater(sql, m, { now: now(), at: now() + laterBy(m.tries + 1, random()) });
    });

  return {
    step: async () => {
      const m = await claim();
      if (m === undefined) return false;
      if (m === null) return true;
      sent.note(m.messageId, 'begun');
      const { messageId, template, channel, to, locale, letter } = m;
      // A gateway may know its customers by the sender: an SMS keeps it.
      const returnTo = channel === 'email' ? (returnAddresses?.of(m) ?? null) : null;
      const outcome = await mailer.send({ messageId, channel, to, locale, returnTo, ...letter });
      if (outcome.kind === 'accepted') sent.note(messageId, 'sent');
      else if (outcome.kind !== 'uncertain') sent.note(messageId, 'failed');
      if (outcome.kind !== 'accepted')
        log('message_failed', { message: messageId, template, code: outcome.code });
      await noteOutcome(m, outcome);
      return true;
    },
    settleLeft: () =>
      asMail(async (tx) => {
        for (const m of await lockLeft(tx.sql, now() - LEFT_MS))
          if (!(await settleByStream(tx, m))) await tryLater(tx.sql, m, { now: now(), at: now() });
      }),
  };
};

/** Sends whatever waits until the function it answers is called; that one waits for the attempt that is under way. */
export const startSending = (central: Central): (() => Promise<void>) => {
  const { log, mailer } = central;
  if (!mailer.sends.email && !mailer.sends.sms) return async () => undefined;
  const sender = createSender(central);
  let stopped = false;
  const isStopped = (): boolean => stopped;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async (): Promise<void> => {
    try {
      await sender.settleLeft();
      while (!isStopped() && (await sender.step()));
    } catch (error) {
      log('job_failed', { code: errorCode(error) });
    }
  };
  const again = (): void => {
    timer = setTimeout(() => {
      running = round().then(() => (isStopped() ? undefined : again()));
    }, SECOND_MS).unref();
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
};
