import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogFile } from '../../../electron/core/log/logFile.ts';
import { UNDO_MS } from '../../../shared/domain/orderStatus.ts';
import { fileClassesOf } from '../../../shared/privacy/dataMap.ts';
import { CUSTOMER, signInManager, START, type Terminal } from '../core/terminal.ts';
import { CONTACT, cardWith, copied, listedPhotos, seen, terminalWithCard, visitWith } from '../core/visit.ts';

const WAIT = { timeout: 30_000, interval: 50 };
/** Nothing is backed up while a customer is there: what was missed five seconds after the start comes a minute later. */
const NEXT_BACKUP = { timeout: 90_000, interval: 50 };

/** Every file below the data folder, with `/` between folders. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();

/** Files that no class of the data map knows, or more than one. */
const undeclared = (folder: string): readonly string[] =>
  filesBelow(folder).filter((path) => fileClassesOf(path).length !== 1);

const orderAtKiosk = async (terminal: Terminal) => {
  const { draftId } = await visitWith(terminal, 2);
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId);
  return terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
};

type Staff = Awaited<ReturnType<typeof signInManager>>;

const orderAtCounter = async (terminal: Terminal, staff: Staff) => {
  const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
  const photos = await listedPhotos(terminal, staff, 2);
  const photoIds = photos.map(({ photoId }) => photoId);
  await terminal.get(staff, 'drafts:pick', { draftId, photoIds, picked: true });
  await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId, staff);
  return terminal.get(staff, 'drafts:place', await seen(terminal, draftId, staff));
};

const produce = async (terminal: Terminal, staff: Staff, orderId: Parameters<typeof readOrder>[2]) => {
  const { version } = await readOrder(terminal, staff, orderId);
  const to = 'in_production';
  await terminal.get(staff, 'orders:changeStatus', { orderId, version, to, reason: null });
  terminal.clock.ms += UNDO_MS;
  await expect
    .poll(async () => (await readOrder(terminal, staff, orderId)).jobs.map(({ state }) => state), WAIT)
    .toEqual(['handed_over']);
};
const readOrder = (terminal: Terminal, staff: Staff, orderId: never) =>
  terminal.get(staff, 'orders:get', { orderId });

const classesOf = (folder: string): readonly string[] =>
  [...new Set(filesBelow(folder).flatMap((path) => fileClassesOf(path).map(({ at }) => at)))].toSorted();

describe('[D2, PRV-1] a full day', () => {
  it('leaves no file that the data map does not declare', { timeout: 180_000 }, async () => {
    const { terminal } = await terminalWithCard(await cardWith(2));
    const { folder } = terminal;
    createLogFile(join(folder, 'logs'), () => START)('{}');
    const manager = await signInManager(terminal);
    const { settings } = await terminal.get(manager, 'settings:get', {});
    const production = { ...settings.production, mayStartUnpaid: true };
    await terminal.get(manager, 'settings:change', { change: { production } });

    const first = await orderAtKiosk(terminal);
    const second = await orderAtCounter(terminal, manager);
    for (const { orderId } of [first, second]) await produce(terminal, manager, orderId as never);
    await terminal.get(manager, 'tickets:print', { orderId: first.orderId, kind: 'slip' });
    for (const format of ['csv', 'pdf'] as const)
      await terminal.get(manager, 'reports:export', { day: '2026-11-22', format, till: null });

    await expect
      .poll(() => classesOf(folder), NEXT_BACKUP)
      .toEqual([
        'audit-anchor',
        'backup',
        'database',
        'database-key',
        'day-end-sheet',
        'erasure-ledger',
        'lock',
        'log-file',
        'order-keys',
        'original',
        'print-file',
        'signing-key',
        'terminal-kind',
        'ticket-file',
      ]);
    expect(undeclared(folder)).toEqual([]);

    writeFileSync(join(folder, 'files', 'copy of a photo.jpg'), '');
    writeFileSync(join(folder, 'logs', 'debug.txt'), '');
    expect(undeclared(folder)).toEqual(['files/copy of a photo.jpg', 'logs/debug.txt']);
  });
});
