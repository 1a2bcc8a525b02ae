import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';

/** An expected refusal. The transaction is rolled back unless `keep` is set. */
export class Rejection extends Error {
  readonly code: ErrorCode;
  readonly keep: boolean;
  constructor(code: ErrorCode, keep: boolean) {
    super(code);
    this.name = 'Rejection';
    this.code = code;
    this.keep = keep;
  }
}

/** Refuses: nothing of the command stays. */
export const reject = (code: ErrorCode): never => {
  throw new Rejection(code, false);
};

/** Refuses, but what was written so far stays: a wrong PIN must be counted. */
export const rejectAndKeep = (code: ErrorCode): never => {
  throw new Rejection(code, true);
};
