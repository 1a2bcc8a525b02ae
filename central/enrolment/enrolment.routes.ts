import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { EnrolmentRequest, EnrolRequest, EpochRequest, TokenRequest } from '../../shared/sync/endpoints.ts';
import { Random128 } from '../../shared/sync/primitives.ts';
import type { Central } from '../app/central.ts';
import { assertRole, authenticate, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { perMinute } from '../http/limits.ts';
import { parse } from '../http/parse.ts';
import { createCode } from './createCode.ts';
import { enrol } from './enrol.ts';
import { giveEpoch, giveToken } from './proof.ts';
import { TOKEN_LIFE_S } from './token.ts';

const Nonce = z.strictObject({ nonce: Random128 });

/** How a terminal becomes one, proves itself, and tells central's time. */
export const enrolmentRoutes = (app: FastifyInstance, central: Central): void => {
  app.post('/v1/enrol', perMinute(300), async (request, reply) => {
    const { first, answer } = await enrol(central, parse(EnrolRequest, request.body));
    if (first) central.log('enrolled', { terminal: answer.terminalId });
    return reply.code(first ? 201 : 200).send(answer);
  });
  app.post('/v1/token', perMinute(1200), async (request) => ({
    token: await giveToken(central, parse(TokenRequest, request.body)),
    expiresInS: TOKEN_LIFE_S,
  }));
  app.post('/v1/epoch', perMinute(300), async (request, reply) => {
    await giveEpoch(central, parse(EpochRequest, request.body));
    return reply.code(201).send();
  });
  app.get('/v1/time', (request) => {
    const { nonce } = parse(Nonce, request.query);
    const answer = { now: central.now(), nonce };
    return { ...answer, sig: central.keys.erasure.sign(canonicalJson(answer)) };
  });
  app.post('/v1/enrolments', { preHandler: authenticate(central) }, async (request, reply) => {
    const terminal = terminalOf(request);
    assertRole(terminal, 'counter', 'hub');
    const wanted = parse(EnrolmentRequest, request.body);
    if (wanted.shopId !== terminal.shopId) throw new SyncFault('wrong_shop');
    return reply.code(201).send(await createCode(central, wanted));
  });
};
