import { describe, expect, it } from 'vitest';
import { lineOf, maySee, pagesOf } from './pages.ts';
import { SCREENS } from './shell.store.ts';

describe('the pages of the counter', () => {
  it('[ADM-3] show staff only what their permission opens', () => {
    expect(pagesOf('requests', 'staff')).not.toContain('retention');
    expect(pagesOf('requests', 'manager')).toContain('retention');
    expect(SCREENS.filter((screen) => !maySee(screen, 'manager'))).toEqual([]);
  });

  it('belong to the line that leads to the first of them', () => {
    expect(lineOf('retention')).toBe('requests');
    expect(lineOf('orders')).toBe('orders');
    expect(pagesOf('orders', 'manager')).toEqual([]);
  });
});
