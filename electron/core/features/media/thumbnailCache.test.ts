import { describe, expect, it } from 'vitest';
import { createThumbnailCache } from './thumbnailCache.ts';

const picture = (bytes: number) => ({
  bytes: new Uint8Array(bytes).fill(9),
  width: 1,
  height: 1,
  hint: null,
});

describe('previews in memory', () => {
  it('stays within its bytes and drops what was not looked at longest', () => {
    const cache = createThumbnailCache(100);
    cache.put('a', picture(40));
    cache.put('b', picture(40));
    cache.get('a');
    cache.put('c', picture(40));
    expect([cache.get('a'), cache.get('b'), cache.get('c')].map((found) => found !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
    expect(cache.bytes()).toBe(80);
    cache.put('a', picture(10));
    expect(cache.bytes()).toBe(50);
    cache.put('huge', picture(101));
    expect(cache.get('huge')).toBeUndefined();
  });

  it('[KIO-3] wipes the bytes themselves, not only the list', () => {
    const cache = createThumbnailCache(100);
    const held = picture(3);
    cache.put('a', held);
    cache.wipe();
    expect([...held.bytes]).toEqual([0, 0, 0]);
    expect([cache.get('a'), cache.bytes()]).toEqual([undefined, 0]);
  });
});
