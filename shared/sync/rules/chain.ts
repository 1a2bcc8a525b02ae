import { canonicalJson } from '../../domain/canonicalJson.ts';
import { OpHeader, type WireOp } from '../op.ts';

/** An op as it came, with its header read and its own hash. */
export interface ReadOp {
  readonly wire: WireOp;
  readonly header: OpHeader;
  readonly hash: string;
}

/** Whom and what an op is about. */
export const refsOf = ({ header }: ReadOp): readonly string[] => [
  ...header.subjects,
  ...header.orders,
  header.entityId,
];

/** What an op must follow. */
export interface ChainEnd {
  readonly terminalId: string;
  readonly epoch: number;
  readonly signPub: string;
  readonly lastSeq: number;
  readonly lastHash: string;
}

/** What a proof needs of cryptography: whoever runs it brings its own. */
export interface ChainTools {
  /** SHA-256 in hex of a text. */
  readonly hash: (text: string) => string;
  /** SHA-256 in hex of a salt's bytes and a body behind it. */
  readonly bodyHash: (salt: string, body: string) => string;
  /** The proof of one key's signatures, since a batch is one terminal's. */
  readonly verifierOf: (publicKey: string) => (text: string, sig: string) => boolean;
}

/** What is wrong with a batch: the next seq that is wanted, or the op that does not belong. */
export type ChainFault =
  | { readonly code: 'gap'; readonly expected: number }
  | { readonly code: 'bad_chain'; readonly seq: number };

const headerOf = (text: string): OpHeader | undefined => {
  try {
    const header = OpHeader.safeParse(JSON.parse(text)).data;
    return header !== undefined && canonicalJson(header) === text ? header : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the headers of a batch; `bad_chain` for one that is no canonical header of this terminal. */
export const readBatch = (
  wires: readonly WireOp[],
  { terminalId, epoch, lastSeq }: Omit<ChainEnd, 'signPub' | 'lastHash'>,
  hash: ChainTools['hash'],
): readonly ReadOp[] | ChainFault => {
  const ops: ReadOp[] = [];
  let seq = lastSeq + 1;
  for (const wire of wires) {
    const header = headerOf(wire.header);
    if (header === undefined || header.terminalId !== terminalId || header.epoch !== epoch)
      return { code: 'bad_chain', seq };
    seq = header.seq + 1;
    ops.push({ wire, header, hash: hash(wire.header) });
  }
  return ops;
};

const isBodyTrue = ({ wire, header }: ReadOp, { bodyHash }: ChainTools): boolean =>
  wire.body !== null && wire.salt !== null && bodyHash(wire.salt, wire.body) === header.bodySha256;

/** A body may be missing only where all it touches is erased. */
const mayLackBody = ({ wire, header }: ReadOp, erased: ReadonlySet<string>): boolean => {
  const all = (refs: readonly string[]): boolean => refs.length > 0 && refs.every((ref) => erased.has(ref));
  return wire.body === null && (all(header.subjects) || all(header.orders));
};

/**
 * Whether ops follow the chain's end without a gap, each signed by the terminal over exactly what came (sync
 * specification 4.4, 3 and 4). The one proof, for central and for a hub. Null where they do.
 */
export const chainFault = (
  ops: readonly ReadOp[],
  end: ChainEnd,
  erased: ReadonlySet<string>,
  tools: ChainTools,
): ChainFault | null => {
  let { lastSeq, lastHash } = end;
  const isSigned = tools.verifierOf(end.signPub);
  for (const op of ops) {
    const { seq, prev } = op.header;
    if (seq !== lastSeq + 1) return { code: 'gap', expected: lastSeq + 1 };
    const isWhole = isBodyTrue(op, tools) || mayLackBody(op, erased);
    if (prev !== lastHash || !isWhole || !isSigned(op.wire.header, op.wire.sig))
      return { code: 'bad_chain', seq };
    lastSeq = seq;
    lastHash = op.hash;
  }
  return null;
};
