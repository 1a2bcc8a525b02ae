import type { FastifyInstance } from 'fastify';
import type { Central } from '../app/central.ts';
import { auditRoutes } from '../audit/audit.routes.ts';
import { enrolmentRoutes } from '../enrolment/enrolment.routes.ts';
import { feedRoutes } from '../feed/feed.routes.ts';
import { filesRoutes } from '../files/files.routes.ts';
import { createMetrics } from '../health/metrics.ts';
import { hubRoutes } from '../hub/hub.routes.ts';
import { helloRoutes } from '../hello/hello.routes.ts';
import { limitCalls } from './limits.ts';
import { ledgerRoutes } from '../ledger/ledger.routes.ts';
import { operatorRoutes } from '../operator/operator.routes.ts';
import { opsRoutes } from '../ops/ops.routes.ts';
import { orderKeysRoutes } from '../orderKeys/orderKeys.routes.ts';
import { ordersRoutes } from '../orders/orders.routes.ts';
import { terminalsRoutes } from '../terminals/terminals.routes.ts';

/** One subject's routes, in a plugin scope of their own (hooks and parsers stay inside). */
export type Routes = (app: FastifyInstance, central: Central) => void | Promise<void>;

/** Every subject that answers calls. */
const ROUTES: readonly Routes[] = [
  enrolmentRoutes,
  helloRoutes,
  opsRoutes,
  feedRoutes,
  ledgerRoutes,
  ordersRoutes,
  terminalsRoutes,
  hubRoutes,
  filesRoutes,
  orderKeysRoutes,
  auditRoutes,
];

export const registerRoutes = async (app: FastifyInstance, central: Central): Promise<void> => {
  await limitCalls(app, central);
  for (const routes of [...ROUTES, operatorRoutes(createMetrics(app))])
    await app.register(async (scope) => routes(scope, central));
};
