import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signInManager, type Terminal } from './terminal.ts';
import { CONTACT, cardWith, copied, listedPhotos, seen, terminalWithCard } from './visit.ts';

/** The first is made soon after the start, or a minute later where somebody was being served. */
const BACKED_UP = { timeout: 90_000, interval: 50 };

const placeAtCounter = async (terminal: Terminal): Promise<string> => {
  const staff = await signInManager(terminal);
  const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
  const photoIds = (await listedPhotos(terminal, staff, 1)).map(({ photoId }) => photoId);
  await terminal.get(staff, 'drafts:pick', { draftId, photoIds, picked: true });
  await terminal.get(staff, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId, staff);
  const { orderId } = await terminal.get(staff, 'drafts:place', await seen(terminal, draftId, staff));
  const [row] = await terminal.rows(`SELECT n FROM orders WHERE order_id = '${orderId}'`);
  return String(row?.['n']);
};

/** The newest order of a backup is its last; what came later is on tickets only. */
const damage = ({ folder }: Terminal): void => {
  writeFileSync(join(folder, 'lete.db'), Buffer.alloc(8192, 7));
  for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `lete.db${suffix}`), { force: true });
};

describe('[REC-6, MUL-1] a terminal whose database came back from a backup', () => {
  it('gives no order a number that stands on a ticket already', { timeout: 240_000 }, async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    expect(await placeAtCounter(terminal)).toBe('1');
    await expect.poll(() => readdirSync(join(terminal.folder, 'backups')).length, BACKED_UP).toBe(1);
    expect(await placeAtCounter(terminal)).toBe('2');
    await terminal.close();
    damage(terminal);
    const restored = await terminal.restart();
    expect(await restored.rows('SELECT n FROM orders')).toEqual([{ n: 1 }]);
    expect(await placeAtCounter(restored)).toBe('201');
    expect(await placeAtCounter(await restored.restart())).toBe('202');
  });
});
