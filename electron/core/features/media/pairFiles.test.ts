import { describe, expect, it } from 'vitest';
import { pairFiles } from './pairFiles.ts';

const shots = (...names: string[]) =>
  pairFiles(names.map((name) => ({ relPath: `DCIM/${name}`, name, bytes: 1, mtimeMs: 1 }))).map(
    ({ file, fallbacks }) => [file.name, ...fallbacks.map(({ name }) => name)].join('+'),
  );

describe('pairing of the files of one folder', () => {
  it.each([
    ['RAW and JPEG', ['IMG_1.CR2', 'IMG_1.JPG'], ['IMG_1.JPG+IMG_1.CR2']],
    ['RAW and HEIC, other case', ['img_1.heic', 'IMG_1.DNG'], ['img_1.heic+IMG_1.DNG']],
    ['RAW alone', ['IMG_1.NEF'], ['IMG_1.NEF']],
    ['Live Photo', ['IMG_1.HEIC', 'IMG_1.MOV'], ['IMG_1.HEIC']],
    ['RAW, JPEG and MOV', ['A.ARW', 'A.JPG', 'A.MOV'], ['A.JPG+A.ARW']],
    ['a video alone', ['A.MOV'], ['A.MOV']],
    ['a video beside a text', ['A.MOV', 'A.TXT'], ['A.MOV', 'A.TXT']],
    ['JPEG and PNG of one name', ['A.JPG', 'A.PNG'], ['A.JPG', 'A.PNG']],
    [
      'two developed files, the first one keeps the RAW',
      ['A.HEIC', 'A.JPG', 'A.RAF'],
      ['A.HEIC+A.RAF', 'A.JPG'],
    ],
    ['names without extension', ['A', 'A.JPG', '.JPG'], ['A', 'A.JPG', '.JPG']],
  ])('%s', (_, given, expected) => {
    expect(shots(...given)).toEqual(expected);
  });
});
