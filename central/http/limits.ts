import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A terminal that needs more has gone wrong: its batches are of 200 ops. */
const CALLS_PER_SECOND = 500;

/** Whose calls are counted together: a terminal's by the id in its token, others by where they come from. */
const callerOf = ({ headers, ip }: FastifyRequest): string =>
  /^Bearer ([0-9A-Z]{26})\./.exec(headers.authorization ?? '')?.[1] ?? ip;

/** Registered before any route. Too many calls are answered `slow_down`, with how long to wait. */
export const limitCalls = async (app: FastifyInstance): Promise<void> => {
  await app.register(rateLimit, { max: CALLS_PER_SECOND, timeWindow: 1000, keyGenerator: callerOf });
};

/** A tighter limit for a route that could be used for guessing or for looking around. */
export const perMinute = (max: number) => ({
  config: { rateLimit: { max, timeWindow: 60_000, keyGenerator: callerOf } },
});
