import { type ConsentFact, consentStanding } from '../../../../shared/domain/consent.ts';

/** Whether a box stands given, where a notice in force since `reconsentSince` asks for older consents anew. */
export const isLive = (facts: readonly ConsentFact[], reconsentSince: number): boolean => {
  const asked: ConsentFact = {
    event: 'invalidated',
    occurredAt: reconsentSince,
    lamport: Number.MAX_SAFE_INTEGER,
    clockTrusted: true,
  };
  return consentStanding(reconsentSince > 0 ? [...facts, asked] : facts) === 'live';
};

const WRONG_TRIES = 5;
const WITHIN_MS = 60_000;

/** Whether so many wrong codes were tried lately that the next must wait. */
export const mustWait = (wrongAt: readonly number[], now: number): boolean =>
  wrongAt.filter((at) => at <= now && now - at < WITHIN_MS).length >= WRONG_TRIES;
