import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { createPaletteStore, matchesWords, paletteCommands } from './palette.store.ts';

describe('the palette', () => {
  it('finds commands without their marks, by the beginnings of words', () => {
    expect(matchesWords('Izsniegšana', 'izsniegs')).toBe(true);
    expect(matchesWords('Jauns pasūtījums', 'pasut ja')).toBe(true);
    expect(matchesWords('Jauns pasūtījums', 'auns')).toBe(false);
    expect(matchesWords('Выдача', 'выд')).toBe(true);
    expect(matchesWords('Izsniegšana', '')).toBe(true);
  });

  it('[ADM-3] offers staff nothing that only managers may do', () => {
    expect(paletteCommands('manager')).toContain('reports');
    expect(paletteCommands('staff')).not.toContain('reports');
    expect(paletteCommands('staff')).not.toContain('settings');
  });

  it('[ORD-7] asks for orders from two characters on, and only the newest question answers', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { api, asked } = fakeApi({ 'orders:search': () => new Promise((done) => answers.push(done)) });
    const store = createPaletteStore(api);
    store.getState().toggle(true);
    await store.getState().type('k');
    const older = store.getState().type('k2');
    const newer = store.getState().type('k27');
    answers[1]?.({ rows: [{ orderId: 'o27' }] });
    answers[0]?.({ rows: [{ orderId: 'o2' }] });
    await Promise.all([older, newer]);
    expect(asked('orders:search')).toEqual([{ text: 'k2' }, { text: 'k27' }]);
    expect(store.getState().orders).toEqual([{ orderId: 'o27' }]);
  });
});
