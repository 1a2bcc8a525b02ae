import { Buffer } from 'node:buffer';
import { canonicalJson } from '../../../../../../shared/domain/canonicalJson.ts';
import type { HubTokenRequest } from '../../../../../../shared/sync/endpoints.ts';
import type { z } from '../../../../../../shared/domain/z.ts';
import { verifySignature } from '../../../../keys/signingKey.ts';
import type { Clock, Ids } from '../../../../ports/clock.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import type { KnownTerminal } from './store/roster.store.ts';

/** How long a token lasts, in seconds. */
const LIFE_S = 15 * 60;

/** More than the terminals of any store hold at once. */
const MOST = 1000;

interface Held {
  readonly terminalId: string;
  readonly until: number;
}

/**
 * Tokens of this run alone: a restart asks everybody to prove itself anew. What proves it names this hub, so that it opens
 * nothing at central or at another hub, and counts once.
 */
export const createTokens = ({ clock, ids }: { readonly clock: Clock; readonly ids: Pick<Ids, 'hex'> }) => {
  const held = new Map<string, Held>();
  const used = new Set<string>();
  const sweep = (): void => {
    for (const [token, { until }] of held) if (until <= clock.now()) held.delete(token);
    if (held.size >= MOST) throw new SyncFault('slow_down');
  };
  return {
    /** @throws SyncFault `unknown_terminal` */
    give: (
      terminal: KnownTerminal | undefined,
      own: string,
      { sig, ...request }: z.infer<typeof HubTokenRequest>,
    ) => {
      const proof = Buffer.from(canonicalJson(request));
      const proven =
        terminal !== undefined && request.hub === own && verifySignature(terminal.signPub, proof, sig);
      if (!proven || used.has(request.nonce)) throw new SyncFault('unknown_terminal');
      if (terminal.revoked === 1) throw new SyncFault('revoked');
      sweep();
      used.add(request.nonce);
      const token = ids.hex(32);
      held.set(token, { terminalId: terminal.terminalId, until: clock.now() + LIFE_S * 1000 });
      return { token, expiresInS: LIFE_S };
    },
    /** Whose token it is. @throws SyncFault `token_expired` */
    bearer: (authorization: string | undefined): string => {
      const token = /^Bearer ([0-9a-f]{64})$/.exec(authorization ?? '')?.[1] ?? '';
      const found = held.get(token);
      if (found === undefined || found.until <= clock.now()) throw new SyncFault('token_expired');
      return found.terminalId;
    },
  };
};
export type HubTokens = ReturnType<typeof createTokens>;
