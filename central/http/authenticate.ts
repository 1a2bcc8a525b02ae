import type { FastifyRequest } from 'fastify';
import type { TerminalRole } from '../../shared/sync/primitives.ts';
import { CONTRACT_VERSION, HEADERS } from '../../shared/sync/version.ts';
import type { Central } from '../app/central.ts';
import { readToken } from '../enrolment/token.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { findTerminal } from '../terminals/terminals.store.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token the request carries; null on routes that need none. */
    terminal: Terminal | null;
  }
  interface FastifyContextConfig {
    /** The route reads its body itself, and limits a pause in it and not the whole. */
    stream?: boolean;
  }
}

/** The token that a request carries, whoever made it; empty where there is none. */
export const bearerOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (\S{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? '';

/**
 * Finds whose token a request carries and that it is not revoked: asked of the database on each call. Set as
 * `preParsing` or `preHandler` hook of every route behind a token; `terminalOf` then has it.
 * @throws SyncFault `unknown_terminal`, `token_expired`, `revoked`
 */
export const authenticate =
  ({ db, keys, now }: Central) =>
  async (request: FastifyRequest): Promise<void> => {
    const token = readToken(keys.token, bearerOf(request), now());
    if (token === null) throw new SyncFault('unknown_terminal');
    if (token.expired) throw new SyncFault('token_expired');
    const { terminalId } = token;
    const terminal = await db.transaction({ role: 'api', terminal: terminalId }, (sql) =>
      findTerminal(sql, terminalId),
    );
    if (terminal === undefined) throw new SyncFault('unknown_terminal');
    if (terminal.revokedAt !== null) throw new SyncFault('revoked');
    request.terminal = terminal;
  };

/** The terminal of an authenticated request. */
export const terminalOf = ({ terminal }: FastifyRequest): Terminal => {
  if (terminal === null) throw new SyncFault('unknown_terminal');
  return terminal;
};

/** @throws SyncFault `role` */
export const assertRole = ({ role }: Terminal, ...roles: readonly TerminalRole[]): void => {
  if (!roles.includes(role)) throw new SyncFault('role');
};

/** Too old a client gets neither feed nor files; its ops are taken. @throws SyncFault `client_too_old` */
export const assertContract = ({ headers }: FastifyRequest): void => {
  const version = headers[HEADERS.contract];
  if (version !== undefined && Number(version) < CONTRACT_VERSION - 2) throw new SyncFault('client_too_old');
};
