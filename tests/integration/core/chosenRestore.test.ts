import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { ulid } from '../../../shared/domain/ids.ts';
import {
  KIOSK,
  keyOf,
  MANAGER,
  signInManager,
  signInStaff,
  type Terminal,
  type TerminalOptions,
} from './terminal.ts';
import { backedUp, cardWith, placeAtCounter, terminalWithCard } from './visit.ts';

const SLOW = { timeout: 240_000 };
const HOUR = 3_600_000;
type Key = Pick<TerminalOptions, 'osKeyWrap'>;

/** Changes the closed database as central's answers would have. */
const change = async ({ folder }: Terminal, { osKeyWrap }: Key, statement: string): Promise<void> => {
  const key = await keyOf({ folder, osKeyWrap });
  const db = openKeyed({ file: join(folder, 'lete.db'), key, nativeBinding: null });
  db.exec(statement);
  db.close();
};

const ENROLLED = `INSERT INTO sync_terminal (only, url, terminal_id, shop_id, role, letter, erasure_pub, incarnation,
    epoch, epoch_hash, enrolled_at) VALUES (1, 'http://127.0.0.1:9', '${ulid(1, new Uint8Array(10))}', '01', 'counter',
    'A', '${'A'.repeat(43)}', '${'0'.repeat(32)}', 1, '${'0'.repeat(64)}', 1)`;

/** Central has taken everything and said so; the photos are still to go. */
const ANSWERED = `UPDATE outbox SET state = 'acked', acked_at = at;
  INSERT INTO sync_entity (entity, entity_id, version) SELECT 'order', order_id, 1 FROM orders`;

/** An order, a backup that knows it, and another order an hour later. */
const between = async (prepare?: string) => {
  const { terminal: first, osKeyWrap } = await terminalWithCard(await cardWith(1));
  let terminal = first;
  if (prepare !== undefined) {
    await first.close();
    await change(first, { osKeyWrap }, prepare);
    terminal = await first.restart();
  }
  await placeAtCounter(terminal, await signInManager(terminal));
  terminal = await backedUp(terminal);
  const manager = await signInManager(terminal);
  const folder = join(terminal.folder, 'backups');
  const at = Number(/\d{13}/.exec(readdirSync(folder)[0] ?? '')?.[0]);
  terminal.clock.ms += HOUR;
  expect(await placeAtCounter(terminal, manager)).toBe('2');
  return { terminal, manager, at, osKeyWrap };
};

const restoreOf = (at: number, pin = MANAGER.pin) => ({ at, pin, reason: 'data-wrong' as const });
const orderNumbers = (terminal: Terminal) => terminal.rows('SELECT n FROM orders ORDER BY n');
const acts = (terminal: Terminal) =>
  terminal.rows(`SELECT action, actor_ref, object_ref, reason_code, count FROM audit
    WHERE action IN ('backup.restore', 'database.restored') ORDER BY seq`);

describe('[REC-5] a manager restores an older backup', () => {
  it('sees what it means, and gets it with a number that no ticket has, told once', SLOW, async () => {
    const { terminal, manager, at } = await between();
    expect(await terminal.get(manager, 'backups:list', {})).toEqual({
      backups: [{ at, bytes: expect.any(Number) as number, orders: 1 }],
    });
    const found = { orders: 1, comeBack: false, unsent: 0, refusal: null };
    expect(await terminal.get(manager, 'backups:compare', { at })).toEqual(found);
    const restoredAt = terminal.clock.ms;
    await terminal.get(manager, 'backups:restore', restoreOf(at));
    expect(terminal.shell).toEqual(['reopen']);
    const by = { actor_ref: manager.staffId, reason_code: 'data-wrong', count: 1 };
    const object_ref = ulid(at, new Uint8Array(10));
    expect(await acts(terminal)).toEqual([{ action: 'backup.restore', object_ref, ...by }]);

    await terminal.close();
    // A restored database is backed up soon, and two backups of one millisecond have one name.
    terminal.clock.ms += 1000;
    expect(readFileSync(join(terminal.folder, 'restore.json'), 'utf8')).not.toContain(MANAGER.name);
    const restored = await terminal.restart();
    expect(await orderNumbers(restored)).toEqual([{ n: 1 }]);
    expect(await acts(restored)).toEqual([{ action: 'database.restored', object_ref, ...by }]);
    expect(existsSync(join(terminal.folder, `lete.db.damaged-${restoredAt}`))).toBe(true);
    const again = await signInManager(restored);
    const notice = { at: restoredAt, backupAt: at, chosen: true, orders: 1, comeBack: false };
    expect(await restored.get(again, 'backups:notice', {})).toEqual({ notice });
    await restored.get(again, 'backups:noticeRead', {});
    expect(await restored.get(again, 'backups:notice', {})).toEqual({ notice: null });
    expect(await placeAtCounter(restored, again)).toBe('201');

    // The backup of the moment before takes a wrong choice back.
    const { backups } = await restored.get(again, 'backups:list', {});
    expect(backups.map((one) => one.at)).toContain(restoredAt);
    await restored.get(again, 'backups:restore', restoreOf(restoredAt));
    const back = await restored.restart();
    expect(await orderNumbers(back)).toEqual([{ n: 1 }, { n: 2 }]);
    expect(existsSync(join(terminal.folder, 'restore.json'))).toBe(false);
  });

  it('and a kill after the files were moved takes nothing of what follows away', SLOW, async () => {
    const { terminal, manager, at, osKeyWrap } = await between();
    await terminal.get(manager, 'backups:restore', restoreOf(at));
    await terminal.close();
    const options = { folder: terminal.folder, nativeBinding: null, expected: true };
    const key = await keyOf({ folder: terminal.folder, osKeyWrap });
    openDatabase({ ...options, key, clock: { now: () => terminal.clock.ms } }).close();
    const plan = readFileSync(join(terminal.folder, 'restore.json'));
    const restored = await terminal.restart();
    expect(await acts(restored)).toMatchObject([{ action: 'database.restored', actor_ref: manager.staffId }]);
    expect(await placeAtCounter(restored, await signInManager(restored))).toBe('201');
    await restored.close();
    // As a kill leaves it between what was written down and the end of the plan.
    writeFileSync(join(terminal.folder, 'restore.json'), plan);
    const later = await restored.restart();
    expect(await acts(later)).toHaveLength(1);
    expect(existsSync(join(terminal.folder, 'restore.json'))).toBe(false);
  });
});

describe('[REC-5] a restore is refused', () => {
  it('to staff, with a wrong PIN, and while a customer is at the kiosk', SLOW, async () => {
    const { terminal, manager, at } = await between();
    const staff = await signInStaff(terminal, manager);
    expect(await terminal.refused(staff, 'backups:restore', restoreOf(at, '2864'))).toBe('FORBIDDEN');
    expect(await terminal.refused(staff, 'backups:list', {})).toBe('FORBIDDEN');
    expect(await terminal.refused(manager, 'backups:restore', restoreOf(at, '9753'))).toBe('PIN_WRONG');
    expect(await terminal.refused(manager, 'backups:compare', { at: at + 1 })).toBe('NOT_FOUND');
    await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    expect(await terminal.get(manager, 'backups:compare', { at })).toMatchObject({
      refusal: 'VISIT_RUNNING',
    });
    expect(await terminal.refused(manager, 'backups:restore', restoreOf(at))).toBe('VISIT_RUNNING');
    expect(terminal.shell).toEqual([]);
    expect(readdirSync(terminal.folder).filter((name) => /restore/.test(name))).toEqual([]);
  });

  it('while central lacks a change that the backup lacks too, or a photo', SLOW, async () => {
    const { terminal, manager, at, osKeyWrap } = await between(ENROLLED);
    const unsent = await terminal.get(manager, 'backups:compare', { at });
    expect(unsent).toMatchObject({ orders: 1, comeBack: true, refusal: 'RESTORE_UNSENT' });
    expect(await terminal.refused(manager, 'backups:restore', restoreOf(at))).toBe('RESTORE_UNSENT');
    await terminal.close();
    await change(terminal, { osKeyWrap }, ANSWERED);
    const answered = await terminal.restart();
    const again = await signInManager(answered);
    expect(await answered.get(again, 'backups:compare', { at })).toMatchObject({
      comeBack: true,
      unsent: 2,
      refusal: 'RESTORE_UNSENT',
    });
    expect(await answered.refused(again, 'backups:restore', restoreOf(at))).toBe('RESTORE_UNSENT');
    expect(answered.shell).toEqual([]);
  });
});

describe('[REC-5, I3] a terminal that belongs to central', () => {
  it(
    'begins a new epoch after a restore, and opens old records only once it heard of erasures',
    SLOW,
    async () => {
      const { terminal, at, osKeyWrap } = await between(ENROLLED);
      await terminal.close();
      await change(terminal, { osKeyWrap }, `${ANSWERED}; UPDATE order_photo SET here = 0`);
      const sent = await terminal.restart();
      const manager = await signInManager(sent);
      const found = { orders: 1, comeBack: true, unsent: 0, refusal: null };
      expect(await sent.get(manager, 'backups:compare', { at })).toEqual(found);
      await sent.get(manager, 'backups:restore', restoreOf(at));
      const restored = await sent.restart();
      const [standing] = await restored.rows(
        'SELECT epoch, epoch_record IS NOT NULL AS untold, locked_at IS NOT NULL AS locked FROM sync_terminal',
      );
      expect(standing).toEqual({ epoch: 2, untold: 1, locked: 1 });
      expect(await restored.get(await signInManager(restored), 'backups:notice', {})).toMatchObject({
        notice: { orders: 1, comeBack: true },
      });
    },
  );
});
