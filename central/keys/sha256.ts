import { createHash } from 'node:crypto';

/** SHA-256 in hex of texts (as UTF-8) and bytes one behind the other. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};
