import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Central } from '../app/central.ts';
import { readToken } from '../enrolment/token.ts';
import { bearerOf } from './authenticate.ts';

/** A terminal that needs more has gone wrong: its batches are of 200 ops. */
const CALLS_PER_SECOND = 500;

/**
 * Whose calls are counted together: a terminal's by a token that central made, also one that has expired; others by where
 * they come from. An id alone is no caller: one could be made up for each call, or be another's.
 */
const callerOf =
  ({ keys, now }: Central) =>
  (request: FastifyRequest): string =>
    readToken(keys.token, bearerOf(request), now())?.terminalId ?? request.ip;

/** Registered before any route. Too many calls are answered `slow_down`, with how long to wait. */
export const limitCalls = async (app: FastifyInstance, central: Central): Promise<void> => {
  await app.register(rateLimit, {
    max: CALLS_PER_SECOND,
    timeWindow: 1000,
    keyGenerator: callerOf(central),
  });
};

/** A tighter limit for a route that could be used for guessing or for looking around. */
export const perMinute = (max: number) => ({
  config: { rateLimit: { max, timeWindow: 60_000 } },
});
