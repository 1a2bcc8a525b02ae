import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../electron/core/db/sql.ts';
import {
  createDisclosuresFeature,
  tellRecipients,
} from '../../../electron/core/features/disclosures/index.ts';
import { lockRecords } from '../../../electron/core/features/recordsLock/index.ts';
import { restrict } from '../../../electron/core/features/restriction/index.ts';
import type { CallInput } from '../../../shared/contract/index.ts';
import { type DisclosureId, OrderId, type PersonId } from '../../../shared/domain/ids.ts';
import { ShopDay } from '../../../shared/domain/time.ts';
import { ALLOWED_FIELDS, RecipientRegister } from '../../../shared/privacy/disclosure.ts';
import { consentsOf, giveConsent } from '../harness/consents.ts';
import { BY_EMAIL, BY_PHONE, orderFeatures, type PlacedForTest, placeForTest } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const register = RecipientRegister.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/privacy/recipients.json'), 'utf8')),
);
const features = (deps: TestDeps) => {
  const consents = consentsOf(deps);
  return {
    ...orderFeatures(deps),
    consents,
    disclosures: createDisclosuresFeature({
      ...deps,
      register,
      mayMarket: consents.mayMarket,
      onTaskSettled: () => undefined,
    }),
  };
};

type DisclosureCore = TestCore<ReturnType<typeof features>>;
type Proposed = Omit<CallInput<'disclosures:propose'>, 'requestId'>;

let core: DisclosureCore;
let order: PlacedForTest;

beforeEach(async () => {
  core = await createTestCore(features);
  order = await placeForTest(core, { contact: BY_PHONE });
});
afterEach(() => core.close());

const DOCUMENT = {
  type: 'request',
  number: '14-2/2026',
  date: ShopDay.parse('2026-11-20'),
  basis: 'criminal-procedure',
  verified: 'called-back',
} as const;

const toPolice = (more: Partial<Proposed> = {}): Proposed => ({
  arrivalId: null,
  ground: 'authority',
  recipientId: 'state-police',
  orderIds: [order.orderId],
  fields: ['name', 'phone'],
  document: DOCUMENT,
  proportionality: null,
  channel: 'handed-over',
  given: 'part',
  mayBeTold: false,
  tellNotBefore: null,
  ...more,
});
const toCourier = (more: Partial<Proposed> = {}): Proposed =>
  toPolice({
    ground: 'processor_delivery',
    recipientId: 'courier',
    document: null,
    fields: [...ALLOWED_FIELDS.processor_delivery],
    mayBeTold: true,
    ...more,
  });

const contentOf = async (file: string, code: string): Promise<ReadonlyMap<string, string>> => {
  const bytes = readFileSync(join(core.folder, 'exports', file));
  const entries = await new ZipReader(new BlobReader(new Blob([bytes]))).getEntries();
  const texts = entries.map(async (entry) =>
    entry.directory
      ? expect.unreachable()
      : ([entry.filename, await entry.getData(new TextWriter(), { password: code })] as const),
  );
  return new Map(await Promise.all(texts));
};

const exported = async (disclosureId: DisclosureId): Promise<ReadonlyMap<string, string>> => {
  const { file } = await core.get(core.who.manager, 'disclosures:export', { disclosureId });
  const { code } = await core.get(core.who.manager, 'disclosures:code', { disclosureId });
  return contentOf(file, code);
};

describe('a disclosure', () => {
  it('[A4, P24] to an authority needs its document, from the window, from the call and in the database', async () => {
    const { manager } = core.who;
    expect(await core.refused(manager, 'disclosures:propose', toPolice({ document: null }))).toBe(
      'DOCUMENT_NEEDED',
    );
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toPolice());
    expect(() =>
      core.database.writer.exec(`INSERT INTO disclosure (disclosure_id, at, state, ground, recipient_id, fields, subject_count,
        file_count, logged_by, approved_by_1)
        SELECT '01J00000000000000000000000', at, state, ground, recipient_id, fields, subject_count, file_count, logged_by, approved_by_1
        FROM disclosure`),
    ).toThrow('needs its ground');
    expect(() => core.database.writer.exec('UPDATE disclosure SET doc_number = NULL')).toThrow(
      'not rewritten',
    );
    expect(await exported(disclosureId)).toEqual(
      new Map([['data.json', JSON.stringify([{ name: 'Jānis Kļaviņš', phone: '+37129123456' }], null, 2)]]),
    );
  });

  it('[A4] answers a paper that staff logged, and only to the body that sent it', async () => {
    const { manager, staff } = core.who;
    const arrival = { recipientId: 'state-police', document: DOCUMENT };
    const { disclosureId: arrivalId } = await core.get(staff, 'disclosures:logArrival', arrival);
    expect(await core.refused(staff, 'disclosures:export', { disclosureId: arrivalId })).toBe('FORBIDDEN');
    expect(await core.refused(manager, 'disclosures:export', { disclosureId: arrivalId })).toBe(
      'TRANSITION_REFUSED',
    );
    const answer = { arrivalId, document: null };
    expect(
      await core.refused(manager, 'disclosures:propose', toPolice({ ...answer, recipientId: 'court' })),
    ).toBe('CONFLICT');
    core.clock.pass(1000);
    await core.get(manager, 'disclosures:propose', toPolice(answer));
    const { rows } = await core.get(manager, 'disclosures:list', { offset: 0, limit: 10 });
    expect(rows.map(({ state, document, answered }) => [state, document?.number, answered])).toEqual([
      ['approved', '14-2/2026', false],
      ['arrived', '14-2/2026', true],
    ]);
  });

  it('[P25] on suspicion needs a reason and two managers', async () => {
    const { manager } = core.who;
    const other = { ...manager, staffId: core.who.other.staffId };
    const suspicion = toPolice({ ground: 'crime_or_rights', document: null, proportionality: 'fraud' });
    expect(await core.refused(manager, 'disclosures:propose', { ...suspicion, proportionality: null })).toBe(
      'REASON_NEEDED',
    );
    const { disclosureId, state } = await core.get(manager, 'disclosures:propose', suspicion);
    expect(state).toBe('proposed');
    expect(await core.refused(manager, 'disclosures:export', { disclosureId })).toBe('TRANSITION_REFUSED');
    expect(await core.refused(manager, 'disclosures:approve', { disclosureId })).toBe('SECOND_PERSON_NEEDED');
    expect(() =>
      core.database.writer.exec("UPDATE disclosure SET state = 'approved', approved_by_2 = approved_by_1"),
    ).toThrow('needs its ground');
    await core.get(other, 'disclosures:approve', { disclosureId });
    expect((await exported(disclosureId)).size).toBe(1);
  });

  it('is refused by a manager for good', async () => {
    const { manager } = core.who;
    const suspicion = toPolice({ ground: 'crime_or_rights', document: null, proportionality: 'fraud' });
    const { disclosureId } = await core.get(manager, 'disclosures:propose', suspicion);
    await core.get(manager, 'disclosures:refuse', { disclosureId });
    for (const again of ['disclosures:approve', 'disclosures:refuse'] as const)
      expect(await core.refused(manager, again, { disclosureId })).toBe('TRANSITION_REFUSED');
  });

  it('[A4, P22] is of orders that are there, and a paper comes from a body that may send one', async () => {
    const { manager, staff } = core.who;
    const unknown = OrderId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
    expect(
      await core.refused(manager, 'disclosures:propose', toPolice({ orderIds: [order.orderId, unknown] })),
    ).toBe('NOT_FOUND');
    const arrival = { recipientId: 'courier', document: DOCUMENT };
    expect(await core.refused(staff, 'disclosures:logArrival', arrival)).toBe('RECIPIENT_UNKNOWN');
  });

  it('[A5, P23] to a courier, bank or mailer holds exactly its list', async () => {
    const { manager } = core.who;
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toCourier());
    const data = JSON.parse((await exported(disclosureId)).get('data.json') ?? '') as object[];
    expect(data.map(Object.keys)).toEqual([['name', 'phone', 'address', 'orderNumber']]);
    for (const field of ['photos', 'email', 'total'] as const)
      expect(await core.refused(manager, 'disclosures:propose', toCourier({ fields: [field] }))).toBe(
        'FIELD_NOT_ALLOWED',
      );
    const toBank = toCourier({ ground: 'processor_payment', recipientId: 'bank' });
    expect(await core.refused(manager, 'disclosures:propose', { ...toBank, fields: ['name'] })).toBe(
      'FIELD_NOT_ALLOWED',
    );
    const toMailer = toCourier({ ground: 'processor_marketing', recipientId: 'mailer' });
    expect(await core.refused(manager, 'disclosures:propose', { ...toMailer, fields: ['photos'] })).toBe(
      'FIELD_NOT_ALLOWED',
    );
  });

  it('[P15, P17, C9] to a mailer holds nobody without a live consent on that channel, when it is put on record and when it leaves', async () => {
    const { manager } = core.who;
    const toMailer = (more: Partial<Proposed> = {}) =>
      toCourier({ ground: 'processor_marketing', recipientId: 'mailer', fields: ['phone'], ...more });
    const proposing = (more?: Partial<Proposed>) =>
      core.refused(manager, 'disclosures:propose', toMailer(more));
    expect(await proposing()).toBe('CONSENT_MISSING');
    giveConsent(core, order, { contact: BY_PHONE, purpose: 'marketing.hours', channel: 'sms' });
    expect(await proposing({ fields: ['phone', 'email'] })).toBe('CONSENT_MISSING');
    const { orderId: silent } = await placeForTest(core, { contact: BY_EMAIL });
    expect(await proposing({ orderIds: [order.orderId, silent] })).toBe('CONSENT_MISSING');
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toMailer());
    expect((await exported(disclosureId)).get('data.json')).toContain('+37129123456');
    await core.get(manager, 'consents:withdraw', { orderId: order.orderId, purposes: ['marketing.hours'] });
    expect(await core.refused(manager, 'disclosures:export', { disclosureId })).toBe('CONSENT_MISSING');
  });

  it('[P18, P22] goes to nobody who is not in the register, nor on a ground that is not theirs', async () => {
    const { manager } = core.who;
    for (const recipientId of ['unknown', 'bank'])
      expect(await core.refused(manager, 'disclosures:propose', toCourier({ recipientId }))).toBe(
        'RECIPIENT_UNKNOWN',
      );
    expect(await core.refused(core.who.staff, 'disclosures:propose', toCourier())).toBe('FORBIDDEN');
    const known = await core.get(manager, 'disclosures:recipients', {});
    expect(known.recipients.map(({ recipientId }) => recipientId)).toContain('courier');
  });

  it('[R6, P33] of a restricted person is refused, before and after the approval', async () => {
    const { manager } = core.who;
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toCourier());
    const people = core.deps.read
      .all<{ id: PersonId }>(sql`SELECT person_id AS id FROM person`)
      .map(({ id }) => id);
    core.deps.transact((tx) => restrict(tx, people));
    expect(await core.refused(manager, 'disclosures:propose', toCourier())).toBe('RESTRICTED');
    expect(await core.refused(manager, 'disclosures:export', { disclosureId })).toBe('RESTRICTED');
  });

  it('[E9, R6] of a closed record is refused, before and after the approval', async () => {
    const { manager } = core.who;
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toCourier());
    core.deps.transact((tx) => lockRecords(tx.db, tx.now));
    expect(await core.refused(manager, 'disclosures:propose', toCourier())).toBe('RECORDS_LOCKED');
    expect(await core.refused(manager, 'disclosures:export', { disclosureId })).toBe('RECORDS_LOCKED');
  });

  it('[PRV-6] is on record without values, with photos counted and given as they were', async () => {
    const { manager } = core.who;
    const { disclosureId } = await core.get(manager, 'disclosures:propose', toPolice({ fields: ['photos'] }));
    const { rows } = await core.get(manager, 'disclosures:list', { offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ fields: ['photos'], files: 2, subjects: 1, recipientId: 'state-police' }]);
    const all = core.database.read.all<object>(sql`SELECT * FROM disclosure`);
    expect(JSON.stringify(all)).not.toMatch(/Kļaviņš|29123456/);
    const content = await exported(disclosureId);
    expect([...content.keys()]).toEqual([
      'data.json',
      `${order.number}/0001.jpg`,
      `${order.number}/0002.jpg`,
    ]);
    expect(content.get(`${order.number}/0001.jpg`)).toBe('\u0001\u0002\u0003');
  });
});

describe('recipients of a person’s data', () => {
  it('[E14, P31] are told of an erasure once, within a month, and their answer is noted', async () => {
    const { manager } = core.who;
    await core.get(manager, 'disclosures:propose', toCourier());
    const people = core.deps.read
      .all<{ id: PersonId }>(sql`SELECT person_id AS id FROM person`)
      .map(({ id }) => id);
    const tell = () => core.deps.transact((tx) => tellRecipients(tx, people, 'erased'));
    expect([tell(), tell()]).toEqual([1, 0]);
    const { tasks } = await core.get(manager, 'disclosures:tasks', {});
    expect(tasks).toMatchObject([
      { recipientId: 'courier', kind: 'erased', dueAt: core.clock.now() + 30 * 86_400_000 },
    ]);
    const taskId = tasks[0]?.taskId ?? expect.unreachable();
    const settle = (what: 'sent' | 'acknowledged') => ({ taskId, what });
    expect(await core.refused(manager, 'disclosures:settleTask', settle('acknowledged'))).toBe(
      'TRANSITION_REFUSED',
    );
    await core.get(manager, 'disclosures:settleTask', settle('sent'));
    await core.get(manager, 'disclosures:settleTask', settle('acknowledged'));
    expect((await core.get(manager, 'disclosures:tasks', {})).tasks).toEqual([]);
  });
});

it('[P20] the register names for each recipient its role, country, contract and grounds, and each ground somebody', () => {
  const grounds = new Set(register.recipients.flatMap((recipient) => recipient.grounds));
  expect([...grounds].toSorted()).toEqual(Object.keys(ALLOWED_FIELDS).toSorted());
});
