import { keyIdOf, verifySignature } from '../../electron/core/keys/signingKey.ts';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import { Certificate } from '../../shared/privacy/certificate.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Checks a certificate offline. `known` is the public key one trusts, or its id; without it only the certificate's own
 * key is used, which proves that nothing was changed, not who signed.
 * @param {Uint8Array} bytes
 * @param {string} [known]
 * @returns {{ problems: string[], certificate: import('zod').infer<typeof Certificate> | undefined }}
 */
export function verifyCertificate(bytes, known) {
  let value;
  let text;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return { problems: ['it is no JSON text'], certificate: undefined };
  }
  const certificate = Certificate.safeParse(value).data;
  if (certificate === undefined)
    return { problems: ['it does not have the form of a certificate'], certificate };
  const { sig, ...unsigned } = certificate;
  const problems = [];
  if (canonicalJson(certificate) !== text) problems.push('the text is not the one that was signed');
  if (keyIdOf(certificate.public_key) !== certificate.key_id)
    problems.push('the key and its id do not belong together');
  if (!verifySignature(certificate.public_key, Buffer.from(canonicalJson(unsigned)), sig))
    problems.push('the signature does not fit');
  if (known !== undefined && known !== certificate.public_key && known !== certificate.key_id)
    problems.push('another key signed it');
  return { problems, certificate };
}
