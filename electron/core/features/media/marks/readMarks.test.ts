import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBadPath } from '../../../../../shared/domain/media.ts';
import { MARK_LIMITS, readMarks } from './readMarks.ts';

const HEADER =
  '[HDR]\r\nGEN REV = 01.10\r\nGEN CRT = "CAMERA" -01.00\r\nGEN DTM = 2026:11:20:10:00:00\r\n\r\n';
const job = (lines: readonly string[], end = '\r\n') => ['[JOB]', ...lines, '', ''].join(end);
const image = (name: string) => `<IMG SRC = "../DCIM/100LETE/${name}">`;
const read = (...jobs: readonly string[]) => readMarks(HEADER + jobs.join(''));
const STD = 'PRT TYP = STD';

describe('the list of marks that a camera leaves', () => {
  it('[MED-9] gives each photo with its copies and size, as the camera wrote it', () => {
    expect(
      read(
        job(['PRT PID = 001', STD, 'PRT QTY = 002', 'IMG FMT = EXIF2 -J', image('A.JPG')]),
        job(['PRT PID = 002', 'PRT TYP = SIZ -04', 'IMG FMT = EXIF2 -J', image('B.JPG'), image('C.JPG')]),
        job(['PRT PID = 003', 'PRT TYP = SIZ -99 0127', 'PRT QTY = 1', image('D.JPG')]),
      ),
    ).toEqual({
      marks: [
        { path: 'DCIM/100LETE/A.JPG', quantity: 2, size: null },
        { path: 'DCIM/100LETE/B.JPG', quantity: 1, size: { class: 4 } },
        { path: 'DCIM/100LETE/C.JPG', quantity: 1, size: { class: 4 } },
        { path: 'DCIM/100LETE/D.JPG', quantity: 1, size: { mm: 127 } },
      ],
      dropped: 0,
    });
  });

  it('[MED-9] is read in every way of writing it that cameras have', () => {
    const ways = [
      '[hdr]\ngen rev=1.00\n\n[job]\nprt pid=1\nprt typ=std\nprt qty=3\n<img src="..\\DCIM\\100LETE\\A.JPG">\n',
      `[HDR]\rGEN REV = 01.10\r[JOB]\rPRT TYP = STD\rIMG SRC = "./../DCIM/100LETE/A.JPG"\rPRT QTY = 003\r`,
      HEADER +
        job([
          'VUQ RGN = BGN',
          'VUQ VNM = "MAKER" -ATR "X"',
          image('NOT.JPG'),
          'VUQ RGN = END',
          STD,
          'PRT QTY = 003',
          'CFG DSC = "1" -ATR DTM',
          'something = else',
          image('A.JPG'),
        ]) +
        '[XYZ]\r\nPRT QTY = 7\r\n<IMG SRC = "../DCIM/100LETE/B.JPG">\r\n',
    ];
    for (const way of ways)
      expect(readMarks(way)).toEqual({
        marks: [{ path: 'DCIM/100LETE/A.JPG', quantity: 3, size: null }],
        dropped: 0,
      });
  });

  it('[MED-9] keeps copies between 1 and 999', () => {
    const quantities = ['000', '0001', '999', '1000', '99999999999999999999', '-5', 'many', '1e3', ''];
    const marks = read(
      ...quantities.map((quantity) => job([STD, `PRT QTY = ${quantity}`, image('A.JPG')])),
    )?.marks;
    expect(marks?.map(({ quantity }) => quantity)).toEqual([1, 1, 999, 999, 999, 1, 1, 1, 1]);
  });

  it('[MED-9] drops and counts index prints, unknown types and paths that leave the card', () => {
    const bad = [
      '../../etc/passwd.jpg',
      '../DCIM/../../A.JPG',
      '/etc/passwd.jpg',
      'C:\\A.JPG',
      '../DCIM//A.JPG',
      '..',
      `../${'a/'.repeat(30)}A.JPG`,
      '../DCIM/NUL.JPG',
      `../DCIM/${'a'.repeat(300)}.JPG`,
    ];
    expect(
      read(
        job(['PRT TYP = IDX', image('A.JPG'), image('B.JPG')]),
        job(['PRT TYP = POSTER', image('A.JPG')]),
        job(['PRT TYP = SIZ -99', image('A.JPG')]),
        job([
          STD,
          ...bad.map((path) => `<IMG SRC = "${path}">`),
          '<IMG SRC = ../DCIM/A.JPG>',
          image('OK.JPG'),
        ]),
      ),
    ).toEqual({
      marks: [{ path: 'DCIM/100LETE/OK.JPG', quantity: 1, size: null }],
      dropped: 4 + bad.length + 1,
    });
  });

  it('[MED-9] is ignored where it is broken or of another version', () => {
    const body = job([STD, image('A.JPG')]);
    expect(readMarks('')).toBeNull();
    expect(readMarks(body)).toBeNull();
    expect(readMarks(`[HDR]\r\n${body}`)).toBeNull();
    expect(readMarks(`[HDR]\r\nGEN REV = 02.00\r\n${body}`)).toBeNull();
    expect(readMarks(`\u0000\u0001${HEADER}${body}`)).toBeNull();
  });

  it('[MED-9] stops at 999 jobs and 2000 photos, and counts what it leaves out', () => {
    const many = Array.from({ length: 1001 }, (_, i) => job([STD, image(`${i}.JPG`)]));
    const jobs = read(...many);
    expect([jobs?.marks.length, jobs?.dropped]).toEqual([MARK_LIMITS.jobs, 2]);
    const photos = read(job([STD, ...Array.from({ length: 2005 }, (_, i) => image(`${i}.JPG`))]));
    expect([photos?.marks.length, photos?.dropped]).toEqual([MARK_LIMITS.photos, 5]);
  });

  it('[MED-9] never throws, climbs out of the card or names more than it may, whatever was written', () => {
    const piece = fc.oneof(
      fc.constantFrom('[HDR]', '[JOB]', 'GEN REV = 01.10', 'PRT TYP = STD', 'VUQ RGN = BGN', '[', ']', '='),
      fc.constantFrom('PRT TYP = IDX', 'PRT TYP = SIZ -99 9999', 'PRT QTY = 999', '\u0000', '"', '<', '-'),
      fc
        .array(fc.constantFrom('..', '.', '', 'DCIM', 'MISC', 'A.JPG', 'CON', '\u0000', '~', ':'), {
          maxLength: 30,
        })
        .chain((parts) => fc.constantFrom('/', '\\').map((by) => `<IMG SRC = "${parts.join(by)}">`)),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constant(' '.repeat(5000)),
    );
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom('\r\n', '\n', '\r', '', ' ')), { maxLength: 80 })
      .map((pieces) => pieces.flat().join(''));
    const hostile = fc.oneof(
      text,
      text.map((rest) => `${HEADER}[JOB]\r\n${rest}`),
    );
    fc.assert(
      fc.property(hostile, (whole) => {
        const { marks, dropped } = readMarks(whole) ?? { marks: [], dropped: 0 };
        expect(dropped).toBeGreaterThanOrEqual(0);
        expect(marks.length).toBeLessThanOrEqual(MARK_LIMITS.photos);
        for (const { path, quantity } of marks) {
          expect(isBadPath(path.split('/'))).toBe(false);
          expect(quantity).toBeGreaterThanOrEqual(1);
          expect(quantity).toBeLessThanOrEqual(999);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('[MED-9] takes a megabyte of one line, of spaces or of openings as quickly as any other', () => {
    for (const filler of [' ', '[', '<', '"', 'PRT ', '\n', '../'])
      expect(readMarks(HEADER + filler.repeat(MARK_LIMITS.bytes / filler.length))).toEqual({
        marks: [],
        dropped: 0,
      });
  });
});
