import { Buffer } from 'node:buffer';
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { deriveKey } from '../../keys/deriveKey.ts';

const DAY_MS = 86_400_000;
const VALID_DAYS = 30;

/** A key of curve P-256 by its secret number, without a public half (RFC 5915). */
const SEC1 = {
  before: Buffer.from('30310201010420', 'hex'),
  after: Buffer.from('a00a06082a8648ce3d030107', 'hex'),
};
const OID = {
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
  commonName: Buffer.from('0603550403', 'hex'),
  subjectAltName: Buffer.from('0603551d11', 'hex'),
  keyUsage: Buffer.from('0603551d0f', 'hex'),
  extendedKeyUsage: Buffer.from('0603551d25', 'hex'),
  basicConstraints: Buffer.from('0603551d13', 'hex'),
  serverAuth: Buffer.from('06082b06010505070301', 'hex'),
};
const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, utf8: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31 };
const TRUE = Buffer.from('0101ff', 'hex');
/** Version 3. */
const VERSION = Buffer.from('a003020102', 'hex');
const DIGITAL_SIGNATURE = Buffer.from('03020780', 'hex');

export interface TlsIdentity {
  /** Both in PEM. */
  readonly key: string;
  readonly cert: string;
  /** SHA-256 in hex of the public key (SPKI in DER): the same for every certificate. */
  readonly publicSha256: string;
}

/** One value in DER. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x80 ? [] : length < 0x100 ? [0x81] : [0x82, length >> 8];
  return Buffer.concat([Buffer.from([tag, ...long, length & 0xff]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(TAG.sequence, ...parts);
const extension = (oid: Buffer, critical: boolean, value: Buffer): Buffer =>
  sequence(oid, critical ? TRUE : Buffer.alloc(0), der(TAG.octets, value));

/** `YYMMDDHHMMSSZ`; years until 2049. */
const utcTime = (ms: number): Buffer => {
  const digits = Temporal.Instant.fromEpochMilliseconds(ms).toString().replace(/\D/g, '');
  return der(TAG.utcTime, Buffer.from(`${digits.slice(2, 14)}Z`, 'latin1'));
};

/** What a terminal serves over TLS, each under a key of its own. */
export type TlsUse = 'phone-tls' | 'hub-tls';

const keyOf = (databaseKey: Uint8Array, use: TlsUse): KeyObject => {
  const secret = deriveKey(databaseKey, use);
  const text = Buffer.concat([SEC1.before, secret, SEC1.after]);
  try {
    return createPrivateKey({ key: text, format: 'der', type: 'sec1' });
  } finally {
    secret.fill(0);
    text.fill(0);
  }
};

const extensionsOf = (address: string): Buffer =>
  der(
    0xa3,
    sequence(
      extension(OID.basicConstraints, true, sequence()),
      extension(OID.keyUsage, true, DIGITAL_SIGNATURE),
      extension(OID.extendedKeyUsage, false, sequence(OID.serverAuth)),
      extension(OID.subjectAltName, false, sequence(der(0x87, Buffer.from(address.split('.').map(Number))))),
    ),
  );

/**
 * The terminal's TLS key and a certificate it signs itself (X.509 v3, ECDSA P-256) for one IPv4 address. The key comes
 * from the database key: made at set-up, kept where that one is, the same at each start. `serial` are random bytes.
 */
export const tlsIdentity = (
  databaseKey: Uint8Array,
  {
    use,
    address,
    now,
    serial,
  }: {
    readonly use: TlsUse;
    readonly address: string;
    readonly now: number;
    readonly serial: Uint8Array;
  },
): TlsIdentity => {
  const key = keyOf(databaseKey, use);
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const name = sequence(der(TAG.set, sequence(OID.commonName, der(TAG.utf8, Buffer.from('Lete')))));
  const algorithm = sequence(OID.ecdsaWithSha256);
  const body = sequence(
    VERSION,
    // Positive and without a leading zero byte.
    der(TAG.integer, Buffer.from([0x40]), serial),
    algorithm,
    name,
    sequence(utcTime(now - DAY_MS), utcTime(now + VALID_DAYS * DAY_MS)),
    name,
    spki,
    extensionsOf(address),
  );
  const signed = sequence(body, algorithm, der(TAG.bits, Buffer.from([0]), sign('sha256', body, key)));
  const lines = signed.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    publicSha256: createHash('sha256').update(spki).digest('hex'),
  };
};
