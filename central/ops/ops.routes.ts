import type { FastifyInstance } from 'fastify';
import { type OpsAnswer, OpsRequest } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { assertRole, authenticate, terminalOf } from '../http/authenticate.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { parse } from '../http/parse.ts';
import { assertLevel } from '../ledger/assertLevel.ts';
import { applyBatch } from './applyBatch.ts';
import { createPostgresOpsStore } from './postgresOpsStore.ts';

/** A full batch, with room for the escapes of text within text. */
const BODY_LIMIT = 4 * 1024 * 1024;

const LOGGED = new Set(['fork', 'bad_chain', 'gap'] as const);
const isLogged = (code: string): code is 'fork' | 'bad_chain' | 'gap' =>
  (LOGGED as ReadonlySet<string>).has(code);

/** Takes what terminals did: their own ops, and those a counter or hub relays for terminals of its store. */
export const opsRoutes = (app: FastifyInstance, central: Central): void => {
  const store = createPostgresOpsStore(central);
  app.addHook('preHandler', authenticate(central));
  app.post('/v1/ops', { bodyLimit: BODY_LIMIT }, async (request): Promise<OpsAnswer> => {
    const sender = terminalOf(request);
    assertLevel(central, sender);
    const batch = parse(OpsRequest, request.body);
    if (batch.incarnation !== central.incarnation) throw new SyncFault('incarnation');
    const { terminalId } = batch;
    if (terminalId !== sender.terminalId) assertRole(sender, 'counter', 'hub');
    try {
      const answer = await applyBatch(store, { ...batch, shopId: sender.shopId });
      return { ...answer, results: [...answer.results], incarnation: central.incarnation };
    } catch (error) {
      if (error instanceof SyncFault && isLogged(error.code))
        central.log(error.code, {
          terminal: terminalId,
          seq: error.details.seq ?? error.details.expected ?? 0,
        });
      throw error;
    }
  });
};
