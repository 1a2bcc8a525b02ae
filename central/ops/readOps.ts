import { Buffer } from 'node:buffer';
import type { WireOp } from '../../shared/sync/op.ts';
import {
  type ChainEnd,
  type ChainFault,
  chainFault,
  type ChainTools,
  type ReadOp,
  readBatch,
} from '../../shared/sync/rules/chain.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { verifierOf } from '../keys/ed25519.ts';
import { sha256 } from '../keys/sha256.ts';

export type { ReadOp };

const TOOLS: ChainTools = {
  hash: (text) => sha256(text),
  bodyHash: (salt, body) => sha256(Buffer.from(salt, 'hex'), body),
  verifierOf,
};

const isFault = (read: readonly ReadOp[] | ChainFault): read is ChainFault => 'code' in read;

const faultOf = ({ code, ...details }: ChainFault): SyncFault => new SyncFault(code, details);

/** Reads the headers of a batch. @throws SyncFault `bad_chain` for one that is no canonical header of this terminal */
export const readOps = (wires: readonly WireOp[], end: ChainEnd): readonly ReadOp[] => {
  const read = readBatch(wires, end, TOOLS.hash);
  if (isFault(read)) throw faultOf(read);
  return read;
};

/** Proves that the ops follow the chain's end. @throws SyncFault `gap`, `bad_chain` */
export const assertChain = (ops: readonly ReadOp[], end: ChainEnd, erased: ReadonlySet<string>): void => {
  const fault = chainFault(ops, end, erased, TOOLS);
  if (fault !== null) throw faultOf(fault);
};
