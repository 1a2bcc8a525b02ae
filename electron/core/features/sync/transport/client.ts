import { canonicalJson } from '../../../../../shared/domain/canonicalJson.ts';
import { TokenAnswer } from '../../../../../shared/sync/endpoints.ts';
import type { CoreDeps } from '../../../call/deps.ts';
import { signText } from '../outbox/seal.policy.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import type { Call, Send } from './http.ts';
import type { Reply } from './reply.ts';

/** Who asks: central's address, and the terminal with its epoch. */
export type Asking = Pick<SyncTerminal, 'url' | 'terminalId' | 'epoch'>;

/** Calls central in this terminal's name. */
export type Ask = <T>(who: Asking, call: Call<T>) => Promise<Reply<T>>;

/** A token is fetched anew before its end, so that no call fails for it. */
const SPARE_MS = 60_000;

type ClientDeps = Pick<CoreDeps, 'clock' | 'ids' | 'signer'> & {
  readonly send: Send;
  /** Whom the proof is for; central where it names nobody. */
  readonly audience?: () => { readonly hub: string };
};

const createTokens = ({ clock, ids, signer, send, audience }: ClientDeps) => {
  let held: { readonly of: string; readonly token: string; readonly until: number } | null = null;
  const fresh = async (who: Asking): Promise<Reply<string>> => {
    const { terminalId, epoch } = who;
    const asked = { terminalId, epoch, nonce: ids.hex(16), wall: clock.now(), ...audience?.() };
    const body = { ...asked, sig: signText(signer, canonicalJson(asked)) };
    const reply = await send(who.url, { method: 'POST', path: '/v1/token', body, answer: TokenAnswer }, null);
    if (reply.kind !== 'ok') return reply;
    const { token, expiresInS } = reply.value;
    held = { of: who.url + terminalId, token, until: clock.now() + expiresInS * 1_000 - SPARE_MS };
    return { kind: 'ok', value: token };
  };
  return {
    drop: (): void => {
      held = null;
    },
    token: async (who: Asking): Promise<Reply<string>> => {
      const usable = held !== null && held.of === who.url + who.terminalId && clock.now() < held.until;
      return usable && held !== null ? { kind: 'ok', value: held.token } : fresh(who);
    },
  };
};

/** Calls of the contract, and the token for what is not one: the bytes of photos. */
export interface Client {
  readonly ask: Ask;
  readonly token: (who: Asking) => Promise<Reply<string>>;
  /** Central says that the token is over. */
  readonly dropToken: () => void;
}

/** Sends with a token, renewed when central says that it is over (401). */
export const createClient = (deps: ClientDeps): Client => {
  const tokens = createTokens(deps);
  const attempt = async <T>(who: Asking, call: Call<T>): Promise<Reply<T>> => {
    const token = await tokens.token(who);
    return token.kind === 'ok' ? deps.send(who.url, call, token.value) : token;
  };
  const ask: Ask = async (who, call) => {
    const reply = await attempt(who, call);
    if (reply.kind !== 'refused' || reply.status !== 401) return reply;
    tokens.drop();
    return attempt(who, call);
  };
  return { ask, token: tokens.token, dropToken: tokens.drop };
};
