import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HubAnnouncement, type HubsAnswer, type HubTerminalsAnswer } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { assertRole, authenticate, terminalOf } from '../http/authenticate.ts';
import { parse } from '../http/parse.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { listTerminals } from '../terminals/terminals.store.ts';
import { deleteHub, listHubs, putHub } from './hub.store.ts';

const counterOf = (request: FastifyRequest): Terminal => {
  const terminal = terminalOf(request);
  assertRole(terminal, 'counter', 'hub');
  return terminal;
};

/** Which counters serve a store as hub, and what a hub needs to prove its store's terminals. */
export const hubRoutes = (app: FastifyInstance, { db, ...central }: Central): void => {
  app.addHook('preHandler', authenticate({ db, ...central }));
  const eyes = ({ shopId }: Terminal) => ({ role: 'api', shops: [shopId] }) as const;
  app.put('/v1/hub', async (request, reply) => {
    const own = counterOf(request);
    const said = parse(HubAnnouncement, request.body);
    await db.transaction(eyes(own), (sql) => putHub(sql, own, said));
    return reply.code(204).send();
  });
  app.delete('/v1/hub', async (request, reply) => {
    const own = counterOf(request);
    await db.transaction(eyes(own), (sql) => deleteHub(sql, own.terminalId));
    return reply.code(204).send();
  });
  app.get('/v1/hub/terminals', async (request): Promise<z.infer<typeof HubTerminalsAnswer>> => {
    const terminals = await db.transaction(eyes(counterOf(request)), listTerminals);
    return {
      terminals: terminals.map(({ terminalId, role, signPub, epoch, lastSeq, lastHash, revokedAt }) => ({
        terminalId,
        role,
        signPub,
        epoch,
        lastSeq,
        lastHash,
        revoked: revokedAt !== null,
      })),
    };
  });
  app.get(
    '/v1/hubs',
    async (request): Promise<z.infer<typeof HubsAnswer>> => ({
      hubs: await db.transaction(eyes(terminalOf(request)), listHubs),
    }),
  );
};
