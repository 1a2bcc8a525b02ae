import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sql } from '../../../electron/core/db/sql.ts';
import { createAccessFeature } from '../../../electron/core/features/accessPackage/index.ts';
import { lockRecords, unlockRecords } from '../../../electron/core/features/recordsLock/index.ts';
import { verifySignature } from '../../../electron/core/keys/signingKey.ts';
import { Contact } from '../../../shared/domain/contact.ts';
import { type PersonId, PrivacyRequestId } from '../../../shared/domain/ids.ts';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import { orderFeatures, placeForTest } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const ends: { readonly requestId: string; readonly built: boolean }[] = [];
const features = (deps: TestDeps) => ({
  ...orderFeatures(deps),
  access: createAccessFeature({
    ...deps,
    register: { sample: true, recipients: [] },
    dryRun: () => ({
      items: [
        {
          at: 'payment.amount',
          what: 'stays',
          count: 1,
          law: 'Grāmatvedības likums',
          until: null,
          reason: 'legal-hold',
        },
      ],
      hash: '0'.repeat(64),
    }),
    onReady: (_tx, end) => void ends.push(end),
  }),
});
type AccessCore = TestCore<ReturnType<typeof features>>;

const OWN = Contact.parse({
  way: 'email',
  email: 'zanete.ozolpaegle@example.org',
  name: 'Žanete Ozolpaegle',
  address: { street: 'Klusā iela 7', town: 'Rīga', postcode: 'LV-1010' },
});
const OTHER = Contact.parse({
  way: 'email',
  email: 'other@example.org',
  name: 'Ilze Ozolpaegle',
  address: null,
});
const PHOTO = Buffer.from('the original, byte for byte');

let core: AccessCore;
const privacyRequestId = () => PrivacyRequestId.parse(core.deps.ids.ulid());

beforeEach(async () => {
  ends.length = 0;
  core = await createTestCore(features);
});
afterEach(() => core.close());

const personOf = (orderId: string): PersonId =>
  core.deps.read.get<{ id: PersonId }>(sql`SELECT person_id AS id FROM orders WHERE order_id = ${orderId}`)
    ?.id ?? expect.unreachable();

const order = async (people: readonly PersonId[], requestId = privacyRequestId()) => {
  core.deps.transact((tx) => core.features.access.order(tx, { requestId, people }));
  await core.features.access.settled();
  return requestId;
};

const opened = async (requestId: PrivacyRequestId): Promise<ReadonlyMap<string, Buffer>> => {
  const { code } = await core.get(core.who.manager, 'access:code', { privacyRequestId: requestId });
  const bytes = readFileSync(join(core.folder, 'exports', `lete-access-${requestId}.zip`));
  const entries = await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries();
  const read = entries.map(async (entry) =>
    entry.directory
      ? expect.unreachable()
      : ([
          entry.filename,
          Buffer.from(await entry.getData(new Uint8ArrayWriter(), { password: code })),
        ] as const),
  );
  return new Map(await Promise.all(read));
};

describe('an access package', () => {
  it('[R1, P30] holds every value of the person and the photos, none of anybody else, no member of staff', async () => {
    const own = await placeForTest(core, { contact: OWN, delivery: 'address' }, PHOTO);
    await placeForTest(core, { contact: OTHER }, Buffer.from('not theirs'));
    await core.get(core.who.staff, 'orders:recordPayment', {
      orderId: own.orderId,
      kind: 'payment',
      method: 'cash',
      amount: own.total,
      tillReceipt: 'T-77',
    });
    const entries = await opened(await order([personOf(own.orderId)]));
    const all = Buffer.concat([...entries.values()]).toString('utf8');
    for (const value of [
      'Žanete Ozolpaegle',
      'zanete.ozolpaegle@example.org',
      'Klusā iela 7',
      'IMG_1.JPG',
      'T-77',
      own.orderId,
    ])
      expect(all).toContain(value);
    for (const value of [
      'Ilze',
      'other@example.org',
      'not theirs',
      'Līga',
      'Māra',
      'Andris',
      core.who.staff.staffId ?? '',
    ])
      expect(all).not.toContain(value);
    const photos = [...entries].filter(([name]) => name.startsWith('files/'));
    expect(photos.map(([, bytes]) => bytes.equals(PHOTO))).toEqual([true, true]);
  });

  it('[R1, P30] says what the person was told, and keeps what a letter said sealed', async () => {
    const own = await placeForTest(core, { contact: OWN });
    const other = await placeForTest(core, { contact: OTHER });
    const entries = await opened(await order([personOf(own.orderId)]));
    const told = entries.get('csv/messages-message.csv')?.toString('utf8') ?? '';
    expect(told).toContain('order.placed');
    expect(told).toContain(own.orderId);
    expect(told).not.toContain(other.orderId);
    expect(told).not.toContain('called_by');
    expect(told).not.toContain('letter');
  });

  it('[R2] has data that fit their schema, and a start page in three languages without script or network', async () => {
    const { orderId } = await placeForTest(core, { contact: OWN });
    const entries = await opened(await order([personOf(orderId)]));
    const json = (name: string): unknown => JSON.parse(entries.get(name)?.toString('utf8') ?? '');
    const schema = z.fromJSONSchema(json('data.schema.json') as Parameters<typeof z.fromJSONSchema>[0]);
    const data = json('data.json') as { sections: { profile: { person: object[] } } };
    expect(schema.safeParse(data).success).toBe(true);
    data.sections.profile.person.push({ unknown: 'column' });
    expect(schema.safeParse(data).success).toBe(false);
    const page = entries.get('START-HERE.html')?.toString('utf8') ?? '';
    expect(page.match(/<section lang="(lv|en|ru)">/g)).toHaveLength(3);
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/i);
    for (const [, href = ''] of page.matchAll(/href="([^"]+)"/g))
      expect(entries.has(decodeURI(href))).toBe(true);
    expect(json('retained.json')).toEqual([
      { what: 'payment.amount', count: 1, law: 'Grāmatvedības likums', until: null },
    ]);
    expect(json('info.json')).toMatchObject({ authority: { name: 'Datu valsts inspekcija' } });
  });

  it('[R1] lists each entry by its digest under the terminal’s signature', async () => {
    const { orderId } = await placeForTest(core, { contact: OWN }, PHOTO);
    const entries = await opened(await order([personOf(orderId)]));
    const manifest = JSON.parse(entries.get('manifest.json')?.toString('utf8') ?? '') as {
      entries: { name: string; sha256: string }[];
      publicKey: string;
    };
    const signature = entries.get('manifest.sig')?.toString('utf8') ?? '';
    const signed = Buffer.from(canonicalJson(manifest), 'utf8');
    expect(verifySignature(manifest.publicKey, signed, signature)).toBe(true);
    expect(verifySignature(manifest.publicKey, Buffer.concat([signed, Buffer.from(' ')]), signature)).toBe(
      false,
    );
    const digests = [...entries]
      .filter(([name]) => !name.startsWith('manifest.'))
      .map(([name, bytes]) => ({ name, sha256: createHash('sha256').update(bytes).digest('hex') }));
    expect(manifest.entries).toEqual(digests);
    expect(digests.length).toBeGreaterThan(8);
  });

  it('[PRV-1, PRV-4] is handed over sealed by whoever is at the counter; its code is a manager’s', async () => {
    const { orderId } = await placeForTest(core, { contact: OWN });
    const [kept, handed] = [await order([personOf(orderId)]), await order([personOf(orderId)])];
    const { staff, customer } = core.who;
    const toHandOver = () => [...core.features.access.toHandOver(core.deps.read)].toSorted();
    expect(await core.get(staff, 'access:state', { privacyRequestId: handed })).toMatchObject({
      state: 'ready',
    });
    expect(await core.refused(staff, 'access:code', { privacyRequestId: handed })).toBe('FORBIDDEN');
    const collected = { privacyRequestId: handed, way: 'company-medium' } as const;
    expect(await core.refused(customer, 'access:collect', collected)).toBe('FORBIDDEN');
    await core.get(staff, 'access:collect', collected);
    expect(
      core.deps.read.get(sql`SELECT actor_ref AS by FROM audit WHERE action = 'access.collect'`),
    ).toEqual({
      by: staff.staffId,
    });
    expect(toHandOver()).toEqual([kept, handed].toSorted());
    core.clock.pass(3_600_000);
    await core.features.access.purge();
    expect(toHandOver()).toEqual([kept]);
  });

  it('[PRV-1] is collected once, then removed with its code after an hour; uncollected it goes after seven days', async () => {
    const { orderId } = await placeForTest(core, { contact: OWN });
    const [one, two] = [await order([personOf(orderId)]), await order([personOf(orderId)])];
    const { manager } = core.who;
    const fileOf = (requestId: string) => join(core.folder, 'exports', `lete-access-${requestId}.zip`);
    await core.get(manager, 'access:collect', { privacyRequestId: one, way: 'company-medium' });
    expect(
      await core.refused(manager, 'access:collect', { privacyRequestId: one, way: 'company-medium' }),
    ).toBe('NOT_FOUND');
    core.clock.pass(3_599_999);
    expect(await core.features.access.purge()).toBe(0);
    core.clock.pass(1);
    expect(await core.features.access.purge()).toBe(1);
    expect([existsSync(fileOf(one)), existsSync(fileOf(two))]).toEqual([false, true]);
    expect(await core.refused(manager, 'access:code', { privacyRequestId: one })).toBe('NOT_FOUND');
    core.clock.pass(7 * 86_400_000);
    expect(await core.features.access.purge()).toBe(1);
    expect(readdirSync(join(core.folder, 'exports'))).toEqual([]);
    expect(await core.get(manager, 'access:state', { privacyRequestId: two })).toMatchObject({
      state: 'gone',
    });
  });

  it('[PRV-1] leaves on record who saw its code and on what it went; never a word of the code', async () => {
    const { orderId } = await placeForTest(core, { contact: OWN });
    const requestId = await order([personOf(orderId)]);
    const { manager } = core.who;
    const { code } = await core.get(manager, 'access:code', { privacyRequestId: requestId });
    await core.get(manager, 'access:collect', { privacyRequestId: requestId, way: 'own-medium' });
    const acts = core.deps.read.all(sql`SELECT action, actor_ref, object_ref, reason_code FROM audit
      WHERE action IN ('access.code', 'access.collect') ORDER BY seq`);
    const common = { actor_ref: manager.staffId, object_ref: requestId };
    expect(acts).toEqual([
      { ...common, action: 'access.code', reason_code: null },
      { ...common, action: 'access.collect', reason_code: 'own-medium' },
    ]);
    expect(JSON.stringify(core.deps.read.all(sql`SELECT * FROM audit`))).not.toContain(code);
    core.database.writer.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END",
    );
    expect(await core.refused(manager, 'access:code', { privacyRequestId: requestId })).toBe('INTERNAL');
  });

  it('[E9, R6] of closed records is neither built nor handed over before they are open', async () => {
    const people = [personOf((await placeForTest(core, { contact: OWN })).orderId)];
    const ready = await order(people);
    const { manager, staff } = core.who;
    const lock = () => core.deps.transact((tx) => lockRecords(tx.db, tx.now));
    lock();
    const asked = { privacyRequestId: ready };
    expect(await core.refused(manager, 'access:code', asked)).toBe('RECORDS_LOCKED');
    expect(await core.refused(staff, 'access:collect', { ...asked, way: 'company-medium' })).toBe(
      'RECORDS_LOCKED',
    );
    expect(() =>
      core.deps.transact((tx) => core.features.access.order(tx, { requestId: ready, people })),
    ).toThrow();
    core.deps.transact((tx) => unlockRecords(tx.db));
    const waiting = privacyRequestId();
    core.deps.transact((tx) => core.features.access.order(tx, { requestId: waiting, people }));
    lock();
    await core.features.access.settled();
    expect(existsSync(join(core.folder, 'exports', `lete-access-${waiting}.zip`))).toBe(false);
  });

  it('that a power cut stopped is built at the next start; one that cannot be built says so and leaves nothing', async () => {
    const { orderId, fileIds } = await placeForTest(core, { contact: OWN });
    const requestId = privacyRequestId();
    const people = [personOf(orderId)];
    core.database.writer.exec(`INSERT INTO access_package (privacy_request_id, state, made_at, expires_at)
      VALUES ('${requestId}', 'building', 0, 9e15);
      INSERT INTO access_package_person VALUES ('${requestId}', '${people[0]}')`);
    core.features.access.start?.();
    await core.features.access.settled();
    expect(ends).toEqual([{ requestId, built: true }]);
    await core.deps.files.remove({ orderId, fileId: fileIds[0] ?? '' });
    const broken = await order(people);
    expect(ends.at(-1)).toEqual({ requestId: broken, built: false });
    expect(readdirSync(join(core.folder, 'exports'))).toEqual([`lete-access-${requestId}.zip`]);
  });
});
