import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { readable } from '../../../electron/core/db/handles.ts';
import { sql } from '../../../electron/core/db/sql.ts';
import { createWithdrawalCodes } from '../../../electron/core/features/consents/codes.ts';
import { deriveKey } from '../../../electron/core/keys/deriveKey.ts';
import type { OsKeyWrap } from '../../../electron/core/ports/osKeyWrap.ts';
import { textHash } from '../../../electron/core/features/notices/index.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import type { ContactForm } from '../../../shared/contract/drafts.ts';
import { type AgeAnswer, CONSENT_PURPOSES, type ConsentPurpose } from '../../../shared/domain/consent.ts';
import { consentScreen } from '../../../shared/domain/consentScreen.ts';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { canonicalJson } from '../../../shared/domain/canonicalJson.ts';
import {
  CUSTOMER,
  fakeOsKeyWrap,
  keyOf,
  KIOSK,
  signInManager,
  signInStaff,
  START,
  type Terminal,
} from '../core/terminal.ts';
import { cardWith, CONTACT, copied, draftOf, seen, terminalWithCard, visitWith } from '../core/visit.ts';
import { byHand } from './people.ts';

const given = (purposes: readonly ConsentPurpose[], channel: 'email' | 'sms' = 'email') =>
  purposes.map((purpose) => ({ purpose, channel, given: true }));

interface Wanted {
  readonly purposes?: readonly ConsentPurpose[];
  readonly age?: AgeAnswer | null;
  readonly contact?: Partial<ContactForm>;
}

/** A visit with a copied photo and a contact, ready to be placed. */
const readyVisit = async (terminal: Terminal, contact: Partial<ContactForm> = {}): Promise<DraftId> => {
  const { draftId } = await visitWith(terminal, 1);
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: { ...CONTACT, ...contact } });
  await copied(terminal, draftId);
  return draftId;
};

const order = async (terminal: Terminal, { purposes = [], age = '13plus', contact = {} }: Wanted = {}) => {
  const draftId = await readyVisit(terminal, contact);
  if (purposes.length > 0)
    await terminal.get(CUSTOMER, 'drafts:setConsents', { draftId, consents: given(purposes), age });
  const placed = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
  await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
  return placed;
};

const events = (terminal: Terminal, where = '1') =>
  terminal.rows(`SELECT event, purpose, age_gate FROM consent_event WHERE ${where} ORDER BY seq`);

/** The code that the ticket of an order prints; the paper itself holds it as a picture. */
const codeOf = async (terminal: Terminal, osKeyWrap: OsKeyWrap, orderId: string): Promise<string> => {
  const key = await keyOf({ folder: terminal.folder, osKeyWrap });
  const db = openKeyed({ file: join(terminal.folder, 'lete.db'), key, nativeBinding: null, readonly: true });
  try {
    const read = readable(db);
    const person = read.get<{ ref: string }>(sql`SELECT m.subject_ref AS ref FROM subject_map m
      JOIN orders o ON o.person_id = m.person_id WHERE o.order_id = ${orderId}`);
    return createWithdrawalCodes(deriveKey(key, 'withdrawal')).of(read, person?.ref ?? '') ?? '';
  } finally {
    db.close();
  }
};

describe('optional boxes', () => {
  it('[C2] change nothing of the order, whichever of them are ticked', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const seenResults = new Set<string>();
    for (let mask = 0; mask < 2 ** CONSENT_PURPOSES.length; mask += 1) {
      const purposes = CONSENT_PURPOSES.filter((_, i) => ((mask >> i) & 1) === 1);
      const { orderId, number, statusUrl, ...same } = await order(terminal, { purposes });
      expect(number).toBe(`K-${mask + 1}`);
      const [row] =
        await terminal.rows(`SELECT status, source, locale, notify, delivery, express, discount, price,
        total, content, notice_version, due_at, placed_at FROM orders WHERE order_id = '${orderId}'`);
      seenResults.add(JSON.stringify([same, row]));
      expect(statusUrl.length).toBeGreaterThan(0);
    }
    expect(seenResults.size).toBe(1);
  });

  it('[C1] are unticked on every path of calls on which nobody ticks one, over restarts too', async () => {
    const card = await cardWith(1);
    const osKeyWrap = fakeOsKeyWrap();
    const act = fc.oneof(
      fc.constantFrom('email', 'sms', 'none').map((way) => ({ do: 'way' as const, way: way as 'email' })),
      fc.constantFrom('lv', 'en', 'ru').map((locale) => ({ do: 'locale' as const, locale: locale as 'lv' })),
      fc
        .constantFrom('photos', 'sizes', 'details', 'check')
        .map((step) => ({ do: 'step' as const, step: step as 'check' })),
      fc.constant({ do: 'restart' as const }),
      fc.constant({ do: 'startOver' as const }),
    );
    let { terminal } = await terminalWithCard(card, { osKeyWrap });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 8 }), async (acts) => {
        for (const one of acts) {
          const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
          if (one.do === 'way')
            await terminal.get(CUSTOMER, 'drafts:setContact', {
              draftId,
              contact: { ...CONTACT, way: one.way },
            });
          if (one.do === 'locale')
            await terminal.get(CUSTOMER, 'drafts:setLocale', { draftId, locale: one.locale });
          if (one.do === 'step') await terminal.get(CUSTOMER, 'drafts:setStep', { draftId, step: one.step });
          if (one.do === 'restart') terminal = await terminal.restart();
          if (one.do === 'startOver') await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
          const after = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
          const draft = await draftOf(terminal, after.draftId);
          expect(draft.consents.filter((box) => box.given)).toEqual([]);
          expect(draft.age).toBeNull();
        }
      }),
      { numRuns: 12 },
    );
  });

  it('[P4, P9] terms accepted and an order placed give nothing by themselves, on any path', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    for (const contact of [
      {},
      { way: 'sms', email: '', phone: '29123456' },
      { way: 'none', email: '', name: '' },
    ] as const)
      await order(terminal, { contact });
    // The age alone, and boxes whose question of age stayed open, are no consent either.
    await order(terminal, {
      purposes: ['marketing.news'],
      age: null,
      contact: { email: 'ilze@example.org' },
    });
    expect(await events(terminal, "event IN ('given', 'reconfirmed')")).toEqual([]);
    expect((await events(terminal, "event = 'refused'")).length).toBe(3 + 3 + 2);
  });

  it('a refusal is not kept when the customer leaves', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const draftId = await readyVisit(terminal);
    const consents = CONSENT_PURPOSES.map((purpose) => ({
      purpose,
      channel: 'email' as const,
      given: false,
    }));
    await terminal.get(CUSTOMER, 'drafts:setConsents', { draftId, consents, age: null });
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    expect(await events(terminal)).toEqual([]);
    expect(await terminal.rows('SELECT 1 FROM person UNION SELECT 1 FROM subject_map')).toEqual([]);
  });

  it('[C7] of a child below the age leave no marketing row, and the boxes are unticked again', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const draftId = await readyVisit(terminal);
    await terminal.get(CUSTOMER, 'drafts:setConsents', {
      draftId,
      consents: given(['marketing.news', 'marketing.offers']),
      age: 'under13',
    });
    expect((await draftOf(terminal, draftId)).consents.some((box) => box.given)).toBe(false);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    expect(await events(terminal)).toEqual([]);
    expect(await terminal.rows('SELECT 1 FROM consent_code')).toEqual([]);
  });

  it('[C7] of a parent are kept as a parent’s', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    await order(terminal, { purposes: ['marketing.hours'], age: 'parent' });
    expect(await events(terminal, "event = 'given'")).toEqual([
      { event: 'given', purpose: 'marketing.hours', age_gate: 'parent' },
    ]);
  });
});

describe('a consent record', () => {
  const RECORDS = 'SELECT * FROM consent_event ORDER BY seq';

  it('[CON-4] holds every field of the specification and nothing of the contact or the order', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const placed = await order(terminal, { purposes: ['marketing.news'] });
    const rows = await terminal.rows(RECORDS);
    const yes = rows.find(({ event }) => event === 'given');
    expect(yes).toMatchObject({
      schema: 'lete-consent/1',
      purpose: 'marketing.news',
      channel: 'email',
      age_gate: '13plus',
      lawful_basis: '6(1)(a)',
      recipients: '[]',
      pii_types: '["email"]',
      retention_rule: 'consent-proof',
      valid_until: Date.UTC(2028, 10, 21, 22),
      notice_id: 'in-store',
      notice_version: '1.0.0',
      method: 'kiosk_tap',
      affirmative_act: 'box_ticked',
      default_state: 0,
      withdrawal_method: null,
      shop_id: '01',
      app_version: '0.1.0',
      staff_ref: null,
      occurred_at: START,
      zone: 'Europe/Riga',
      recorded_at: START,
      clock_trust: 'trusted',
      authority: 'DVI',
    });
    expect(yes?.['terminal_id']).toMatch(/^[0-9a-f]{16}$/);
    const shown = rows.find(({ event, purpose }) => event === 'shown' && purpose === 'marketing.news');
    expect(yes?.['prev_record_id']).toBe(shown?.['record_id']);
    expect(rows.map(({ lamport }) => lamport)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows.map(({ prev_hash }) => prev_hash)).toEqual([
      null,
      ...rows.slice(0, -1).map(({ hash }) => hash),
    ]);
    const [controller] = await terminal.rows(
      `SELECT text FROM notice_text WHERE sha256 = '${String(yes?.['controller_sha256'])}'`,
    );
    expect(JSON.parse(String(controller?.['text']))).toEqual({
      name: 'Fotolukss',
      regNo: '',
      address: '',
      contact: 'digital@fotolukss.lv',
    });
    const everything = JSON.stringify(rows);
    for (const secret of ['anna', 'kalni', 'example.org', placed.orderId, `"${placed.number}"`])
      expect(everything.toLowerCase()).not.toContain(secret.toLowerCase());
    const audited = await terminal.rows(
      "SELECT object_ref FROM audit WHERE action LIKE 'consent.%' ORDER BY seq",
    );
    expect(audited.map(({ object_ref }) => object_ref)).toEqual(rows.map(({ hash }) => hash));
  });

  it('[CON-4] is taken as doubtful when the clock was set back', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    terminal.clock.ms -= 3_600_000;
    await order(terminal, { purposes: ['marketing.news'] });
    const [row] = await terminal.rows("SELECT clock_trust FROM consent_event WHERE event = 'given'");
    expect(row).toEqual({ clock_trust: 'doubtful' });
  });

  it('[C3] draws the very screen again, with the hash that the record holds', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const manager = await signInManager(terminal);
    const draftId = await readyVisit(terminal);
    await terminal.get(CUSTOMER, 'drafts:setLocale', { draftId, locale: 'ru' });
    await terminal.get(CUSTOMER, 'drafts:setConsents', {
      draftId,
      consents: given(['marketing.news']),
      age: '13plus',
    });
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const [row] = await terminal.rows(
      "SELECT record_id, ui_snapshot_sha256 FROM consent_event WHERE event = 'given'",
    );
    const recordId = String(row?.['record_id']) as never;
    const shown = await terminal.get(manager, 'consents:screen', { recordId });
    const drawn = consentScreen('kiosk', 'email', 'ru', 13);
    expect(shown.sound).toBe(true);
    expect(shown.screen).toMatchObject({ at: 'kiosk', locale: 'ru', title: drawn.title, boxes: drawn.boxes });
    expect(shown.screen.boxes.every(({ defaultState }) => !defaultState)).toBe(true);
    expect([shown.sha256, row?.['ui_snapshot_sha256']]).toEqual([
      textHash(canonicalJson(drawn)),
      textHash(canonicalJson(drawn)),
    ]);
    const staff = await signInStaff(terminal, manager);
    expect(await terminal.refused(staff, 'consents:screen', { recordId })).toBe('FORBIDDEN');
  });

  it.each([
    [
      'a word of it is changed',
      "UPDATE consent_event SET purpose = 'marketing.offers' WHERE event = 'given'",
    ],
    ['an earlier one is taken out', 'DELETE FROM consent_event WHERE seq = 2'],
    [
      'its signature is another',
      "UPDATE consent_event SET sig = 'A' || substr(sig, 2) WHERE event = 'given'",
    ],
  ])('[C3, CON-4] is found unsound when %s', async (_what, script) => {
    const osKeyWrap = fakeOsKeyWrap();
    const { terminal } = await terminalWithCard(await cardWith(1), { osKeyWrap });
    const manager = await signInManager(terminal);
    await order(terminal, { purposes: ['marketing.hours'] });
    const [row] = await terminal.rows("SELECT record_id FROM consent_event WHERE event = 'given'");
    const recordId = String(row?.['record_id']) as never;
    const drop = 'DROP TRIGGER consent_no_update; DROP TRIGGER consent_no_delete;';
    await byHand({ folder: terminal.folder, osKeyWrap }, `${drop} ${script}`);
    expect((await terminal.get(manager, 'consents:screen', { recordId })).sound).toBe(false);
  });

  it('[C6] written by staff is what was said or signed, marked as theirs, and never of another time', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const manager = await signInManager(terminal);
    const placed = async (consentsOnPaper: boolean, who: Caller) => {
      const { draftId } = await terminal.get(who, 'drafts:startAtCounter', { locale: 'lv' });
      const { sources } = await terminal.get(who, 'media:sources', {});
      const sourceId = sources.find(({ kind }) => kind === 'folder')?.sourceId ?? ('' as never);
      const list = async () => terminal.get(who, 'media:photos', { sourceId, offset: 0, limit: 10 });
      await expect.poll(async () => (await list()).photos.length).toBe(1);
      const photoIds = (await list()).photos.map(({ photoId }) => photoId);
      await terminal.get(who, 'drafts:pick', { draftId, photoIds, picked: true });
      await terminal.get(who, 'drafts:setContact', { draftId, contact: CONTACT });
      await terminal.get(who, 'drafts:setConsents', {
        draftId,
        consents: given(['marketing.news']),
        age: '13plus',
      });
      await copied(terminal, draftId, who);
      const wanted = { ...(await seen(terminal, draftId, who)), consentsConfirmed: true, consentsOnPaper };
      expect(await terminal.refused(who, 'drafts:place', { ...wanted, occurredAt: 1 } as never)).toBe(
        'INVALID_INPUT',
      );
      return terminal.get(who, 'drafts:place', wanted);
    };
    const said = await placed(false, manager);
    const signed = await placed(true, manager);
    expect(
      await terminal.rows(
        "SELECT method, affirmative_act, staff_ref FROM consent_event WHERE event = 'given' ORDER BY seq",
      ),
    ).toEqual([
      { method: 'oral_staff', affirmative_act: 'said_yes', staff_ref: manager.staffId },
      { method: 'paper_signed', affirmative_act: 'signed', staff_ref: manager.staffId },
    ]);
    for (const { orderId } of [said, signed]) {
      const { boxes } = await terminal.get(manager, 'consents:ofOrder', { orderId });
      expect(boxes.find(({ purpose }) => purpose === 'marketing.news')).toMatchObject({
        live: true,
        byStaff: true,
      });
    }
  });
});

describe('taking consents back', () => {
  it('[C4, C8, P11, PRV-1] by the code on the ticket: one command, no sign-in, at once, for the whole contact', async () => {
    const { terminal, osKeyWrap } = await terminalWithCard(await cardWith(1));
    const placed = await order(terminal, { purposes: ['marketing.news', 'marketing.hours'] });
    await order(terminal, { purposes: ['marketing.news'] });
    const code = await codeOf(terminal, osKeyWrap, placed.orderId);
    expect(code).not.toContain(placed.number);
    const dump = JSON.stringify(await terminal.rows('SELECT * FROM consent_code'));
    expect(dump).not.toContain(code);
    const { boxes } = await terminal.get(KIOSK, 'consents:byCode', { code: code.toLowerCase() });
    expect(boxes.filter(({ live }) => live).map(({ purpose }) => purpose)).toContain('marketing.news');
    const wanted = { code: `https://fotolukss.lv/s/w/${code}`, purposes: [...CONSENT_PURPOSES] };
    const { withdrawn } = await terminal.get(KIOSK, 'consents:withdrawByCode', wanted);
    expect(withdrawn).toBe(3);
    expect((await terminal.get(KIOSK, 'consents:byCode', { code })).boxes.some(({ live }) => live)).toBe(
      false,
    );
    // Again is no error and nothing new.
    expect(await terminal.get(KIOSK, 'consents:withdrawByCode', wanted)).toEqual({ withdrawn: 0 });
    const rows = await terminal.rows(
      "SELECT withdrawal_method, method FROM consent_event WHERE event = 'withdrawn'",
    );
    expect(rows).toEqual(
      Array.from({ length: 3 }, () => ({ withdrawal_method: 'kiosk_code', method: 'qr' })),
    );
  });

  it('[C4, PRV-1] at the counter from the order, one purpose or all', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { orderId } = await order(terminal, { purposes: ['marketing.news', 'marketing.offers'] });
    const live = async () =>
      (await terminal.get(staff, 'consents:ofOrder', { orderId })).boxes
        .filter((box) => box.live)
        .map(({ purpose }) => purpose);
    expect(await live()).toEqual(['marketing.offers', 'marketing.news']);
    await terminal.get(staff, 'consents:withdraw', { orderId, purposes: ['marketing.news'] });
    expect(await live()).toEqual(['marketing.offers']);
    const anonymous = await order(terminal, { contact: { way: 'none', email: '', name: '' } });
    const wanted = { orderId: anonymous.orderId, purposes: ['marketing.news' as const] };
    expect(await terminal.refused(staff, 'consents:withdraw', wanted)).toBe('NOT_FOUND');
  });

  it('[C8] stands on the number screen as on the ticket, where a consent was given and only there', async () => {
    const { terminal, osKeyWrap } = await terminalWithCard(await cardWith(1));
    const place = async (purposes: readonly ConsentPurpose[]) => {
      const draftId = await readyVisit(terminal);
      await terminal.get(CUSTOMER, 'drafts:setConsents', {
        draftId,
        consents: given(purposes),
        age: '13plus',
      });
      const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
      const { withdrawal } = await terminal.get(CUSTOMER, 'tickets:state', { orderId });
      await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
      return { orderId, withdrawal };
    };
    expect((await place([])).withdrawal).toBeNull();
    const { orderId, withdrawal } = await place(['marketing.news']);
    expect(withdrawal?.code.replaceAll('-', '')).toBe(await codeOf(terminal, osKeyWrap, orderId));
    const { boxes } = await terminal.get(CUSTOMER, 'consents:byCode', { code: withdrawal?.qr ?? '' });
    expect(boxes.filter(({ live }) => live).map(({ purpose }) => purpose)).toEqual(['marketing.news']);
  });

  it('[C8] a code can be revoked once and is printed no more, a wrong one says nothing, and nobody can try them out', async () => {
    const { terminal, osKeyWrap } = await terminalWithCard(await cardWith(1));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { orderId } = await order(terminal, { purposes: ['marketing.news'] });
    const code = await codeOf(terminal, osKeyWrap, orderId);
    await terminal.get(staff, 'consents:revokeCode', { orderId });
    const revoked = await terminal.rows('SELECT revoked_at FROM consent_code');
    expect(await codeOf(terminal, osKeyWrap, orderId)).toBe('');
    terminal.clock.ms += 1000;
    await terminal.get(staff, 'consents:revokeCode', { orderId });
    expect(await terminal.rows('SELECT revoked_at FROM consent_code')).toEqual(revoked);
    expect(await terminal.refused(KIOSK, 'consents:byCode', { code })).toBe('CODE_UNKNOWN');
    expect(await terminal.refused(KIOSK, 'consents:byCode', { code: 'K-1' })).toBe('CODE_INVALID');
    const wanted = { code: 'ACDEFHJKLMNP', purposes: ['marketing.news' as const] };
    for (let i = 0; i < 4; i += 1)
      expect(await terminal.refused(KIOSK, 'consents:withdrawByCode', wanted)).toBe('CODE_UNKNOWN');
    expect(await terminal.refused(KIOSK, 'consents:withdrawByCode', wanted)).toBe('TOO_MANY_TRIES');
    terminal.clock.ms += 60_000;
    expect(await terminal.refused(KIOSK, 'consents:withdrawByCode', wanted)).toBe('CODE_UNKNOWN');
  });

  it('[C4, E12] survives a restart and the same contact in another order; only a new yes lifts it, for its own box', async () => {
    const card = await cardWith(1);
    let { terminal } = await terminalWithCard(card);
    const first = await order(terminal, { purposes: [...CONSENT_PURPOSES] });
    const manager = await signInManager(terminal);
    const all = [...CONSENT_PURPOSES];
    await terminal.get(manager, 'consents:withdraw', { orderId: first.orderId, purposes: all });
    terminal = await terminal.restart();
    await order(terminal, {});
    const suppressed = () =>
      terminal.rows('SELECT purpose, channel, reason FROM suppression ORDER BY purpose');
    expect(await suppressed()).toHaveLength(3);
    expect(JSON.stringify(await terminal.rows('SELECT * FROM suppression'))).not.toContain('anna');
    await order(terminal, { purposes: ['marketing.news'] });
    expect(await suppressed()).toEqual([
      { purpose: 'marketing.hours', channel: 'email', reason: 'withdrawal' },
      { purpose: 'marketing.offers', channel: 'email', reason: 'withdrawal' },
    ]);
  });
});
