import { Buffer } from 'node:buffer';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { OpHeader, type WireOp } from '../../shared/sync/op.ts';
import { SyncFault } from '../http/fault.ts';
import { isSigned } from '../keys/ed25519.ts';
import { sha256 } from '../keys/sha256.ts';

/** An op as it came, with its header read and its own hash. */
export interface ReadOp {
  readonly wire: WireOp;
  readonly header: OpHeader;
  readonly hash: string;
}

/** What an op must follow. */
export interface ChainEnd {
  readonly terminalId: string;
  readonly epoch: number;
  readonly signPub: string;
  readonly lastSeq: number;
  readonly lastHash: string;
}

const headerOf = (text: string): OpHeader | undefined => {
  try {
    const header = OpHeader.safeParse(JSON.parse(text)).data;
    return header !== undefined && canonicalJson(header) === text ? header : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the headers of a batch. @throws SyncFault `bad_chain` for one that is no canonical header of this terminal */
export const readOps = (
  wires: readonly WireOp[],
  { terminalId, epoch, lastSeq }: ChainEnd,
): readonly ReadOp[] => {
  let seq = lastSeq + 1;
  return wires.map((wire) => {
    const header = headerOf(wire.header);
    if (header === undefined || header.terminalId !== terminalId || header.epoch !== epoch)
      throw new SyncFault('bad_chain', { seq });
    seq = header.seq + 1;
    return { wire, header, hash: sha256(wire.header) };
  });
};

const isBodyTrue = ({ wire, header }: ReadOp): boolean =>
  wire.body !== null &&
  wire.salt !== null &&
  sha256(Buffer.from(wire.salt, 'hex'), wire.body) === header.bodySha256;

/** A body may be missing only where all it touches is erased. */
const mayLackBody = ({ wire, header }: ReadOp, erased: ReadonlySet<string>): boolean => {
  const all = (refs: readonly string[]): boolean => refs.length > 0 && refs.every((ref) => erased.has(ref));
  return wire.body === null && (all(header.subjects) || all(header.orders));
};

/**
 * Proves that the ops follow the chain's end without a gap, each signed by the terminal over exactly what came
 * (sync specification 4.4, 3 and 4).
 * @throws SyncFault `gap`, `bad_chain`
 */
export const assertChain = (ops: readonly ReadOp[], end: ChainEnd, erased: ReadonlySet<string>): void => {
  let { lastSeq, lastHash } = end;
  for (const op of ops) {
    const { seq, prev } = op.header;
    if (seq !== lastSeq + 1) throw new SyncFault('gap', { expected: lastSeq + 1 });
    const isWhole = isBodyTrue(op) || mayLackBody(op, erased);
    if (prev !== lastHash || !isWhole || !isSigned(end.signPub, op.wire.header, op.wire.sig))
      throw new SyncFault('bad_chain', { seq });
    lastSeq = seq;
    lastHash = op.hash;
  }
};
