import { describe, expect, it } from 'vitest';
import type { CopyState } from '../../../../shared/contract/media.ts';
import { photoId } from '../flow/fakeCore.ts';
import { arrived } from '../attract/attract.policy.ts';
import { cardSource } from '../flow/fakeCore.ts';
import { nextIdle } from '../overlays/idle.policy.ts';
import { settings } from '../flow/fakeCore.ts';
import { copyMessage } from './check.policy.ts';

const copy = (change: Partial<CopyState>): CopyState => ({
  state: 'done',
  done: 2,
  total: 2,
  bytes: 2,
  bytesTotal: 2,
  msLeft: null,
  missing: [],
  failed: [],
  mayRemove: true,
  mediumStillIn: true,
  trouble: null,
  ...change,
});

describe('[MED-6] what is said about the card', () => {
  it('is „you can take it out” only when core says so', () => {
    expect(copyMessage(copy({}))).toBe('mayRemove');
    expect(copyMessage(copy({ mayRemove: false }))).toBe('copying');
    expect(copyMessage(copy({ mediumStillIn: false }))).toBe('allCopied');
    expect(copyMessage(null)).toBe('none');
  });

  it('names what stopped: a pulled card, a bad file, a full disk, a cancel', () => {
    expect(copyMessage(copy({ state: 'stalled', missing: [photoId(1)], mayRemove: false }))).toBe('missing');
    expect(
      copyMessage(copy({ failed: [{ photoId: photoId(1), reason: 'damaged' }], mayRemove: false })),
    ).toBe('failed');
    expect(copyMessage(copy({ state: 'stalled', trouble: 'disk-full' }))).toBe('diskFull');
    expect(copyMessage(copy({ state: 'cancelled' }))).toBe('cancelled');
  });
});

describe('[MED-1] a medium put in', () => {
  it('is one that was not there, and no folder that was given at the start', () => {
    const known = new Set([cardSource.sourceId]);
    const folder = { ...cardSource, kind: 'folder' as const };
    expect(arrived(known, [cardSource], 60_000)).toBeNull();
    expect(arrived(new Set(), [cardSource], 0)).toBe(cardSource);
    expect(arrived(new Set(), [folder], 500)).toBeNull();
    expect(arrived(new Set(), [folder], 60_000)).toBe(folder);
    expect(arrived(new Set(), [{ ...cardSource, state: 'gone' }], 60_000)).toBeNull();
  });
});

describe('[KIO-2] one second of quiet', () => {
  it('never ends a visit that was not warned', () => {
    const facts = { quietMs: 9_999_999, isCopying: false, moreTime: false, secondsLeft: null };
    expect(nextIdle(facts, settings.kiosk)).toEqual({ do: 'warn', seconds: 30 });
    expect(nextIdle({ ...facts, secondsLeft: 2 }, settings.kiosk)).toEqual({ do: 'count', seconds: 1 });
    expect(nextIdle({ ...facts, secondsLeft: 1 }, settings.kiosk)).toEqual({ do: 'end' });
    expect(nextIdle({ ...facts, isCopying: true }, settings.kiosk)).toEqual({ do: 'nothing' });
    expect(nextIdle({ ...facts, moreTime: true, quietMs: 299_000 }, settings.kiosk)).toEqual({
      do: 'nothing',
    });
  });
});
