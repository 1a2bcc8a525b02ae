import type { FastifyInstance } from 'fastify';
import { HEADERS } from '../../shared/sync/version.ts';
import type { Database } from '../db/database.ts';
import { createServer, type ServerOptions } from '../http/createServer.ts';
import { registerRoutes } from '../http/routes.ts';
import type { Central } from './central.ts';
import { openCentral } from './openCentral.ts';

export interface Running {
  readonly app: FastifyInstance;
  readonly central: Central;
  /** Answers what is under way, then lets go of everything but the database. */
  readonly close: () => Promise<void>;
}

/** A whole central behind an HTTP server that does not listen yet. */
export const createCentral = async (
  options: ServerOptions & { readonly db: Database; readonly folder: string },
): Promise<Running> => {
  const { app, log } = createServer(options);
  const central = await openCentral({ ...options, log });
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header(HEADERS.incarnation, central.incarnation);
    done();
  });
  await registerRoutes(app, central);
  return { app, central, close: () => app.close() };
};
