import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../../shared/domain/consent.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { createMessageCore, type MessageCore, order, take } from './messagesCore.ts';

let core: MessageCore;
beforeEach(async () => {
  core = await createMessageCore();
});
afterEach(() => core.close());

/** A mailing to one person; answers what became of the wish. */
const mail = (personId: PersonId, purpose: ConsentPurpose, channel: 'email' | 'sms' = 'email') => {
  const cause = `mailing-1:${purpose}:${channel}:${personId}`;
  const wanted = { template: purpose, personId, channel, locale: 'lv', cause } as const;
  const queued = core.deps.transact((tx) => core.features.messages.queue(tx, wanted));
  return queued.kind === 'refused' ? queued.reason : queued.kind;
};

const marketing = () =>
  core.deps.read
    .all<{ template: string; state: string; reason: string }>(sql`SELECT template, state, reason FROM message
      WHERE template GLOB 'marketing.*' ORDER BY template DESC`)
    .map(({ template, state, reason }) => `${template} ${state} ${reason}`);

const taken = () =>
  take(core)
    .map(({ template }) => template)
    .filter((template) => template.startsWith('marketing.'));

describe('marketing', () => {
  it('[P15, C9, P17] needs a live consent for its own purpose and channel, holiday hours included', async () => {
    const { personId } = await order(core, {}, ['marketing.offers']);
    expect(CONSENT_PURPOSES.map((purpose) => mail(personId, purpose))).toEqual([
      'queued',
      'no_consent',
      'no_consent',
    ]);
    expect(mail(personId, 'marketing.offers')).toBe('known');
    expect(mail(personId, 'marketing.offers', 'sms')).toBe('no_contact');
    expect(marketing()).toEqual(['marketing.offers queued none']);
    expect(taken()).toEqual(['marketing.offers']);
  });

  it('[NOT-2, P15, C9] is judged again when it goes out: a consent that ended meanwhile sends nothing', async () => {
    const { personId } = await order(core, {}, ['marketing.hours']);
    expect(mail(personId, 'marketing.hours')).toBe('queued');
    core.clock.pass(Date.UTC(2028, 10, 22) - core.clock.now());
    expect(taken()).toEqual([]);
    expect(marketing()).toEqual(['marketing.hours cancelled no_consent']);
  });

  it('[NOT-2, P16, E12] nor does a contact that was suppressed meanwhile', async () => {
    const { personId } = await order(core, {}, ['marketing.offers']);
    expect(mail(personId, 'marketing.offers')).toBe('queued');
    core.deps.transact((tx) =>
      core.features.consents.suppression.suppressPeople(tx, [personId], 'objection'),
    );
    expect(taken()).toEqual([]);
    const again = await order(core);
    expect(mail(again.personId, 'marketing.offers')).toBe('no_consent');
    // Order messages still work (E12).
    expect(take(core).map(({ template }) => template)).toEqual(['order.placed']);
  });

  it('[C8, C4, P11] is cancelled at once when the code of the ticket takes the consent back, for every row of the contact', async () => {
    const first = await order(core, {}, ['marketing.offers', 'marketing.hours']);
    const second = await order(core, {}, ['marketing.offers']);
    for (const { personId } of [first, second]) mail(personId, 'marketing.offers');
    mail(first.personId, 'marketing.hours');
    const code = core.features.consents.codeOf(core.deps.read, first.personId) ?? '';
    await core.get(core.who.customer, 'consents:withdrawByCode', { code, purposes: ['marketing.offers'] });
    expect(marketing()).toEqual([
      'marketing.offers cancelled withdrawn',
      'marketing.offers cancelled withdrawn',
      'marketing.hours queued none',
    ]);
    expect(taken()).toEqual(['marketing.hours']);
  });

  it('[P15, NOT-4] tells holiday hours, and how to take the consent back', async () => {
    const { personId } = await order(core, {}, ['marketing.hours']);
    mail(personId, 'marketing.hours');
    const message = take(core).find(({ template }) => template === 'marketing.hours');
    const code = core.features.consents.codeOf(core.deps.read, personId) ?? '-';
    expect(message?.paragraphs).toEqual([
      'Fotolukss, Brīvības iela 1, darba laiks svētkos: 24.12.2026 9:00–14:00.',
      `Atteikties: ${code}`,
    ]);
  });
});
