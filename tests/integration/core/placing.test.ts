import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONSENT_TEXTS } from '../../../shared/domain/consentTexts.ts';
import { textHash } from '../../../electron/core/features/notices/index.ts';
import { createFileStore } from '../../../electron/core/files/fileStore.ts';
import { openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import type { ContactForm } from '../../../shared/contract/drafts.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import {
  CUSTOMER,
  folderFor,
  keyOf,
  KIOSK,
  RESOURCES,
  signInManager,
  signInStaff,
  START,
} from './terminal.ts';
import {
  CONTACT,
  cardWith,
  copied,
  draftOf,
  listedPhotos,
  photoBytes,
  seen,
  terminalWithCard,
  visitWith,
} from './visit.ts';

describe('a customer at the kiosk', () => {
  it('[REC-1, CON-1] orders from a card to a number, and the order stands whole with every original readable', async () => {
    const card = await cardWith(3);
    const { terminal, osKeyWrap } = await terminalWithCard(card);
    const { draftId, photoIds } = await visitWith(terminal, 3);
    await terminal.get(CUSTOMER, 'drafts:setAll', {
      draftId,
      format: '13x18',
      paper: 'gloss',
      copies: 2,
      fit: 'fit',
      overwrite: false,
    });
    const [first = '' as never] = photoIds;
    const own = {
      photoId: first,
      format: '10x15',
      paper: 'gloss',
      copies: 5,
      fit: 'fill',
      crop: { x: 0.1, y: 0.1, w: 0.6, h: 0.6 },
      rotation: 1,
      mirror: true,
    } as const;
    await terminal.get(CUSTOMER, 'drafts:putItems', { draftId, items: [own] });
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId);
    const draft = await draftOf(terminal, draftId);
    expect(draft.items).toHaveLength(4);
    const order = await seen(terminal, draftId);
    const placed = await terminal.get(CUSTOMER, 'drafts:place', order);
    expect(placed).toMatchObject({
      orderId: draftId,
      number: 'K-1',
      total: draft.price?.total,
      claimCode: null,
      keepUntil: draft.keepUntil,
    });

    const manager = await signInManager(terminal);
    const detail = await terminal.get(manager, 'orders:get', { orderId: draftId });
    expect(JSON.stringify(detail)).toContain('anna.kalnina@example.org');
    const rows = await terminal.rows(
      'SELECT photo_id, file_id, sha256, bytes, width, height FROM order_photo ORDER BY seq',
    );
    const items = await terminal.rows(
      "SELECT copies, crop, rotation, mirror FROM order_item WHERE format = '10x15'",
    );
    expect(items).toEqual([{ copies: 5, crop: JSON.stringify(own.crop), rotation: 1, mirror: 1 }]);
    expect(
      await terminal.rows(
        'SELECT 1 FROM draft UNION SELECT 1 FROM draft_photo UNION SELECT 1 FROM draft_item',
      ),
    ).toEqual([]);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
    await terminal.close();

    const originals = readdirSync(card)
      .toSorted()
      .map((name) =>
        createHash('sha256')
          .update(readFileSync(join(card, name)))
          .digest('hex'),
      );
    const keys = await openFileKeys(terminal.folder, await keyOf({ folder: terminal.folder, osKeyWrap }));
    const key = (await keys.get(draftId)) ?? Buffer.alloc(0);
    await keys.close();
    for (const [i, row] of rows.entries()) {
      const bytes = await createFileStore(terminal.folder).read(
        { orderId: draftId, fileId: String(row['file_id']) },
        key,
      );
      expect([row['sha256'], createHash('sha256').update(bytes).digest('hex')]).toEqual([
        originals[i],
        originals[i],
      ]);
      expect([row['width'], row['height']]).toEqual([901 + i, 600]);
    }
  });

  it('[ORD-5] an order that somebody had open is free again when they have signed out', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setAll', {
      draftId,
      format: '10x15',
      paper: 'gloss',
      copies: 1,
      fit: 'fill',
      overwrite: true,
    });
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const manager = await signInManager(terminal);
    const staff = await signInStaff(terminal, manager);
    await terminal.get(staff, 'orders:open', { orderId: draftId });
    expect(await terminal.get(manager, 'orders:open', { orderId: draftId })).toEqual({ openBy: 'Līga' });
    await terminal.get(staff, 'staff:signOut', { why: 'idle' });
    expect(await terminal.get(manager, 'orders:open', { orderId: draftId })).toEqual({ openBy: null });
  });

  it('[ORD-4, REC-1] placed twice with one request is one order, whoever asks again', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setContact', {
      draftId,
      contact: { ...CONTACT, way: 'none', email: '', name: '' },
    });
    await copied(terminal, draftId);
    const order = { ...(await seen(terminal, draftId)), requestId: ulid(START, randomBytes(10)) };
    const answers = await Promise.all([1, 2, 3].map(() => terminal.ask(CUSTOMER, 'drafts:place', order)));
    expect(answers[0]).toMatchObject({ ok: true, value: { claimCode: expect.stringMatching(/^\S{4,}$/) } });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const again = await terminal.restart();
    expect(await again.ask(CUSTOMER, 'drafts:place', order)).toEqual(answers[0]);
    expect(await again.ask(CUSTOMER, 'drafts:place', { ...order, total: 1 })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(
      await again.refused(CUSTOMER, 'drafts:place', { ...order, requestId: ulid(START, randomBytes(10)) }),
    ).toBe('VISIT_ENDED');
    expect(await again.rows('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
    expect(await again.rows('SELECT count(*) AS n FROM person')).toEqual([{ n: 0 }]);
  });

  it('[REC-1] is told why nothing was placed, and nothing is', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId, photoIds } = await visitWith(terminal, 1);
    const code = async (more: object = {}) =>
      terminal.refused(CUSTOMER, 'drafts:place', { ...(await seen(terminal, draftId)), ...more });
    const contact = (form: Partial<ContactForm>) =>
      terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: { ...CONTACT, ...form } });
    const got: Record<string, string> = {};
    got['no way yet'] = await code();
    await contact({ email: 'anna' });
    got['no e-mail'] = await code();
    await contact({ way: 'sms', email: '', phone: '12' });
    got['no phone'] = await code();
    await contact({ delivery: 'address' });
    got['no address'] = await code();
    await contact({ way: 'none', delivery: 'address', email: '', name: '' });
    got['anonymous to an address'] = await code();
    await contact({});
    got['not copied'] = await code();
    got['another price'] = await code({ total: 1 });
    got['another notice'] = await code({ noticeVersion: '0' });
    await terminal.get(CUSTOMER, 'drafts:pick', { draftId, photoIds, picked: false });
    got['nothing picked'] = await code({ total: 0 });
    expect(got).toEqual({
      'no way yet': 'CONTACT_INVALID',
      'no e-mail': 'CONTACT_INVALID',
      'no phone': 'CONTACT_INVALID',
      'no address': 'ADDRESS_NEEDED',
      'anonymous to an address': 'ADDRESS_NEEDED',
      'not copied': 'FILES_NOT_STORED',
      'another price': 'PRICE_CHANGED',
      'another notice': 'NOTICE_CHANGED',
      'nothing picked': 'DRAFT_EMPTY',
    });
    expect(
      await terminal.rows('SELECT 1 FROM orders UNION SELECT 1 FROM person UNION SELECT 1 FROM order_number'),
    ).toEqual([]);
  });

  it('a photo found damaged only when its bytes were here keeps the order back until it is dropped', async () => {
    const card = await cardWith(1);
    const broken = join(card, 'BROKEN.jpg');
    writeFileSync(broken, await photoBytes(800, 600));
    truncateSync(broken, 300);
    const { terminal } = await terminalWithCard(card);
    // At once, before imaging has looked.
    const { draftId } = await visitWith(terminal, 2);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await terminal.get(CUSTOMER, 'media:startCopy', { draftId });
    const failed = async () =>
      (await terminal.get(CUSTOMER, 'media:copyState', { draftId })).failed.map(({ reason }) => reason);
    await expect.poll(failed, { timeout: 30_000 }).toEqual(['damaged']);
    expect(await terminal.refused(CUSTOMER, 'drafts:place', await seen(terminal, draftId))).toBe(
      'FILES_NOT_STORED',
    );
    expect(await terminal.get(CUSTOMER, 'media:dropMissing', { draftId })).toEqual({ dropped: 1 });
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    expect(await terminal.rows('SELECT name FROM order_photo')).toEqual([{ name: 'IMG_1.jpg' }]);
    await expect.poll(() => readdirSync(join(terminal.folder, 'files', draftId)).length).toBe(1);
  });
});

describe('optional consents', () => {
  const EVENTS = `SELECT event, purpose, channel, text_id, text_version, statement_sha256, notice_sha256, locale, method,
    default_state, terminal, staff_ref, occurred_at FROM consent_event ORDER BY seq`;

  it('[CON-3, CON-4] are shown and refused unless ticked; each row names its very text, language, time, terminal and answer', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    expect((await draftOf(terminal, draftId)).consents).toEqual([]);
    await terminal.get(CUSTOMER, 'drafts:setLocale', { draftId, locale: 'ru' });
    await terminal.get(CUSTOMER, 'drafts:setConsents', {
      draftId,
      consents: [
        { purpose: 'marketing.news', channel: 'email', given: true },
        { purpose: 'marketing.offers', channel: 'sms', given: true },
      ],
      age: '13plus',
    });
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const { notice } = await terminal.get(KIOSK, 'notices:current', {});
    const rows = await terminal.rows(EVENTS);
    const byEmail = CONSENT_TEXTS.filter(({ channel }) => channel === 'email');
    expect(rows).toEqual(
      byEmail.flatMap(({ purpose, textId, version, statement }) =>
        ['shown', purpose === 'marketing.news' ? 'given' : 'refused'].map((event) => ({
          event,
          purpose,
          channel: 'email',
          text_id: textId,
          text_version: version,
          statement_sha256: textHash(statement.ru),
          notice_sha256: notice?.sha256.ru,
          locale: 'ru',
          method: 'kiosk_tap',
          default_state: 0,
          terminal: 'kiosk',
          staff_ref: null,
          occurred_at: START,
        })),
      ),
    );
    for (const { sha256, text } of await terminal.rows('SELECT sha256, text FROM notice_text'))
      expect(textHash(String(text))).toBe(sha256);
    const pseudonyms = await terminal.rows(
      'SELECT DISTINCT e.subject_ref = m.subject_ref AS same FROM consent_event e, subject_map m',
    );
    expect(pseudonyms).toEqual([{ same: 1 }]);
  });

  it.each([
    [[]],
    [['marketing.offers']],
    [['marketing.offers', 'marketing.news', 'marketing.hours']],
  ] as const)('[CON-3] placing works the same with %j', async (purposes) => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    await terminal.get(CUSTOMER, 'drafts:setContact', {
      draftId,
      contact: { ...CONTACT, way: 'sms', email: '', phone: '29123456' },
    });
    await terminal.get(CUSTOMER, 'drafts:setConsents', {
      draftId,
      consents: purposes.map((purpose) => ({ purpose, channel: 'sms' as const, given: true })),
      age: '13plus',
    });
    await copied(terminal, draftId);
    expect(await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId))).toMatchObject({
      number: 'K-1',
    });
    const given = await terminal.rows("SELECT purpose FROM consent_event WHERE event = 'given' ORDER BY seq");
    expect(given.map(({ purpose }) => purpose)).toEqual(purposes);
    expect(await terminal.rows("SELECT count(*) AS n FROM consent_event WHERE event = 'shown'")).toEqual([
      { n: 3 },
    ]);
  });

  it('[CON-3] begin unticked again when another way is chosen, and of an anonymous order nothing is written', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    const contact = (form: Partial<ContactForm>) =>
      terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: { ...CONTACT, ...form } });
    await contact({});
    const ticked = [{ purpose: 'marketing.news', channel: 'email', given: true }] as const;
    await terminal.get(CUSTOMER, 'drafts:setConsents', { draftId, consents: [...ticked], age: '13plus' });
    await contact({ name: 'Anna K.' });
    expect((await draftOf(terminal, draftId)).consents).toEqual(ticked);
    await contact({ way: 'none', email: '', name: '' });
    expect((await draftOf(terminal, draftId)).consents).toEqual([]);
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    expect(await terminal.rows('SELECT 1 FROM consent_event UNION SELECT 1 FROM subject_map')).toEqual([]);
  });

  it('[CON-4] given at the counter need the word of the person who serves, and carry who that was', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    const [photo] = await listedPhotos(terminal, staff, 1);
    await terminal.get(staff, 'drafts:pick', {
      draftId,
      photoIds: [photo?.photoId ?? ('' as never)],
      picked: true,
    });
    await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
    await terminal.get(staff, 'drafts:setConsents', {
      draftId,
      consents: [{ purpose: 'marketing.hours', channel: 'email', given: true }],
      age: '13plus',
    });
    await copied(terminal, draftId, staff);
    const order = await seen(terminal, draftId, staff);
    expect(await terminal.refused(staff, 'drafts:place', order)).toBe('REASON_NEEDED');
    await terminal.get(staff, 'drafts:place', { ...order, consentsConfirmed: true });
    const rows = await terminal.rows(
      "SELECT event, method, terminal, staff_ref FROM consent_event WHERE purpose = 'marketing.hours' ORDER BY seq",
    );
    const how = { method: 'oral_staff', terminal: 'counter', staff_ref: staff.staffId };
    expect(rows).toEqual([
      { event: 'shown', ...how },
      { event: 'given', ...how },
    ]);
  });
});

describe('a new price list', () => {
  it('[PRI-1, PRI-7] changes neither a running visit nor a placed order', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitWith(terminal, 1);
    const twenty = { format: '10x15', paper: 'gloss', copies: 20, fit: 'fill', overwrite: false } as const;
    await terminal.get(CUSTOMER, 'drafts:setAll', { draftId, ...twenty });
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await terminal.get(CUSTOMER, 'drafts:setStep', { draftId, step: 'check' });
    await copied(terminal, draftId);
    const before = await seen(terminal, draftId);

    const resourcesFolder = folderFor('resources');
    cpSync(RESOURCES, resourcesFolder, { recursive: true });
    const dearer = JSON.parse(readFileSync(join(RESOURCES, 'catalogue/demo.json'), 'utf8')) as {
      version: number;
    };
    const text = JSON.stringify({ ...dearer, version: 2 }).replace(
      /"unit":(\d+)/g,
      (_all, cents: string) => `"unit":${Number(cents) + 100}`,
    );
    writeFileSync(join(resourcesFolder, 'catalogue/demo.json'), text);
    const next = await terminal.restart({ resourcesFolder });
    expect((await next.get(KIOSK, 'catalogue:current', {})).catalogue?.version).toBe(2);
    expect(await seen(next, draftId)).toEqual(before);
    const { total } = await next.get(CUSTOMER, 'drafts:place', before);
    expect(total).toBe(before.total);
    expect(await next.rows('SELECT total, catalogue_version FROM orders')).toEqual([
      { total, catalogue_version: 1 },
    ]);
    await next.get(CUSTOMER, 'visit:end', { why: 'finished' });

    const { draftId: another } = await visitWith(next, 1);
    await next.get(CUSTOMER, 'drafts:setAll', { draftId: another, ...twenty });
    expect((await draftOf(next, another)).price?.total).toBeGreaterThan(before.total);
    expect(existsSync(join(next.folder, 'files', draftId))).toBe(true);
  });
});
