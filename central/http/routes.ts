import type { FastifyInstance } from 'fastify';
import type { Central } from '../app/central.ts';
import { enrolmentRoutes } from '../enrolment/enrolment.routes.ts';
import { filesRoutes } from '../files/files.routes.ts';
import { orderKeysRoutes } from '../orderKeys/orderKeys.routes.ts';
import { terminalsRoutes } from '../terminals/terminals.routes.ts';

/** One subject's routes, in a plugin scope of their own (hooks and parsers stay inside). */
export type Routes = (app: FastifyInstance, central: Central) => void | Promise<void>;

/** Every subject that answers calls. */
const ROUTES: readonly Routes[] = [enrolmentRoutes, terminalsRoutes, filesRoutes, orderKeysRoutes];

export const registerRoutes = async (app: FastifyInstance, central: Central): Promise<void> => {
  for (const routes of ROUTES) await app.register(async (scope) => routes(scope, central));
};
