import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signInManager, type Terminal } from './terminal.ts';
import { backedUp, cardWith, placeAtCounter, terminalWithCard } from './visit.ts';

const next = async (terminal: Terminal): Promise<string> =>
  placeAtCounter(terminal, await signInManager(terminal));

/** The newest order of a backup is its last; what came later is on tickets only. */
const damage = ({ folder }: Terminal): void => {
  writeFileSync(join(folder, 'lete.db'), Buffer.alloc(8192, 7));
  for (const suffix of ['-wal', '-shm']) rmSync(join(folder, `lete.db${suffix}`), { force: true });
};

describe('[REC-6, MUL-1] a terminal whose database came back from a backup', () => {
  it('gives no order a number that stands on a ticket already', { timeout: 240_000 }, async () => {
    const { terminal: first } = await terminalWithCard(await cardWith(1));
    expect(await next(first)).toBe('1');
    const terminal = await backedUp(first);
    expect(await next(terminal)).toBe('2');
    await terminal.close();
    damage(terminal);
    const restored = await terminal.restart();
    expect(await restored.rows('SELECT n FROM orders')).toEqual([{ n: 1 }]);
    expect(await next(restored)).toBe('201');
    expect(await next(await restored.restart())).toBe('202');
  });
});
