import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { TerminalsAnswer } from '../../shared/sync/endpoints.ts';
import { TerminalId } from '../../shared/domain/ids.ts';
import type { Central } from '../app/central.ts';
import { assertRole, authenticate, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { parse } from '../http/parse.ts';
import type { Terminal } from './terminal.ts';
import { findTerminal, listTerminals, revokeTerminal } from './terminals.store.ts';

const Named = z.object({ id: TerminalId });

type Row = z.infer<typeof TerminalsAnswer>['terminals'][number];

const rowOf = (terminal: Terminal): Row => ({
  terminalId: terminal.terminalId,
  role: terminal.role,
  letter: terminal.letter,
  lastSeenAt: terminal.lastSeenAt,
  unsent: terminal.unsent,
  bytesLeft: terminal.bytesLeft,
  ledgerSeq: terminal.ledgerSeq,
  appVersion: terminal.appVersion,
  revoked: terminal.revokedAt !== null,
});

/** What a manager sees of the terminals of his store, and how he ends one's access. */
export const terminalsRoutes = (app: FastifyInstance, central: Central): void => {
  const { db, log, now } = central;
  app.addHook('preHandler', authenticate(central));
  app.get('/v1/terminals', async (request): Promise<z.infer<typeof TerminalsAnswer>> => {
    const own = terminalOf(request);
    assertRole(own, 'counter', 'hub');
    const terminals = await db.transaction({ role: 'api', shops: [own.shopId] }, listTerminals);
    return { terminals: terminals.map(rowOf) };
  });
  app.post('/v1/terminals/:id/revoke', async (request, reply) => {
    const own = terminalOf(request);
    assertRole(own, 'counter', 'hub');
    const { id } = parse(Named, request.params);
    await db.transaction({ role: 'api', shops: [own.shopId] }, async (sql) => {
      if ((await findTerminal(sql, id)) === undefined) throw new SyncFault('not_found');
      if (await revokeTerminal(sql, id, now())) log('revoked', { terminal: id });
    });
    return reply.code(204).send();
  });
};
