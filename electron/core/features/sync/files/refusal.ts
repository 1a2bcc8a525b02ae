import { SyncError, type SyncErrorCode } from '../../../../../shared/sync/errors.ts';
import { isTransient } from '../../../../../shared/sync/rules/retry.ts';

/** Central answered, and not with what was asked for. The message is status and code. */
export class Refusal extends Error {
  readonly status: number;
  /** Null where the answer was not ours: a protocol's own, or a portal's page. */
  readonly code: SyncErrorCode | null;
  /** What central asks to wait, in ms. */
  readonly retryAfterMs: number | null;

  constructor(status: number, code: SyncErrorCode | null, retryAfterMs: number | null) {
    super(`${status} ${code ?? 'unknown'}`);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Reads an answer that is not the wanted one. */
export const refusalOf = async (response: Response): Promise<Refusal> => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const text = await response.text().catch(() => '');
  return new Refusal(response.status, codeIn(text), Number.isFinite(seconds) ? seconds * 1000 : null);
};

const codeIn = (text: string): SyncErrorCode | null => {
  try {
    return SyncError.parse(JSON.parse(text)).code;
  } catch {
    return null;
  }
};

/** True for a fault of the line, and for what the same request may outlive. */
export const mayPass = (error: unknown): boolean => !(error instanceof Refusal) || isTransient(error.status);

/** True when central asks for less. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Refusal && (error.status === 429 || error.status === 503);
