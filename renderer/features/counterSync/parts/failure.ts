import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';

/** Why something was not done: its sentence, and the reference that stands in the log. */
export interface Failure {
  readonly code: ErrorCode;
  readonly ref: string;
}

export const failureOf = ({ code, ref }: Failure): Failure => ({ code, ref });
