import { randomBytes } from 'node:crypto';
import { createGunzip } from 'node:zlib';
import Fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { CONTRACT_VERSION, HEADERS } from '../../shared/sync/version.ts';
import { SYNC_ERRORS, type SyncError, type SyncErrorCode } from '../../shared/sync/errors.ts';
import { compressAnswers } from './compress.ts';
import { DatabaseAway } from '../db/database.ts';
import { diskFault } from '../../shared/sync/spool/diskFault.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { createLog, errorCode, type Log } from './log.ts';

/** Most bytes of a request's body, where a route does not say otherwise. */
const BODY_LIMIT = 256 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** How long a whole JSON body may take. Files have a limit of their own, for a pause and not for the whole. */
export const BODY_TIMEOUT_MS = 30_000;

export interface ServerOptions {
  readonly now: () => number;
  readonly logLevel: string;
  readonly bodyTimeoutMs?: number;
  /** Whose `X-Forwarded-For` names the caller: addresses, networks, `uniquelocal`; this machine's without it. */
  readonly trustedProxies?: string | undefined;
}

const refOf = (): string => randomBytes(4).toString('hex');

/** Fastify's own refusals in our codes. */
const codeOf = (error: FastifyError): SyncErrorCode => {
  if (error.statusCode === SYNC_ERRORS.too_large) return 'too_large';
  if (error.statusCode === SYNC_ERRORS.slow_down) return 'slow_down';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'malformed' : 'failed';
};

const AGAIN_IN_S = 5;

const faultOf = (error: FastifyError | DatabaseAway): SyncFault => {
  if (error instanceof DatabaseAway) return new SyncFault('unavailable', { retryAfterS: AGAIN_IN_S });
  const known = diskFault(error);
  return known instanceof SyncFault ? known : new SyncFault(codeOf(error));
};

const answerError = (log: Log) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const fault = faultOf(error);
  const ref = refOf();
  const route = request.routeOptions.url ?? '';
  const terminal = request.terminal?.terminalId;
  const fields = { ref, route, ...(terminal === undefined ? {} : { terminal }) };
  if (error instanceof DatabaseAway) log('database_away', { ...fields, code: error.code ?? 'silent' });
  else if (fault.code === 'failed') log('failed', { ...fields, code: errorCode(error) });
  else log('refused', { ...fields, code: fault.code });
  const { expected, seq, retryAfterS } = fault.details;
  const body: SyncError = {
    code: fault.code,
    ref,
    ...(expected === undefined ? {} : { expected }),
    ...(seq === undefined ? {} : { seq }),
  };
  if (retryAfterS !== undefined) void reply.header('retry-after', String(retryAfterS));
  void reply.code(fault.status).send(body);
};

/** Ends a connection whose body drips in; the route's own limit of bytes holds for what it unpacks to. */
const limitBodies = (app: FastifyInstance, log: Log, timeoutMs: number): void => {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    // Nothing of a request without a body ends before its answer has: a long one is not cut for that.
    const hasBody = length !== undefined || coding !== undefined;
    if (request.routeOptions.config.stream === true || !hasBody) return done(null, payload);
    const timer = setTimeout(() => {
      log('slow_body', { route: request.routeOptions.url ?? '' });
      request.raw.destroy();
    }, timeoutMs);
    const stop = (): void => clearTimeout(timer);
    request.raw.once('end', stop).once('close', stop);
    if (request.headers['content-encoding'] !== 'gzip') return done(null, payload);
    const unpacked = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
    // The length that the header names is that of the packed bytes.
    payload.on('data', (part: Uint8Array) => {
      unpacked.receivedEncodedLength += part.length;
    });
    payload.once('error', (error) => unpacked.destroy(error));
    done(null, payload.pipe(unpacked));
  });
};

/** The HTTP side of central before any route: errors, headers, limits, log. */
export const createServer = (
  options: ServerOptions,
): { readonly app: FastifyInstance; readonly log: Log } => {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies ?? 'loopback',
    // Node's own limit would cut long uploads; bodies have theirs below.
    requestTimeout: 0,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    genReqId: refOf,
    // No address, no query, no header: the events say what happened.
    logger: { level: options.logLevel, base: null, serializers: { req: () => ({}), res: () => ({}) } },
  });
  const log = createLog(app.log);
  app.decorateRequest('terminal', null);
  app.setErrorHandler(answerError(log));
  app.setNotFoundHandler(() => {
    throw new SyncFault('not_found');
  });
  app.addHook('onRequest', (_request, reply, done) => {
    void reply.headers({
      [HEADERS.time]: String(options.now()),
      [HEADERS.minContract]: String(Math.max(1, CONTRACT_VERSION - 2)),
      'cache-control': 'no-store',
    });
    done();
  });
  compressAnswers(app);
  limitBodies(app, log, options.bodyTimeoutMs ?? BODY_TIMEOUT_MS);
  return { app, log };
};
