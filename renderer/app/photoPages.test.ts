import { expect, it } from 'vitest';
import type { MediaPhoto } from '../../shared/contract/media.ts';
import type { SourceId } from '../../shared/domain/ids.ts';
import type { Api } from './api.ts';
import { createPhotoPages } from './photoPages.ts';

const SOURCE = '01J0000000000000000000SRCE' as SourceId;

interface Ask {
  readonly offset: number;
  readonly limit: number;
  readonly known?: string;
}

/** A card in core: each photo's number grows when it is looked at. */
function card(count: number) {
  const seen = Array.from({ length: count }, () => 0);
  const asked: Ask[] = [];
  const state = { answers: (): Promise<void> => Promise.resolve(), fails: false };
  const ask = async (_name: string, { offset, limit, known }: Ask) => {
    asked.push({ offset, limit, ...(known === undefined ? {} : { known }) });
    await state.answers();
    if (state.fails) return { ok: false, code: 'SOURCE_GONE' };
    const page = seen.slice(offset, offset + limit);
    const version = page.join('');
    const photos = page.map((looks, i) => ({ name: `${offset + i}.${looks}` }) as MediaPhoto);
    const unchanged = version === known;
    return { ok: true, value: { total: seen.length, version, unchanged, photos: unchanged ? [] : photos } };
  };
  const pages = createPhotoPages({ ask: ask as unknown as Api['ask'] });
  const names = async (): Promise<readonly string[]> => {
    const read = await pages.read(SOURCE);
    return read.ok ? read.photos.map(({ name }) => name) : [];
  };
  return { seen, asked, state, pages, names };
}

it('[PIC-9] reads a whole card, and then only what changed of it', async () => {
  const { seen, asked, names } = card(1200);
  const first = await names();
  expect(first).toEqual(Array.from({ length: 1200 }, (_, i) => `${i}.0`));
  expect(asked.every(({ known }) => known === undefined)).toBe(true);
  seen[700] = 1;
  const second = await names();
  expect(second).toEqual(first.map((name) => (name === '700.0' ? '700.1' : name)));
});

it('[PIC-9] follows a card that grows, shrinks and is empty', async () => {
  const { seen, names } = card(500);
  await names();
  seen.push(...Array.from({ length: 501 }, () => 0));
  expect(await names()).toHaveLength(1001);
  seen.length = 3;
  expect(await names()).toEqual(['0.0', '1.0', '2.0']);
  seen.length = 0;
  expect(await names()).toEqual([]);
});

it('keeps nothing of what was forgotten, also of what was being read meanwhile', async () => {
  const { asked, state, pages, names } = card(3);
  const held = Promise.withResolvers<void>();
  state.answers = () => held.promise;
  const reading = names();
  pages.forget();
  held.resolve();
  await reading;
  await names();
  expect(asked.map(({ known }) => known)).toEqual([undefined, undefined]);
  await names();
  expect(asked.at(-1)?.known).toBeDefined();
});

it('says why a page could not be had', async () => {
  const { state, pages } = card(3);
  state.fails = true;
  expect(await pages.read(SOURCE)).toMatchObject({ ok: false, code: 'SOURCE_GONE' });
});
