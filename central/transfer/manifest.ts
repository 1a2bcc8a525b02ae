import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { z } from '../../shared/domain/z.ts';
import { Hash, PublicKey, Signature, Time, Ulid } from '../../shared/sync/primitives.ts';
import { isSigned, type Signer } from '../keys/ed25519.ts';
import { TransferOrder } from './transferOrder.ts';

export const MANIFEST = 'manifest.json';

const ArchivedFile = z.strictObject({
  name: z.string().max(40),
  sha256: Hash,
  bytes: z.int().min(0),
  lines: z.int().min(0),
});
export type ArchivedFile = z.infer<typeof ArchivedFile>;

const Unsigned = z.strictObject({
  format: z.literal('lete-transfer'),
  version: z.literal(1),
  transferId: Ulid,
  /** UTC ms. */
  madeAt: Time,
  order: TransferOrder.omit({ everybody: true }),
  fields: z.array(z.string().max(40)),
  files: z.array(ArchivedFile),
  people: z.int().min(0),
  heldBack: z.int().min(0),
  signedBy: PublicKey,
});
type Unsigned = z.infer<typeof Unsigned>;

/** What the archive holds, on what paper it passed, and central's signature over all of it. */
export const Manifest = Unsigned.extend({ sig: Signature });
export type Manifest = z.infer<typeof Manifest>;

/** The one text of a manifest, signed with central's key. */
export const signManifest = (
  signer: Signer,
  said: Omit<Unsigned, 'format' | 'version' | 'signedBy'>,
): string => {
  const unsigned: Unsigned = { format: 'lete-transfer', version: 1, ...said, signedBy: signer.publicKey };
  return canonicalJson({ ...unsigned, sig: signer.sign(canonicalJson(unsigned)) });
};

/** The manifest of this text, or undefined where it is none, or not this key's. */
export const readManifest = (text: string, publicKey: string): Manifest | undefined => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = Manifest.safeParse(given);
  if (data === undefined || canonicalJson(data) !== text) return undefined;
  const { sig, ...unsigned } = data;
  return isSigned(publicKey, canonicalJson(unsigned), sig) ? data : undefined;
};
