import { describe, expect, it } from 'vitest';
import { isBadPath, isSkippedName, shownName } from './media.ts';

describe('names on a medium', () => {
  it.each([
    '.hidden',
    '._IMG_1.jpg',
    'Thumbs.db',
    'DESKTOP.INI',
    'System Volume Information',
    '$RECYCLE.BIN',
    '.Trashes',
    'LOST.DIR',
    'MISC',
  ])('leaves %s out', (name) => expect(isSkippedName(name)).toBe(true));

  it('keeps photos', () => {
    for (const name of ['IMG_0001.JPG', 'Thumbs.db.jpg', 'misc1.jpg', 'Ānna.jpg']) {
      expect(isSkippedName(name)).toBe(false);
    }
  });

  it.each([
    [['..', 'passwd']],
    [['DCIM', '.', 'a.jpg']],
    [['DCIM', '', 'a.jpg']],
    [['CON.jpg']],
    [['nul']],
    [['Aux .jpg']],
    [['DCIM', 'com1', 'a.jpg']],
    [['LPT¹.tif']],
    [['a/b.jpg']],
    [['a\\b.jpg']],
    [['a.jpg:stream']],
    [['a\0.jpg']],
    [[`${'a'.repeat(252)}.jpg`]],
    [Array.from({ length: 22 }, () => 'd')],
    [Array.from({ length: 5 }, () => 'd'.repeat(250))],
    [[]],
  ])('[MED-8] refuses %j', (parts) => expect(isBadPath(parts)).toBe(true));

  it('[MED-8] takes deep, long and foreign names within the limits', () => {
    expect(isBadPath(['DCIM', '100PHOTO', 'IMG_0001.JPG'])).toBe(false);
    expect(isBadPath([...Array.from({ length: 20 }, () => 'd'), 'a.jpg'])).toBe(false);
    expect(isBadPath([`${'ā'.repeat(251)}.jpg`])).toBe(false);
    expect(isBadPath(['CONCERT.jpg'])).toBe(false);
    expect(isBadPath(['COM10.jpg'])).toBe(false);
  });

  it('shows a name composed, in one direction and on one line', () => {
    expect(shownName('A\u0304nna.jpg')).toBe('Ānna.jpg');
    expect(shownName('photo\u202Egpj.exe')).toBe('photogpj.exe');
    expect(shownName('a\u0007b\nc\u200B.jpg')).toBe('abc.jpg');
    expect(shownName('Фото 1 😀.jpg')).toBe('Фото 1 😀.jpg');
  });
});
