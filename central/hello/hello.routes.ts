import type { FastifyInstance } from 'fastify';
import { HelloRequest } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import { authenticate, terminalOf } from '../http/authenticate.ts';
import { parse } from '../http/parse.ts';
import { digestOf } from './digest.ts';
import { hello } from './hello.ts';

/** The first call of every connection, which is the heartbeat too, and what to compare once a day. */
export const helloRoutes = (app: FastifyInstance, central: Central): void => {
  app.addHook('preHandler', authenticate(central));
  app.post('/v1/hello', (request) => hello(central, terminalOf(request), parse(HelloRequest, request.body)));
  app.get('/v1/digest', (request) => digestOf(central, terminalOf(request)));
};
