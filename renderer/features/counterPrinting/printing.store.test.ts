import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { createPrintingStore } from './printing.store.ts';

/** Wednesday 2 December 2026, half past eleven at night in Riga. */
const NOW = Date.UTC(2026, 11, 2, 21, 30);

describe('printers as staff mark them', () => {
  it('[PRI-9] a paper is out for a shop day, a week or for nobody knows how long, and the page is read anew', async () => {
    const { api, asked } = fakeApi({
      'products:stations': () => ({ stations: [] }),
      'products:markPaper': () => ({}),
    });
    const { markOut, markBack } = createPrintingStore(api, () => NOW).getState();
    await markOut('lab', 'gloss', 'nextDay');
    await markOut(null, 'gloss', 'inAWeek');
    await markOut(null, 'gloss', 'unknown');
    await markBack(null, 'gloss');
    expect(asked('products:markPaper')).toMatchObject([
      { output: 'lab', paper: 'gloss', out: { back: '2026-12-03' } },
      { output: null, out: { back: '2026-12-09' } },
      { out: { back: null } },
      { out: null },
    ]);
    expect(asked('products:stations')).toHaveLength(4);
  });

  it('[PRI-9] says what was refused, until the page was read again', async () => {
    const { api } = fakeApi({
      'products:stations': () => ({ stations: [] }),
      'products:pause': () => ({ code: 'NOT_FOUND' }),
    });
    const store = createPrintingStore(api, () => NOW);
    await store.getState().pause('lab', true);
    expect(store.getState().failure).toMatchObject({ code: 'NOT_FOUND' });
    await store.getState().load();
    expect(store.getState()).toMatchObject({ failure: null, stations: [] });
  });
});
