import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import * as endpoints from '../../../shared/sync/endpoints.ts';
import { SyncError } from '../../../shared/sync/errors.ts';
import { EpochRecord, OpHeader, WireOp } from '../../../shared/sync/op.ts';
import { bodySchemaOf, OP_BODIES } from '../../../shared/sync/opBodies.ts';
import { readSettings, SignedSettings } from '../../../shared/sync/settingsDocument.ts';
import { isSigned } from '../../../central/keys/ed25519.ts';
import { sha256 } from '../../../central/keys/sha256.ts';

/** Parts of messages. */
const PARTS = ['EnrolmentCode', 'FeedItem', 'HubTerminal', 'HubUrl'];

/** One of each message as version 1 wrote it. A file here never changes; a new version gets a folder of its own. */
const FOLDER = join(import.meta.dirname, 'v1');

const SealedOp = z.strictObject({
  signPub: z.string(),
  epochRecord: EpochRecord,
  opHash: z.string(),
  wire: WireOp,
});

const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));

const schemas: Readonly<Record<string, unknown>> = {
  ...endpoints,
  SyncError,
  SealedOp,
  SignedSettings,
  SignedStaffList: SignedSettings,
};
const schemaOf = (name: string): z.ZodType | undefined => {
  const [, type, version] = /^op\.(.+)\.v(\d+)$/.exec(name) ?? [];
  if (type !== undefined) return bodySchemaOf(type, Number(version));
  const schema = schemas[name];
  return schema instanceof z.ZodType ? schema : undefined;
};

describe('golden messages of contract version 1', () => {
  it.each(names)('%s is still read, to the last field', (name) => {
    const message = read(name);
    expect(schemaOf(name)?.parse(message)).toEqual(message);
  });

  it('there is one of every message and every op', () => {
    const messages = Object.entries(endpoints)
      .filter(([, schema]) => schema instanceof z.ZodType)
      .map(([name]) => name)
      .filter((name) => !PARTS.includes(name) && !name.startsWith('Received'));
    const ops = Object.keys(OP_BODIES).map((key) => `op.${key.replace('@', '.v')}`);
    expect(names.toSorted()).toEqual(
      [...messages, ...ops, 'SealedOp', 'SignedSettings', 'SignedStaffList', 'SyncError'].toSorted(),
    );
  });

  it('[I3] [I4] hashes, chain and signature of an op are made as ever', () => {
    const { signPub, epochRecord, opHash, wire } = SealedOp.parse(read('SealedOp'));
    const header = OpHeader.parse(JSON.parse(wire.header));
    expect(canonicalJson(header)).toBe(wire.header);
    expect(sha256(wire.header)).toBe(opHash);
    expect(header.prev).toBe(sha256(canonicalJson(epochRecord)));
    expect(header.bodySha256).toBe(sha256(Buffer.from(wire.salt ?? '', 'hex'), wire.body ?? ''));
    expect(isSigned(signPub, wire.header, wire.sig)).toBe(true);
  });

  const key = '6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw';
  const proved = (name: string) =>
    readSettings(SignedSettings.parse(read(name)), (text, sig) => isSigned(key, text, sig));

  it('[SYN-6] a price list that the owner signed is read and proved as ever', () => {
    const version = proved('SignedSettings');
    expect(version).toMatchObject({ kind: 'prices', id: 'prices-2', shopId: '01', signedBy: 'owner' });
  });

  it('[SYN-6] a staff list that the owner signed is read and proved as ever', () => {
    expect(proved('SignedStaffList')).toMatchObject({
      kind: 'staff',
      id: 'staff-2',
      shopId: '01',
      list: { people: [{ name: 'Baiba', role: 'manager' }, { name: 'Edgars' }, { name: 'Zane', pin: null }] },
    });
  });
});
