import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Central } from '../app/central.ts';
import { DatabaseAway } from '../db/database.ts';
import { bearerOf } from '../http/authenticate.ts';
import type { Metrics } from '../health/metrics.ts';
import { readStanding } from '../health/standing.store.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { sha256 } from '../keys/sha256.ts';
import { databaseAwayPage, operatorPage } from './page.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

const isToken = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));

/**
 * Only from this machine itself, or with the operator's token. A proxy names the caller in `X-Forwarded-For`, so that
 * nobody outside counts as this machine, whatever it says there.
 */
const assertOperator = (request: FastifyRequest, token: string | undefined): void => {
  if (token !== undefined && isToken(bearerOf(request), token)) return;
  if (!LOOPBACK.has(request.ip) || request.headers['x-forwarded-for'] !== undefined)
    throw new SyncFault('not_found');
};

/** The operator's page as it is now; while the database is away, that and why. */
const readPage = async ({ db, ledger, now, files }: Central) => {
  try {
    const places = {
      databaseFault: db.lastFault(),
      awaySince: files.store.awaySince(),
      spoolUsed: await files.uploads.usedShare(),
    };
    return { status: 200, html: operatorPage(await readStanding(db), ledger.head().seq, now(), places) };
  } catch (error) {
    if (!(error instanceof DatabaseAway)) throw error;
    return { status: 503, html: databaseAwayPage(error.code) };
  }
};

/** Health for the balancer, metrics for Prometheus, a page for the operator. */
export const operatorRoutes =
  (metrics: Metrics) =>
  (app: FastifyInstance, central: Central): void => {
    const { db, ledger, now, operatorToken, files } = central;
    const secondsSince = (at: number | null): number => (at === null ? 0 : (now() - at) / 1000);
    app.get('/healthz', () => ({ ok: true }));
    app.get('/readyz', async () => {
      try {
        await db.transaction({ role: 'api' }, (sql) => sql.query('SELECT one FROM central_state'));
      } catch {
        throw new SyncFault('unavailable', { retryAfterS: 5 });
      }
      return { ready: true };
    });
    app.get('/metrics', async (request, reply) => {
      assertOperator(request, operatorToken);
      const standing = await readStanding(db);
      const text = await metrics.render(standing, ledger.head().seq, {
        awayS: secondsSince(files.store.awaySince()),
        spoolUsed: await files.uploads.usedShare(),
        oldestLookS: secondsSince(standing.oldestLookAt),
        looks: files.looks,
      });
      return reply.type('text/plain; version=0.0.4').send(text);
    });
    app.get('/operator', async (request, reply) => {
      assertOperator(request, operatorToken);
      const { status, html } = await readPage(central);
      const policy = "default-src 'none'; style-src 'unsafe-inline'";
      reply.code(status).type('text/html; charset=utf-8').header('content-security-policy', policy);
      return reply.send(html);
    });
  };
