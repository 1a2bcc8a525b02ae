import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SMALLEST_GROUP } from '../../../shared/domain/statistics.ts';
import { CUSTOMER, KIOSK, signInManager, type Terminal } from './terminal.ts';
import { cardWith, CONTACT, copied, seen, terminalWithCard, visitWith } from './visit.ts';

const TODAY = { from: '2026-11-22', to: '2026-11-22' };

const placeAtKiosk = async (terminal: Terminal): Promise<string> => {
  const { draftId } = await visitWith(terminal, 2);
  await terminal.get(CUSTOMER, 'drafts:setAll', {
    draftId,
    format: '10x15',
    paper: 'gloss',
    copies: 3,
    fit: 'fill',
    overwrite: true,
  });
  await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
  await copied(terminal, draftId);
  terminal.clock.ms += 4 * 60_000;
  await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
  await terminal.get(CUSTOMER, 'visit:end', { why: 'finished' });
  return draftId;
};

const leave = async (terminal: Terminal, times: number): Promise<void> => {
  for (let i = 0; i < times; i += 1) {
    await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    await terminal.get(CUSTOMER, 'visit:end', { why: 'idle' });
  }
};

describe('statistics without persons', () => {
  it('[STA-1, P13, P21] count visits, steps, orders, products and time, by day and hour and by nothing else', async () => {
    const { terminal } = await terminalWithCard(await cardWith(2));
    await placeAtKiosk(terminal);
    await leave(terminal, 2);
    const counted = await terminal.rows(
      'SELECT what, detail, sum(count) AS count FROM counter_stat GROUP BY what, detail',
    );
    expect(counted).toEqual([
      { what: 'abandoned', detail: 'source', count: 2 },
      { what: 'duration', detail: '2-5', count: 1 },
      { what: 'ordered', detail: 'kiosk', count: 1 },
      { what: 'product', detail: '10x15 gloss', count: 6 },
      { what: 'started', detail: 'kiosk', count: 3 },
    ]);
    const columns = await terminal.rows("SELECT name FROM pragma_table_info('counter_stat')");
    expect(columns.map(({ name }) => name)).toEqual(['day', 'hour', 'what', 'detail', 'count']);
  });

  it('[STA-2, P13] cannot be joined back to a person: what is shown or leaves holds no id and no group under five', async () => {
    const { terminal } = await terminalWithCard(await cardWith(2));
    const orderId = await placeAtKiosk(terminal);
    await leave(terminal, SMALLEST_GROUP);
    const manager = await signInManager(terminal);
    const shown = await terminal.get(manager, 'statistics:period', TODAY);
    expect(shown.figures.find(({ what }) => what === 'abandoned')).toEqual({
      what: 'abandoned',
      detail: 'source',
      count: 5,
    });
    expect(shown.figures.find(({ what }) => what === 'ordered')?.count).toBeNull();
    // One order in one hour of one day would be that customer's.
    expect([shown.hours, shown.days]).toEqual([
      [{ hour: 12, count: null }],
      [{ day: '2026-11-22', count: null }],
    ]);
    const { file } = await terminal.get(manager, 'statistics:export', { ...TODAY, format: 'csv' });
    const text = readFileSync(join(terminal.folder, 'exports', file), 'utf8');
    for (const secret of [orderId, CONTACT.email, CONTACT.name]) expect(text).not.toContain(secret);
    const numbers = [...text.matchAll(/;(\d+);/g)].map(([, number]) => Number(number));
    expect(numbers.length).toBeGreaterThan(1);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(SMALLEST_GROUP);
    expect(text).toContain('mazāk nekā 5');
  });

  it('[STA-3] sum a period of days and are the manager’s alone', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    await leave(terminal, 3);
    terminal.clock.ms += 86_400_000;
    await leave(terminal, 4);
    const manager = await signInManager(terminal);
    const of = async (from: string, to: string) =>
      (await terminal.get(manager, 'statistics:period', { from, to })).figures.find(
        ({ what }) => what === 'started',
      )?.count;
    expect(await of('2026-11-22', '2026-11-23')).toBe(7);
    expect(await of('2026-11-22', '2026-11-22')).toBeNull();
    expect(await of('2026-11-24', '2026-12-24')).toBeUndefined();
    expect(await terminal.refused(CUSTOMER, 'statistics:period', TODAY)).toBe('FORBIDDEN');
  });
});
