import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { restrict } from '../../../electron/core/features/restriction/index.ts';
import type { PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { bounced, createMessageCore, deliver, type MessageCore, order, take } from './messagesCore.ts';

const DAY = 86_400_000;

let core: MessageCore;
beforeEach(async () => {
  core = await createMessageCore();
});
afterEach(() => core.close());

const ask = (more: object = {}) =>
  core.get(core.who.customer, 'requests:takeIn', {
    type: 'access',
    channel: 'kiosk',
    receivedAt: null,
    locale: 'lv',
    who: { kind: 'email', email: 'ilze@example.org' },
    proof: null,
    scope: [],
    corrections: [],
    ...more,
  });

const letters = () =>
  core.deps.read.all<{
    template: string;
    state: string;
    reason: string;
    bytes: number;
  }>(sql`SELECT template, state,
    reason, length(letter) AS bytes FROM message WHERE template GLOB 'request.*' ORDER BY message_id`);

/** The code in what central gets. */
const codeTaken = (): string => {
  const message = take(core).find(({ template }) => template === 'request.code');
  return /\b\d{6}\b/.exec(message?.paragraphs.join(' ') ?? '')?.[0] ?? '';
};

const verify = (privacyRequestId: PrivacyRequestId, code: string) =>
  core.get(core.who.customer, 'requests:verifyCode', { privacyRequestId, code });

describe('letters of privacy requests', () => {
  it('[P17, PRV-1] a code waits sealed, goes to the known contact even of a restricted person, and proves who asked', async () => {
    const { personId } = await order(core);
    const { privacyRequestId } = await ask();
    core.features.requests.tick();
    const stored = core.deps.read.get<{ letter: Uint8Array }>(
      sql`SELECT letter FROM message WHERE template = 'request.code'`,
    );
    core.deps.transact((tx) => restrict(tx, [personId]));
    const code = codeTaken();
    expect(code).toMatch(/^\d{6}$/);
    expect(Buffer.from(stored?.letter ?? []).includes(code)).toBe(false);
    expect((await verify(privacyRequestId, code)).verified).toBe(true);
  });

  it('[PRV-1] a code that nobody took within its 24 hours is cancelled, and its text is gone', async () => {
    await order(core);
    await ask();
    core.features.requests.tick();
    expect(letters()).toMatchObject([{ state: 'queued', reason: 'none' }]);
    expect(letters()[0]?.bytes).toBeGreaterThan(50);
    core.clock.pass(DAY);
    await core.features.messages.tick();
    expect(letters()).toEqual([
      { template: 'request.code', state: 'cancelled', reason: 'expired', bytes: 0 },
    ]);
    expect(codeTaken()).toBe('');
  });

  it('[R8] nobody learns from the queue that a stranger asked: no message is made', async () => {
    await ask({ who: { kind: 'email', email: 'nezinams@example.org' } });
    core.features.requests.tick();
    expect(letters()).toEqual([]);
  });

  it('[NOT-3, P34] the desk sees how far a letter has come, and that it came back also in the history of its request', async () => {
    await order(core);
    const { privacyRequestId } = await core.get(core.who.staff, 'requests:takeIn', {
      type: 'question',
      channel: 'email',
      receivedAt: core.clock.now(),
      locale: 'lv',
      who: { kind: 'email', email: 'ilze@example.org' },
      proof: null,
      scope: [],
      corrections: [],
    });
    const sending = async () =>
      (await core.get(core.who.manager, 'requests:get', { privacyRequestId })).letters.map(
        (letter) => letter.sending?.state ?? letter.way,
      );
    expect(await sending()).toEqual(['queued']);
    const messageId = deliver(core, 'request.letter');
    expect(await sending()).toEqual(['sent']);
    expect(letters()).toEqual([{ template: 'request.letter', state: 'sent', reason: 'none', bytes: 0 }]);
    bounced(core, messageId);
    const printed = { privacyRequestId, kind: 'acknowledgement', as: 'text' } as const;
    await core.get(core.who.staff, 'requests:letter', printed);
    expect(await sending()).toEqual(['bounced', 'paper']);
    const { history } = await core.get(core.who.manager, 'requests:get', { privacyRequestId });
    expect(history.map(({ code }) => code)).toContain('letter_bounced');
  });
});

const NOTICE = { noticeId: 'in-store', version: '2.0.0' } as const;

/** A material change as it is published: everybody known is on its list. */
const publish = () =>
  core.deps.transact((tx) => {
    tx.db.run(sql`INSERT INTO notice_version (notice_id, version, kind, state, body, materiality, judged_by, approved_by,
        approved_too_by, published_at, site_url, effective_at, next_review_at, changes, requires_reconsent)
      SELECT notice_id, ${NOTICE.version}, kind, state, body, 'material', 'a', 'b', 'c', ${tx.now},
        'https://fotolukss.example.org/privatums', ${tx.now + 31 * DAY}, ${tx.now + 400 * DAY}, changes,
        requires_reconsent FROM notice_version WHERE version = '1.0.0'`);
    tx.db.run(sql`INSERT INTO notice_person (notice_id, version, person_id, state, queued_at)
      SELECT ${NOTICE.noticeId}, ${NOTICE.version}, person_id, 'queued', ${tx.now} FROM person`);
  });

const told = (state: 'bounced' | null) =>
  core.get(core.who.manager, 'notices:campaign', { ...NOTICE, state, offset: 0, limit: 10 });

const campaign = async () => (await told(null)).counts.map(({ state, count }) => `${count} ${state}`);

describe('personal notices of a material change', () => {
  it('[P37] are queued once for everybody on the list, whatever they agreed to, and say from when and where', async () => {
    for (let i = 0; i < 3; i += 1) await order(core, {}, []);
    publish();
    await core.features.messages.tick();
    await core.features.messages.tick();
    const notices = take(core).filter(({ template }) => template === 'notice.change');
    expect(notices).toHaveLength(3);
    expect(notices[0]).toMatchObject({ locale: 'lv' });
    expect(notices[0]?.paragraphs[0]).toContain('no 23.12.2026 mainās');
    expect(notices[0]?.paragraphs[0]).toContain('https://fotolukss.example.org/privatums');
    expect(
      core.deps.read.all(sql`SELECT DISTINCT messaged_at FROM notice_person WHERE version = '2.0.0'`),
    ).toEqual([{ messaged_at: core.clock.now() }]);
  });

  it('[P37, NOT-3] move the evidence per person: sent, come back as a task, or overtaken by the screen', async () => {
    const people = [await order(core), await order(core), await order(core)];
    publish();
    await core.features.messages.tick();
    expect(await campaign()).toEqual(['3 queued']);
    await core.get(core.who.manager, 'notices:noteTold', {
      ...NOTICE,
      orderId: people[0]?.orderId ?? expect.unreachable(),
      state: 'acknowledged',
    });
    await core.features.messages.tick();
    const states = core.deps.read.all(
      sql`SELECT state, reason FROM message WHERE template = 'notice.change' ORDER BY state`,
    );
    expect(states).toEqual([
      { state: 'cancelled', reason: 'overtaken' },
      { state: 'queued', reason: 'none' },
      { state: 'queued', reason: 'none' },
    ]);
    bounced(core, deliver(core, 'notice.change'));
    expect(await campaign()).toEqual(['1 acknowledged', '1 bounced', '1 sent']);
    expect((await told('bounced')).people).toHaveLength(1);
  });

  it('[P37, R6] wait for a restricted person, and are not made twice', async () => {
    const { personId } = await order(core);
    publish();
    expect((await told(null)).people).toMatchObject([{ number: expect.any(String) }]);
    core.deps.transact((tx) => restrict(tx, [personId]));
    expect((await told(null)).people).toMatchObject([{ orderId: null, number: null, state: 'queued' }]);
    await core.features.messages.tick();
    await core.features.messages.tick();
    expect(take(core)).toEqual([]);
    expect(core.deps.read.all(sql`SELECT state FROM message WHERE template = 'notice.change'`)).toEqual([
      { state: 'queued' },
    ]);
  });
});
