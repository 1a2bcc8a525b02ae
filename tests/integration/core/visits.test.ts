import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import { CUSTOMER, keyOf, KIOSK, signInManager, signInStaff, START, type Terminal } from './terminal.ts';
import {
  CONTACT,
  cardWith,
  copied,
  draftOf,
  listedPhotos,
  seen,
  terminalWithCard,
  visitWith,
} from './visit.ts';

const DRAFT_ROWS =
  'SELECT draft_id FROM draft UNION SELECT draft_id FROM draft_photo UNION SELECT draft_id FROM draft_item';

/** A visit at its last step: everything typed, everything copied. */
const lastStep = async () => {
  const { terminal, osKeyWrap } = await terminalWithCard(await cardWith(2));
  const { draftId } = await visitWith(terminal, 2);
  await terminal.get(CUSTOMER, 'drafts:setEase', {
    draftId,
    ease: { text: 'xl', contrast: 'more', motion: 'reduced', moreTime: true, lowReach: true },
  });
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await terminal.get(CUSTOMER, 'drafts:setExpress', { draftId, express: true });
  await copied(terminal, draftId);
  await terminal.get(CUSTOMER, 'drafts:setStep', { draftId, step: 'check' });
  const keys = async (): Promise<readonly string[]> => {
    const file = await openFileKeys(terminal.folder, await keyOf({ folder: terminal.folder, osKeyWrap }));
    const orders = file.orders();
    await file.close();
    return orders;
  };
  const leftOnDisk = (): readonly string[] =>
    existsSync(join(terminal.folder, 'files')) ? readdirSync(join(terminal.folder, 'files')) : [];
  return { terminal, draftId, keys, leftOnDisk };
};

const isWiped = async (terminal: Terminal): Promise<void> => {
  expect(await terminal.get(KIOSK, 'visit:current', {})).toEqual({ draftId: null });
  expect(await terminal.rows(DRAFT_ROWS)).toEqual([]);
};

describe('after a restart', () => {
  it('[REC-1] within a minute of the last touch, a visit goes on at its step with nothing lost', async () => {
    const { terminal, draftId } = await lastStep();
    const before = await draftOf(terminal, draftId);
    terminal.clock.ms += 60_000;
    const next = await terminal.restart();
    expect(await next.get(KIOSK, 'visit:current', {})).toEqual({ draftId });
    expect(await next.get(KIOSK, 'visit:start', { locale: 'en' })).toEqual({ draftId });
    const { dueAt: _later, ...after } = await draftOf(next, draftId);
    expect(before).toMatchObject(after);
    expect(after).toMatchObject({
      step: 'check',
      ease: { text: 'xl' },
      contact: CONTACT,
      locale: 'lv',
      express: true,
    });
    await next.get(CUSTOMER, 'drafts:place', await seen(next, draftId));
    expect(await next.rows('SELECT count(*) AS n FROM order_photo')).toEqual([{ n: 2 }]);
  });

  it.each([
    ['[REC-1, KIO-3] more than a minute after the last touch', 60_001],
    ['[REC-1, KIO-3] with the clock set back, when nobody knows how long ago that was', -1],
  ])('%s, a visit is wiped: rows, files and keys', async (_when, passed) => {
    const { terminal, draftId, keys, leftOnDisk } = await lastStep();
    expect(leftOnDisk()).toEqual([draftId]);
    terminal.clock.ms += passed;
    const next = await terminal.restart();
    await isWiped(next);
    await next.close();
    expect([leftOnDisk(), await keys()]).toEqual([[], []]);
  });

  it('[REC-1] a sign of life counts as a touch', async () => {
    const { terminal, draftId } = await lastStep();
    terminal.clock.ms += 50_000;
    await terminal.get(CUSTOMER, 'visit:touch', {});
    terminal.clock.ms += 50_000;
    const next = await terminal.restart();
    expect(await next.get(KIOSK, 'visit:current', {})).toEqual({ draftId });
  });

  it('[REC-1] a draft of staff survives however long it took', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
    terminal.clock.ms += 7 * 86_400_000;
    const next = await terminal.restart();
    expect(await draftOf(next, draftId, staff)).toMatchObject({ contact: CONTACT });
    await next.get(staff, 'drafts:discard', { draftId });
    expect(await next.rows(DRAFT_ROWS)).toEqual([]);
  });

  it('[REC-1] copying goes on by itself where it had begun, and photos keep their ids', async () => {
    const { terminal } = await terminalWithCard(await cardWith(3));
    const { draftId, photoIds } = await visitWith(terminal, 3);
    await terminal.get(CUSTOMER, 'drafts:setStep', { draftId, step: 'sizes' });
    await terminal.get(CUSTOMER, 'media:startCopy', { draftId });
    const next = await terminal.restart();
    await expect
      .poll(
        async () =>
          (await draftOf(next, draftId)).photos.filter(({ stored, width }) => stored && width !== null)
            .length,
        { timeout: 30_000 },
      )
      .toBe(3);
    expect((await listedPhotos(next, CUSTOMER, 3)).map(({ photoId }) => photoId).toSorted()).toEqual(
      photoIds.toSorted(),
    );
  });

  it('files and keys that belong to nothing, and half-written files, are gone; those of orders and drafts stay', async () => {
    const { terminal, draftId, keys, leftOnDisk } = await lastStep();
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const stored = readdirSync(join(terminal.folder, 'files', draftId));
    await terminal.close();
    const orphan = ulid(START, randomBytes(10));
    mkdirSync(join(terminal.folder, 'files', orphan));
    writeFileSync(join(terminal.folder, 'files', orphan, 'a'), 'left over');
    writeFileSync(join(terminal.folder, 'files', draftId, 'half.part'), 'half');
    const next = await terminal.restart();
    await next.close();
    expect([leftOnDisk(), readdirSync(join(terminal.folder, 'files', draftId)), await keys()]).toEqual([
      [draftId],
      stored,
      [draftId],
    ]);
  });
});

describe('the end of a visit', () => {
  it.each(['startOver', 'idle', 'cardRemoved'] as const)(
    '[KIO-3] by %s leaves no row, file, key or listing, and counts the step only',
    async (why) => {
      const { terminal, draftId, keys, leftOnDisk } = await lastStep();
      await terminal.get(CUSTOMER, 'visit:end', { why });
      await isWiped(terminal);
      expect(terminal.events.map(({ name }) => name)).toContain('visit-ended');
      expect(await terminal.get(KIOSK, 'media:sources', {})).toEqual({ sources: [] });
      expect(await terminal.refused(CUSTOMER, 'drafts:get', { draftId })).toBe('VISIT_ENDED');
      // Noon in Riga.
      expect(
        await terminal.rows('SELECT day, hour, what, detail, count FROM counter_stat ORDER BY what'),
      ).toEqual([
        { day: '2026-11-22', hour: 12, what: 'abandoned', detail: 'check', count: 1 },
        { day: '2026-11-22', hour: 12, what: 'started', detail: 'kiosk', count: 1 },
      ]);
      // The next visit begins only when nothing of the last one is left.
      const { draftId: another } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
      expect(another).not.toBe(draftId);
      expect(leftOnDisk()).toEqual([]);
      expect(await draftOf(terminal, another)).toMatchObject({
        contact: { name: '', email: '' },
        ease: { text: 'm' },
        photos: [],
        consents: [],
      });
      expect((await listedPhotos(terminal, CUSTOMER, 2)).length).toBe(2);
      await terminal.close();
      expect(await keys()).toEqual([]);
    },
  );

  it('[KIO-3] empties the write-ahead log, where deleted rows would live on', async () => {
    const { terminal } = await lastStep();
    expect(readFileSync(join(terminal.folder, 'lete.db-wal')).length).toBeGreaterThan(0);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'idle' });
    await expect.poll(() => readFileSync(join(terminal.folder, 'lete.db-wal')).length).toBe(0);
  });

  it('finished after an order counts nothing as abandoned', async () => {
    const { terminal, draftId } = await lastStep();
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
    expect(await terminal.rows("SELECT * FROM counter_stat WHERE what = 'abandoned'")).toEqual([]);
    expect(await terminal.get(KIOSK, 'media:sources', {})).toEqual({ sources: [] });
  });
});

describe('staff and the kiosk', () => {
  const atWork = async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { draftId } = await visitWith(terminal, 1);
    const kiosk = async () => (await terminal.get(staff, 'kiosks:list', {})).kiosks[0]?.state;
    return { terminal, staff, draftId, kiosk };
  };

  it('[ORD-6] take a visit over and send it back; in between the kiosk cannot touch it', async () => {
    const { terminal, staff, draftId, kiosk } = await atWork();
    expect(await kiosk()).toBe('busy');
    expect(await terminal.refused(staff, 'drafts:get', { draftId })).toBe('FORBIDDEN');
    await terminal.get(staff, 'drafts:takeOver', { draftId });
    expect(await kiosk()).toBe('takenOver');
    expect(await terminal.refused(CUSTOMER, 'drafts:setStep', { draftId, step: 'check' })).toBe(
      'DRAFT_TAKEN_OVER',
    );
    expect(await terminal.refused(KIOSK, 'visit:start', { locale: 'lv' })).toBe('DRAFT_TAKEN_OVER');
    expect(await terminal.refused(CUSTOMER, 'visit:end', { why: 'idle' })).toBe('DRAFT_TAKEN_OVER');
    expect(await terminal.refused(staff, 'drafts:takeOver', { draftId })).toBe('CONFLICT');
    await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
    expect((await terminal.get(staff, 'drafts:mine', {})).drafts).toMatchObject([
      { draftId, source: 'kiosk' },
    ]);

    // Taken over, it survives as a draft of staff does.
    terminal.clock.ms += 3_600_000;
    const next = await terminal.restart();
    await next.get(staff, 'drafts:sendBack', { draftId });
    expect(await draftOf(next, draftId)).toMatchObject({ takenOver: false, contact: CONTACT });
    expect(await next.get(KIOSK, 'visit:current', {})).toEqual({ draftId });
    expect(await next.refused(staff, 'drafts:setStep', { draftId, step: 'check' })).toBe('FORBIDDEN');
  });

  it('[ORD-6] place what they took over, and the kiosk is free again', async () => {
    const { terminal, staff, draftId, kiosk } = await atWork();
    await terminal.get(staff, 'drafts:takeOver', { draftId });
    await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId, staff);
    terminal.events.length = 0;
    await terminal.get(staff, 'drafts:place', await seen(terminal, draftId, staff));
    expect(terminal.events.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['visit-ended', 'kiosk-changed', 'orders-changed']),
    );
    expect(await kiosk()).toBe('free');
    expect(await terminal.get(KIOSK, 'visit:start', { locale: 'lv' })).toMatchObject({
      draftId: expect.any(String),
    });
  });

  it('[ADM-6] see a call for help, from the start screen and from a visit, until they answer it', async () => {
    const { terminal, staff, draftId, kiosk } = await atWork();
    const health = async () => (await terminal.get(staff, 'terminal:health', {})).kiosks;
    expect(await health()).toEqual({ level: 'ok', helpCalled: 0 });
    await terminal.get(CUSTOMER, 'visit:callStaff', { step: 'photos' });
    expect([await kiosk(), await health()]).toEqual(['help', { level: 'warning', helpCalled: 1 }]);
    await terminal.get(staff, 'kiosks:answerHelp', {});
    expect([await kiosk(), await health()]).toEqual(['busy', { level: 'ok', helpCalled: 0 }]);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    await terminal.get(KIOSK, 'visit:callStaff', { step: 'start' });
    expect([await kiosk(), await health()]).toEqual(['help', { level: 'warning', helpCalled: 1 }]);
    await terminal.get(staff, 'kiosks:answerHelp', {});
    expect(await kiosk()).toBe('free');
    expect(draftId).not.toBe('');
  });

  it('a customer cannot reach a draft of the counter', async () => {
    const { terminal, staff } = await atWork();
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    expect(await terminal.refused(CUSTOMER, 'drafts:get', { draftId })).toBe('FORBIDDEN');
    expect(await terminal.refused(CUSTOMER, 'drafts:setStep', { draftId, step: 'check' })).toBe('FORBIDDEN');
    expect(await terminal.refused(CUSTOMER, 'media:startCopy', { draftId })).toBe('FORBIDDEN');
  });
});

describe('the log of a day', () => {
  it('holds no trace of a person who ordered, gave up or was served', async () => {
    const { terminal, draftId } = await lastStep();
    const manager = await signInManager(terminal);
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
    await terminal.get(manager, 'orders:search', { text: 'kalnina' }).catch(() => {});
    const { draftId: another } = await visitWith(terminal, 2);
    await terminal.get(CUSTOMER, 'drafts:setContact', {
      draftId: another,
      contact: { ...CONTACT, way: 'sms', phone: '29123456' },
    });
    await terminal.ask(CUSTOMER, 'drafts:setContact', {
      draftId: another,
      contact: { ...CONTACT, name: 'x'.repeat(99) },
    });
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    const next = await terminal.restart();
    await next.close();
    const text = [...terminal.log, ...next.log].join('\n');
    expect(text).toContain('terminal-ready');
    expect(text).not.toMatch(/anna|kaln|example\.org|29123456|IMG_|Andris|card-/i);
    expect(text).not.toContain(terminal.folder);
  });
});
