import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONSENT_CHANNELS,
  CONSENT_EVENTS,
  CONSENT_PURPOSES,
  ConsentChoice,
  type ConsentEventKind,
  type ConsentFact,
  consentStanding,
  unansweredConsents,
} from './consent.ts';
import { CONSENT_TEXTS } from './consentTexts.ts';
import { NOTIFY_WAYS } from './contact.ts';
import { LOCALES } from './i18n.ts';

describe('boxes', () => {
  it('[CON-3] are the three optional purposes and never one for making the prints', () => {
    expect(CONSENT_PURPOSES).toEqual(['marketing.offers', 'marketing.news', 'marketing.hours']);
    expect(ConsentChoice.safeParse({ purpose: 'order.fulfil', channel: 'email', given: true }).success).toBe(
      false,
    );
  });

  it('[CON-3] begin unticked for every way, one per purpose, and none for an anonymous order', () => {
    for (const way of NOTIFY_WAYS) {
      const boxes = unansweredConsents(way);
      expect(boxes).toHaveLength(way === 'none' ? 0 : CONSENT_PURPOSES.length);
      expect(new Set(boxes.map(({ purpose }) => purpose)).size).toBe(boxes.length);
      for (const box of boxes) expect(box).toMatchObject({ given: false, channel: way });
    }
  });
});

describe('texts', () => {
  it('[CON-4] exist once per purpose and channel, each with an id and a version', () => {
    expect(CONSENT_TEXTS).toHaveLength(CONSENT_PURPOSES.length * CONSENT_CHANNELS.length);
    expect(new Set(CONSENT_TEXTS.map(({ textId }) => textId)).size).toBe(CONSENT_TEXTS.length);
    for (const { textId, purpose, channel, version } of CONSENT_TEXTS) {
      expect(textId).toBe(`${purpose}.${channel}`);
      expect(version).toMatch(/^\d+$/);
    }
  });

  it.each(
    CONSENT_TEXTS.flatMap((text) => LOCALES.map((locale) => [text.textId, locale, text.statement[locale]])),
  )('%s in %s is short, says who and how long, and is no copy of another', (_id, _locale, statement = '') => {
    const words = statement.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeLessThanOrEqual(30);
    expect(statement).toContain('Fotolukss');
    expect(statement).toContain('24');
    expect(statement).toMatch(/QR/);
    const all = CONSENT_TEXTS.flatMap((text) => Object.values(text.statement));
    expect(all.filter((other) => other === statement)).toHaveLength(1);
  });
});

describe('standing of a consent', () => {
  const fact = (event: ConsentEventKind, at: number, more: Partial<ConsentFact> = {}): ConsentFact => ({
    event,
    occurredAt: at,
    lamport: at,
    clockTrusted: true,
    ...more,
  });

  it('[CON-4] is live only after it was given', () => {
    expect(consentStanding([])).toBe('not_live');
    expect(consentStanding([fact('shown', 1)])).toBe('not_live');
    expect(consentStanding([fact('shown', 1), fact('refused', 2)])).toBe('not_live');
    expect(consentStanding([fact('shown', 1), fact('given', 2)])).toBe('live');
    expect(consentStanding([fact('given', 1), fact('expired', 2), fact('reconfirmed', 3)])).toBe('live');
  });

  it.each(['withdrawn', 'refused', 'expired', 'invalidated'] as const)('[CON-4] ends when %s', (event) => {
    expect(consentStanding([fact('given', 1), fact(event, 2)])).toBe('not_live');
    expect(consentStanding([fact(event, 1), fact('given', 2)])).toBe('live');
  });

  it('lets a withdrawal win ties and clock doubt', () => {
    expect(consentStanding([fact('given', 5), fact('withdrawn', 5)])).toBe('not_live');
    const doubtful = { clockTrusted: false, lamport: 3 };
    expect(consentStanding([fact('given', 9, { lamport: 3 }), fact('withdrawn', 1, doubtful)])).toBe(
      'not_live',
    );
    expect(consentStanding([fact('given', 9, { lamport: 4 }), fact('withdrawn', 1, doubtful)])).toBe('live');
  });

  it('does not depend on the order the records arrive in', () => {
    const any = fc.record({
      event: fc.constantFrom(...CONSENT_EVENTS),
      occurredAt: fc.nat(5),
      lamport: fc.nat(5),
      clockTrusted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (facts) => {
        expect(consentStanding(facts.toReversed())).toBe(consentStanding(facts));
        expect(consentStanding([...facts, fact('withdrawn', 9)])).toBe('not_live');
      }),
    );
  });
});
