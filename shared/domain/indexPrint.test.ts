import { describe, expect, it } from 'vitest';
import type { PhotoId } from './ids.ts';
import { onIndex } from './indexPrint.ts';
import type { OrderItem } from './orderItem.ts';

const item = (photo: string, format: string, more: Partial<OrderItem> = {}): OrderItem => ({
  photoId: photo as PhotoId,
  format,
  paper: 'gloss',
  copies: 3,
  fit: 'fill',
  crop: { x: 0, y: 0, w: 0.5, h: 0.5 },
  rotation: 0,
  mirror: false,
  ...more,
});

describe('the lines of an index print', () => {
  it('[PRI-1] have each photo once and whole, turned and corrected as on its first print', () => {
    const first = item('a', '10x15', {
      rotation: 1,
      adjust: { straighten: 0, blackWhite: true, brightness: 5 },
    });
    const lines = onIndex([first, item('b', '13x18'), item('a', '20x30', { rotation: 2 })], {
      format: 'index10x15',
      paper: 'matt',
    });
    const whole = { format: 'index10x15', paper: 'matt', copies: 1, fit: 'fit', crop: null };
    expect(lines).toEqual([
      { ...first, ...whole },
      { ...item('b', '13x18'), ...whole },
    ]);
  });
});
