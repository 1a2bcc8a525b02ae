import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { OrderId } from '../../../shared/domain/ids.ts';
import { parseWithdrawalCode } from '../../../shared/domain/orderNumber.ts';
import type { Api } from '../../app/api.ts';
import { looksLikeOrder } from './scanner.ts';
import type { ScanSound } from './sounds.ts';

/** What a scan turned out to be. Each has its own sound and its own words. */
export type ScanResult =
  | { readonly kind: 'order'; readonly orderId: OrderId; readonly code: string }
  | { readonly kind: 'withdrawal'; readonly code: string }
  | { readonly kind: 'badge' }
  | { readonly kind: 'unknown'; readonly code: string; readonly why: ErrorCode };

export interface ScanDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly isSignedIn: () => boolean;
  readonly signInByBadge: (code: string) => Promise<boolean>;
  readonly play: (sound: ScanSound) => void;
  readonly onResult: (result: ScanResult) => void;
}

const soundOf = (result: ScanResult): ScanSound => {
  if (result.kind !== 'unknown') return 'known';
  return result.why === 'CODE_OTHER_STORE' ? 'otherStore' : 'unknown';
};

/** Decides what a scanned code is: an order, consents, or the badge of a colleague. A locked screen takes badges only. */
export function createScans(deps: ScanDeps) {
  const look = async (code: string): Promise<ScanResult> => {
    const withdrawal = deps.isSignedIn() ? parseWithdrawalCode(code) : null;
    // A badge may look like one: only a code that is in use counts.
    if (withdrawal !== null && (await deps.api.ask('consents:byCode', { code })).ok)
      return { kind: 'withdrawal', code: withdrawal };
    if (deps.isSignedIn() && looksLikeOrder(code)) {
      const answer = await deps.api.ask('orders:scan', { code });
      if (answer.ok) return { kind: 'order', orderId: answer.value.orderId, code };
      return { kind: 'unknown', code, why: answer.code };
    }
    const known = await deps.signInByBadge(code);
    return known ? { kind: 'badge' } : { kind: 'unknown', code, why: 'CODE_UNKNOWN' };
  };
  return async (code: string): Promise<void> => {
    const result = await look(code);
    deps.play(soundOf(result));
    deps.onResult(result);
  };
}
