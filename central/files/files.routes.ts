import type { FastifyInstance } from 'fastify';
import type { Central } from '../app/central.ts';
import { levelTerminal } from '../http/liveOrder.ts';
import { errorCode } from '../http/log.ts';
import { registerDownload } from './downloadRoute.ts';
import { registerPlan } from './planRoute.ts';
import { registerUploads } from './uploadRoutes.ts';

const SWEEP_EVERY_MS = 3_600_000;

/** Photo files of orders: plan, uploads, downloads (sync specification 6). */
export const filesRoutes = (app: FastifyInstance, central: Central): void => {
  app.addHook('preHandler', levelTerminal(central));
  registerPlan(app, central);
  registerUploads(app, central);
  registerDownload(app, central);

  let timer: NodeJS.Timeout | undefined;
  const sweep = (): Promise<void> =>
    central.files.uploads
      .sweep()
      .catch((error: unknown) => central.log('job_failed', { code: errorCode(error) }));
  app.addHook('onReady', async () => {
    await sweep();
    timer = setInterval(() => void sweep(), SWEEP_EVERY_MS);
  });
  app.addHook('onClose', async () => clearInterval(timer));
};
