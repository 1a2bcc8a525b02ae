import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { z } from '../../../../shared/domain/z.ts';
import { writeFileDurably } from '../../keys/durable.ts';
import { type Signer, verifySignature } from '../../keys/signingKey.ts';
import { hashOf, type Key, type Link, signedBytes } from './entry.policy.ts';
import { readNote } from './noteFile.ts';

const Anchor = z.strictObject({
  schema: z.literal('lete-audit-anchor/1'),
  chain_id: z.string().max(16),
  seq: z.int().min(0),
  entry_hash: z.string().length(64),
  sig: z.string().max(100),
});

/** Where the head of the chain is noted outside the database: an older database shows against it. */
export const anchorPath = (dataFolder: string): string => join(dataFolder, 'keys', 'audit.anchor');

const contentOf = ({ keyId }: Pick<Signer, 'keyId'>, { seq, hash }: Link) =>
  ({ schema: 'lete-audit-anchor/1', chain_id: keyId, seq, entry_hash: hash }) as const;

/** The noted head; null when the file is gone or is not this terminal's own. */
export const readAnchor = async (dataFolder: string, key: Key): Promise<Link | null> => {
  const anchor = await readNote(anchorPath(dataFolder), Anchor);
  if (anchor === undefined) return null;
  const link = { seq: anchor.seq, hash: anchor.entry_hash };
  const own = verifySignature(key.publicKey, signedBytes(hashOf(contentOf(key, link))), anchor.sig);
  return own && anchor.chain_id === key.keyId ? link : null;
};

/** Notes a head, whole or not at all, and lasting. */
export const writeAnchor = (dataFolder: string, signer: Signer, head: Link): Promise<void> => {
  const content = contentOf(signer, head);
  const sig = signer.sign(signedBytes(hashOf(content)));
  return writeFileDurably(anchorPath(dataFolder), Buffer.from(`${JSON.stringify({ ...content, sig })}\n`));
};
