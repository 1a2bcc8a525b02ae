import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes a box adds to what it holds. */
export const BOX_OVERHEAD = NONCE_BYTES + TAG_BYTES;

/** Wraps a secret under a 32-byte key (AES-256-GCM, fresh nonce): nonce | ciphertext | tag. */
export function sealBox(secret: Uint8Array, key: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a box; undefined when the key or the context is another one, or the box was changed. */
export function openBox(box: Uint8Array, key: Uint8Array, context: string): Buffer | undefined {
  if (box.length < BOX_OVERHEAD) return undefined;
  const tagAt = box.length - TAG_BYTES;
  const nonce = box.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(box.subarray(tagAt));
  const plain = decipher.update(box.subarray(NONCE_BYTES, tagAt));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}
