import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DraftId } from '../../../shared/domain/ids.ts';
import { CUSTOMER, KIOSK, signInManager, signInStaff, type Terminal } from './terminal.ts';
import { CONTACT, cardWith, copied, draftOf, listedPhotos, seen, terminalWithCard } from './visit.ts';

/** Marks the photos of a made card: by their number, with what stands in the job. */
const markedCard = async (count: number, marks: Readonly<Record<number, string>>): Promise<string> => {
  const card = await cardWith(count);
  const jobs = Object.entries(marks).map(
    ([number, job]) => `[JOB]\r\n${job}\r\n<IMG SRC = "../IMG_${number}.jpg">\r\n\r\n`,
  );
  mkdirSync(join(card, 'MISC'));
  writeFileSync(join(card, 'MISC/AUTPRINT.MRK'), `[HDR]\r\nGEN REV = 01.10\r\n\r\n${jobs.join('')}`);
  return card;
};

const visitAt = async (terminal: Terminal, count: number) => {
  const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
  const photos = await listedPhotos(terminal, CUSTOMER, count);
  return { draftId, photos };
};

const offered = async (terminal: Terminal, draftId: DraftId, who = CUSTOMER) => {
  const { sources } = await terminal.get(who, 'media:sources', {});
  const { marksAnswered } = await draftOf(terminal, draftId, who);
  return sources.filter(({ marks }) => marks !== null && !marksAnswered.includes(marks.id));
};

const answer = async (terminal: Terminal, draftId: DraftId, accept: boolean, who = CUSTOMER) => {
  const [source] = await offered(terminal, draftId, who);
  if (source === undefined) throw new Error('nothing is offered');
  return terminal.get(who, 'drafts:answerMarks', { draftId, sourceId: source.sourceId, accept });
};

const ordered = async (terminal: Terminal, draftId: DraftId, who = CUSTOMER) => {
  const { items, photos } = await draftOf(terminal, draftId, who);
  const name = new Map(photos.map((photo) => [photo.photoId, photo.name]));
  return items.map(({ photoId, format, paper, copies }) => [name.get(photoId), format, paper, copies]);
};

describe('photos marked in the camera', () => {
  it('[MED-9] are picked with their copies and sizes when the customer says yes, and only then', async () => {
    const { terminal } = await terminalWithCard(
      await markedCard(5, {
        1: 'PRT TYP = STD\r\nPRT QTY = 3',
        2: 'PRT TYP = SIZ -05',
        3: 'PRT TYP = SIZ -99 0090\r\nPRT QTY = 2',
        4: 'PRT TYP = SIZ -10',
      }),
    );
    const { draftId } = await visitAt(terminal, 5);
    expect((await offered(terminal, draftId))[0]?.marks).toMatchObject({ photos: 4, dropped: 0 });
    expect(await ordered(terminal, draftId)).toEqual([]);
    expect(await answer(terminal, draftId, true)).toEqual({ photos: 4 });
    expect(await ordered(terminal, draftId)).toEqual([
      ['IMG_1.jpg', '10x15', 'gloss', 3],
      ['IMG_2.jpg', '13x18', 'gloss', 1],
      ['IMG_3.jpg', '9x13', 'gloss', 2],
      ['IMG_4.jpg', '10x15', 'gloss', 1],
    ]);
    expect(await offered(terminal, draftId)).toEqual([]);
    // Sizes for all keep what the camera said of single photos, until the customer says otherwise.
    expect((await draftOf(terminal, draftId)).exceptions).toBe(3);
    await copied(terminal, draftId);
    const contact = { ...CONTACT, way: 'none' } as const;
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact });
    await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    expect(await terminal.rows('SELECT sum(copies) AS copies FROM order_item')).toEqual([{ copies: 7 }]);
  });

  it('[MED-9] are offered once for each visit, also when the customer says no and after a restart', async () => {
    const { terminal } = await terminalWithCard(await markedCard(2, { 1: 'PRT QTY = 2' }));
    const { draftId } = await visitAt(terminal, 2);
    expect(await answer(terminal, draftId, false)).toEqual({ photos: 0 });
    const again = await terminal.restart();
    await again.get(KIOSK, 'visit:start', { locale: 'lv' });
    await listedPhotos(again, CUSTOMER, 2);
    expect(await offered(again, draftId)).toEqual([]);
    await again.get(CUSTOMER, 'visit:end', { why: 'finished' });
    const next = await visitAt(again, 2);
    expect(await offered(again, next.draftId)).toHaveLength(1);
  });

  it('[MED-9] leave alone what the customer picked by hand, and staff are offered them as well', async () => {
    const { terminal } = await terminalWithCard(await markedCard(2, { 1: 'PRT QTY = 9', 2: 'PRT QTY = 2' }));
    const staff = await signInStaff(terminal, await signInManager(terminal));
    const { draftId } = await terminal.get(staff, 'drafts:startAtCounter', { locale: 'lv' });
    const photos = await listedPhotos(terminal, staff, 2);
    const photoIds = photos.filter(({ name }) => name === 'IMG_1.jpg').map(({ photoId }) => photoId);
    await terminal.get(staff, 'drafts:pick', { draftId, photoIds, picked: true });
    expect(await answer(terminal, draftId, true, staff)).toEqual({ photos: 2 });
    expect((await ordered(terminal, draftId, staff)).map(([name, , , copies]) => [name, copies])).toEqual([
      ['IMG_1.jpg', 1],
      ['IMG_2.jpg', 2],
    ]);
  });

  it('[MED-9] of a card that is not there are refused, and nothing is picked', async () => {
    const { terminal } = await terminalWithCard(await cardWith(1));
    const { draftId } = await visitAt(terminal, 1);
    const [source] = (await terminal.get(CUSTOMER, 'media:sources', {})).sources;
    for (const sourceId of [source?.sourceId ?? ('' as never), draftId as never])
      expect(
        await terminal.refused(CUSTOMER, 'drafts:answerMarks', { draftId, sourceId, accept: true }),
      ).toBe('SOURCE_GONE');
    expect(await ordered(terminal, draftId)).toEqual([]);
  });
});
