import type { FastifyInstance } from 'fastify';
import { HEADERS } from '../../shared/sync/version.ts';
import { erasedOrders } from '../erasure/erase.store.ts';
import { startSweep } from '../files/sweep/startSweep.ts';
import { createServer, type ServerOptions } from '../http/createServer.ts';
import { registerRoutes } from '../http/routes.ts';
import { applyDeferred } from '../ops/applyDeferred.ts';
import { startSending } from '../mail/sender.ts';
import type { Central } from './central.ts';
import { type CentralOptions, openCentral } from './openCentral.ts';
import { startUpkeep } from './upkeep.ts';

export interface Running {
  readonly app: FastifyInstance;
  readonly central: Central;
  /** Answers what is under way, then lets go of everything but the database. */
  readonly close: () => Promise<void>;
}

/** Keys go before files: without its key a file is noise already. What a crash left undone is done now. */
const finishErasures = async ({ db, afterErasure, orderKeys, files }: Central): Promise<void> => {
  afterErasure.add((orders) => orderKeys.destroy(orders));
  afterErasure.add((orders) => files.uploads.deleteFilesOf(orders));
  await afterErasure.run(await db.transaction({ role: 'erase' }, erasedOrders));
};

const SWEEP_MS = 100;

/**
 * Counts what is under way, and answers what closes the server once all of it is answered. Node would hold each connection that
 * a terminal keeps open for more than a minute, and every restart would take that long.
 */
const closingOf = (app: FastifyInstance): (() => Promise<void>) => {
  let underWay = 0;
  app.addHook('onRequest', (_request, reply, done) => {
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
    });
    done();
  });
  return async () => {
    const sweep = setInterval(() => {
      if (underWay === 0) app.server.closeAllConnections();
    }, SWEEP_MS);
    try {
      await app.close();
    } finally {
      clearInterval(sweep);
    }
  };
};

/** A whole central behind an HTTP server that does not listen yet. All that was erased is erased when it answers. */
export const createCentral = async (
  options: ServerOptions & Omit<CentralOptions, 'log'>,
): Promise<Running> => {
  const { app, log } = createServer(options);
  const central = await openCentral({ ...options, log });
  const closeServer = closingOf(app);
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.header(HEADERS.incarnation, central.incarnation);
    done();
  });
  await registerRoutes(app, central);
  await finishErasures(central);
  const applied = await applyDeferred(central);
  if (applied > 0) log('deferred_applied', { count: applied });
  const stopUpkeep = startUpkeep(central);
  const stopSending = startSending(central);
  const stopSweep = startSweep(central);
  const close = async (): Promise<void> => {
    stopUpkeep();
    await Promise.all([stopSending(), stopSweep()]);
    await central.wakeups.close();
    await closeServer();
  };
  return { app, central, close };
};
