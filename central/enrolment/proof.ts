import type { z } from 'zod';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import type { EpochRequest, TokenRequest } from '../../shared/sync/endpoints.ts';
import type { Central } from '../app/central.ts';
import type { Sql } from '../db/database.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { isSigned } from '../keys/ed25519.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { lockTerminal, openEpoch } from '../terminals/terminals.store.ts';
import { seeShop } from '../db/access.ts';
import { opensEpoch } from './opensEpoch.ts';
import { makeToken } from './token.ts';

/** @throws SyncFault `unknown_terminal` also for a wrong signature, so that nobody learns which ids exist */
const proven = async (sql: Sql, terminalId: string, text: string, sig: string): Promise<Terminal> => {
  const terminal = await lockTerminal(sql, terminalId);
  if (terminal === undefined || !isSigned(terminal.signPub, text, sig))
    throw new SyncFault('unknown_terminal');
  if (terminal.revokedAt !== null) throw new SyncFault('revoked');
  return terminal;
};

/**
 * A token for whoever holds the terminal's key. Its clock is not asked; each nonce counts once in an epoch, which may be one
 * that a central before this restored one gave: how both go on from there is the hello's, which needs a token.
 */
export const giveToken = async (
  { db, keys, now }: Central,
  { sig, ...request }: z.infer<typeof TokenRequest>,
): Promise<string> => {
  const { terminalId, nonce } = request;
  await db.transaction({ role: 'api', terminal: terminalId }, async (sql) => {
    await proven(sql, terminalId, canonicalJson(request), sig);
    const known = await sql.query('SELECT 1 AS one FROM token_nonce WHERE terminal_id = $1 AND nonce = $2', [
      terminalId,
      nonce,
    ]);
    if (known.length > 0) throw new SyncFault('unknown_terminal');
    await sql.query('INSERT INTO token_nonce (terminal_id, nonce, epoch) VALUES ($1, $2, $3)', [
      terminalId,
      nonce,
      request.epoch,
    ]);
  });
  return makeToken(keys.token, terminalId, now());
};

/** Opens an epoch of the terminal. The same record sent again is answered the same. */
export const giveEpoch = async (
  { db, now }: Central,
  { record, sig }: z.infer<typeof EpochRequest>,
): Promise<void> => {
  const { terminalId, epoch } = record;
  const text = canonicalJson(record);
  await db.transaction({ role: 'api', terminal: terminalId }, async (sql) => {
    const terminal = await proven(sql, terminalId, text, sig);
    const hash = sha256(text);
    const [had] = await sql.query<{ hash: string }>(
      'SELECT record_hash AS hash FROM terminal_epoch WHERE terminal_id = $1 AND epoch = $2',
      [terminalId, epoch],
    );
    if (!opensEpoch(terminal.epoch, had?.hash, { epoch, hash })) return;
    await seeShop(sql, terminal.shopId);
    await openEpoch(sql, { ...terminal, epoch, lastHash: hash }, now());
  });
};
