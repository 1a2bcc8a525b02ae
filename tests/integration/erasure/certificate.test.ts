import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMatcher } from '../../../electron/core/features/erasure/scan/matcher.policy.ts';
import { spellingsOf } from '../../../electron/core/features/erasure/scan/spellings.policy.ts';
import { verifyCertificate } from '../../../scripts/lib/verifyCertificate.mjs';
import { CERTIFICATE_LIMITS } from '../../../shared/privacy/certificate.ts';
import { CERTIFICATE_TEXTS } from '../../../shared/privacy/certificateTexts.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import {
  CANARY,
  type ErasureCore,
  freshRequest,
  openWorld,
  orderErasure,
  peopleOf,
  placeCanary,
} from './world.ts';

let core: ErasureCore;
let privacyRequestId: never;
beforeEach(async () => {
  ({ core } = await openWorld());
  const orders = await placeCanary(core);
  core.database.backUp();
  core.clock.pass(1000);
  privacyRequestId = orderErasure(core, peopleOf(core, orders)) as never;
  await core.features.erasure.runDue();
});
afterEach(() => core.close());

const fetch = () => core.get(core.who.manager, 'erasure:certificate', { privacyRequestId });

describe('the certificate of an erasure', () => {
  it('[E13, PRV-5] lists stores, terminals, holds, backups and limits, and nobody', async () => {
    const { text, certificateId } = await fetch();
    const { problems, certificate } = verifyCertificate(Buffer.from(text), core.deps.signer.publicKey);
    expect(problems).toEqual([]);
    expect(certificate).toMatchObject({
      certificate_id: certificateId,
      request_id: privacyRequestId,
      terminals: [{ id: 'K1', pending_offline: false }],
      recipients: [],
      limits: CERTIFICATE_LIMITS,
      app_version: '0.1.0',
      key_id: core.deps.signer.keyId,
    });
    const store = (id: string) => certificate?.stores.find((one) => one.id === id);
    expect(store('database')).toMatchObject({
      method: 'rewritten-and-scanned',
      scan_after: 0,
      unexplained: 0,
    });
    const inDatabase = ['database', 'database-log'].map((id) => store(id)?.scan_before ?? 0);
    expect(Math.max(...inDatabase)).toBeGreaterThan(0);
    expect(store('originals')).toMatchObject({ files: 4, scan_before: 2, scan_after: 0 });
    expect(store('key-files')).toMatchObject({ keys_destroyed: 2 });
    expect(store('tickets')?.files).toBeGreaterThan(0);
    expect(certificate?.holds).toContainEqual({
      field_class: 'orders',
      law: expect.stringContaining('Grāmatvedības likums'),
      until: '2031-12-31',
    });
    expect(certificate?.backups).toHaveLength(1);
    const patterns = spellingsOf([
      { kind: 'name', text: CANARY.name },
      { kind: 'email', text: 'zanete.ozolpaegle@kverpjvite.lv' },
      { kind: 'phone', text: '+37129998877' },
    ]);
    const found: string[] = [];
    createMatcher(patterns.map(({ bytes }) => bytes))(Buffer.from(text), (i) => found.push(String(i)));
    expect(found).toEqual([]);
  });

  it('[E13, PRV-5] does not verify with one flipped bit anywhere, nor under another key', async () => {
    const { text } = await fetch();
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect([at, verifyCertificate(changed).problems.length > 0]).toEqual([at, true]);
    }
    expect(verifyCertificate(bytes, '0123456789abcdef').problems).toEqual(['another key signed it']);
    expect(verifyCertificate(bytes, core.deps.signer.keyId).problems).toEqual([]);
    expect(verifyCertificate(Buffer.concat([bytes, Buffer.from('\n')])).problems).toHaveLength(1);
  });

  it('[PRV-5] is saved as the signed text and as a page, for managers only', async () => {
    const { text } = await fetch();
    const save = (format: 'json' | 'pdf', locale: (typeof LOCALES)[number]) =>
      core.get(core.who.manager, 'erasure:saveCertificate', { privacyRequestId, format, locale });
    const json = await save('json', 'lv');
    expect(readFileSync(join(core.folder, 'exports', json.file), 'utf8')).toBe(text);
    for (const locale of LOCALES) {
      const { file } = await save('pdf', locale);
      const page = readFileSync(join(core.folder, 'exports', file), 'utf8');
      for (const words of [
        CERTIFICATE_TEXTS[locale].title,
        ...Object.values(CERTIFICATE_TEXTS[locale].limits),
      ])
        expect(page).toContain(words);
      expect(page).not.toMatch(/<script|https?:/);
    }
    for (const call of ['erasure:state', 'erasure:certificate'] as const)
      expect(await core.refused(core.who.staff, call, { privacyRequestId })).toBe('FORBIDDEN');
    const unknown = { privacyRequestId: freshRequest(core) as never };
    expect(await core.refused(core.who.manager, 'erasure:certificate', unknown)).toBe('NOT_FOUND');
    expect(await core.get(core.who.manager, 'erasure:state', unknown)).toMatchObject({ state: 'none' });
  });
});
