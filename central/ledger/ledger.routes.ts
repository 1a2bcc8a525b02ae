import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type LedgerAnswer, LedgerReturn } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { erasedOrders } from '../erasure/erase.store.ts';
import { replayLedger } from '../erasure/replayLedger.ts';
import { authenticate } from '../http/authenticate.ts';
import { parse } from '../http/parse.ts';
import { contactHash } from '../mail/suppression.ts';
import { attestHead } from './line.ts';

const Query = z.strictObject({ after: z.coerce.number().int().min(-1).default(-1) });
const PAGE = 1000;
const RETURN_LIMIT = 8 * 1024 * 1024;

/** The ledger for every terminal, and back from one when central lost its end. */
export const ledgerRoutes = (app: FastifyInstance, central: Central): void => {
  const { ledger, keys, now, db, log } = central;
  app.addHook('preHandler', authenticate(central));
  app.get('/v1/ledger', (request): LedgerAnswer => {
    const { after } = parse(Query, request.query);
    const entries = ledger.after(after, PAGE);
    return { entries: [...entries], head: attestHead(keys.erasure, ledger.head(), now()) };
  });
  app.post('/v1/ledger', { bodyLimit: RETURN_LIMIT }, async (request, reply) => {
    const { entries } = parse(LedgerReturn, request.body);
    const taken = ledger.takeBack(entries);
    if (taken > 0) {
      log('ledger_taken_back', { count: taken });
      await replayLedger(db, ledger, contactHash(keys), { now: now(), everything: false });
      await central.afterErasure.run(await db.transaction({ role: 'erase' }, erasedOrders));
    }
    return reply.code(202).send();
  });
};
