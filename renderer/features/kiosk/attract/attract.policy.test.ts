import { expect, it } from 'vitest';
import type { MediaSource } from '../../../../shared/contract/media.ts';
import type { SourceId } from '../../../../shared/domain/ids.ts';
import { arrived } from './attract.policy.ts';

const card: MediaSource = {
  sourceId: '01M81EZJB25Q3HB95RPG1K87SG' as SourceId,
  kind: 'volume',
  label: 'CARD',
  state: 'ready',
  problem: null,
  relisted: false,
  photos: 3,
  unusable: 0,
  marks: null,
};
const LONG_OPEN = 60_000;

it('[MED-1] begins with a card that was put in, not with one that is known or gone', () => {
  expect(arrived(new Set(), [card], LONG_OPEN)).toBe(card);
  expect(arrived(new Set([card.sourceId]), [card], LONG_OPEN)).toBeNull();
  expect(arrived(new Set(), [{ ...card, state: 'gone' }], LONG_OPEN)).toBeNull();
});

it('[KIO-1] stays at the start screen when staff list a card that only stayed in', () => {
  expect(arrived(new Set(), [{ ...card, relisted: true }], LONG_OPEN)).toBeNull();
});

it('does not take a folder given for trials for a card', () => {
  const folder = { ...card, kind: 'folder' } as const;
  expect(arrived(new Set(), [folder], 100)).toBeNull();
  expect(arrived(new Set(), [folder], LONG_OPEN)).toBe(folder);
});
