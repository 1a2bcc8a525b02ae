import type { FastifyInstance } from 'fastify';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { AuditHeadRequest, type AuditHeadAnswer } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { authenticate, terminalOf } from '../http/authenticate.ts';
import { parse } from '../http/parse.ts';
import { takeHead } from './auditHead.store.ts';

/** Countersigns how far a terminal's audit trail goes: whoever sets it back contradicts central (privacy specification 4.6). */
export const auditRoutes = (app: FastifyInstance, central: Central): void => {
  const { db, keys, log, now } = central;
  app.addHook('preHandler', authenticate(central));
  app.post('/v1/audit-head', async (request): Promise<AuditHeadAnswer> => {
    const { terminalId, shopId } = terminalOf(request);
    const said = parse(AuditHeadRequest, request.body);
    const { seq, hash, at } = await db.transaction({ role: 'api', shops: [shopId] }, (sql) =>
      takeHead(sql, { terminalId, shopId }, said, now()),
    );
    if (said.seq < seq) log('audit_set_back', { terminal: terminalId, seq: said.seq });
    const head = { format: 'lete-audit-head/1', terminalId, chainId: said.chainId, seq, hash, at } as const;
    return { ...head, sig: keys.erasure.sign(canonicalJson(head)) };
  });
};
