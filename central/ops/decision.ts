import type { OpResult } from '../../shared/sync/op.ts';
import type { OpBody, OpKey } from '../../shared/sync/opBodies.ts';
import type { ReadOp } from './readOps.ts';

/** What an op came to. `erase` is what has to be erased once the ops up to this one are written. */
export interface Decision {
  readonly status: OpResult['status'];
  readonly code: string | null;
  readonly version: number | null;
  readonly erase?: OpBody<'erasure.ordered@1'>;
}

export const refused = (code: string, version: number | null = null): Decision => ({
  status: 'rejected',
  code,
  version,
});

/** An op whose type and body this central knows. */
export interface KnownOp<K extends OpKey = OpKey> {
  readonly op: ReadOp;
  readonly key: K;
  readonly body: OpBody<K>;
}
