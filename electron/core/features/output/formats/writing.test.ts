import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../../../shared/domain/labDefaults.ts';
import type { LabSettings } from '../../../../../shared/domain/labs.ts';
import { entriesOf, foldersOf, label, seenPath } from './controlFile.ts';
import { labNaming, writeForLab } from './index.ts';
import type { LabTask } from './labFormat.ts';
import { cdata, xmlText } from './xml.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const copies = fc.integer({ min: 1, max: 3000 });
const images = fc
  .array(copies, { minLength: 1, maxLength: 30 })
  .map((all) => all.map((count, i) => ({ ref: `photo-${i}`, copies: count, crop: 'fill' as const })));

const task = (part: Partial<LabTask> = {}, job: Partial<LabTask['job']> = {}): LabTask => ({
  job: {
    job: '07000012',
    order: 'K-27',
    store: '01',
    terminal: 'K',
    product: { format: '10x15', paper: 'gloss' },
    images: [{ ref: 'a', copies: 1, crop: 'fill' }],
    ...job,
  },
  route: { code: '001', detail: 'KG' },
  mm: { w: 102, h: 152 },
  reference: 'K-27',
  root: '/srv/lab',
  names: ['07000012'],
  at: Date.UTC(2026, 10, 22, 12, 0, 0),
  ...part,
});

/** The order files of a job, as text. */
const sheets = (given: LabTask, lab: LabSettings): readonly string[] => {
  const written = writeForLab(given, lab);
  if (!written.ok) throw new Error(written.code);
  return written.plan.files.flatMap(({ content }) =>
    content.kind === 'bytes' ? [new TextDecoder().decode(content.bytes)] : [],
  );
};
/** Keys of the lines; what stands behind them may differ. */
const keysOf = (sheet: string) => sheet.split('\r\n').map((line) => line.replace(/=.*| *<backPrint.*/, ''));
const unescaped = (text: string) =>
  text.replace(/&#(\d+);|&(\w+);/g, (_all, code: string | undefined, name: string) =>
    code === undefined
      ? ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name] ?? '?')
      : String.fromCodePoint(Number(code)),
  );
/** Text that XML can hold. */
const holdable = (text: string) => [...text].filter((sign) => cdata(sign) !== cdata('')).join('');

describe('escaping', () => {
  it('[OUT-1] XML reads back what was written, whatever it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(xmlText(text)).not.toMatch(/[<>"\t\n\r\0]/);
        expect(unescaped(xmlText(text))).toBe(holdable(text));
        const sections = cdata(text).split(/(?<=\]\]>)(?=<!\[CDATA\[)/);
        for (const section of sections) expect(section.indexOf(']]>')).toBe(section.length - 3);
        expect(sections.map((section) => section.slice(9, -3)).join('')).toBe(holdable(text));
      }),
    );
    expect(cdata('a]]>b')).toBe('<![CDATA[a]]]]><![CDATA[>b]]>');
  });

  it('[OUT-1] no text breaks out of its quotes or its line, and ASCII stays ASCII', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(label(text, 'utf8')).not.toMatch(/["<>\p{Cc}]/u);
        expect(label(text, 'ascii')).toMatch(/^[ !#-;=?-~]*$/);
      }),
    );
  });

  it('[OUT-1] words of the studio and references change no line of an order file', () => {
    const labs: readonly LabSettings[] = [
      LAB_DEFAULTS.noritsu,
      { ...LAB_DEFAULTS.noritsu, encoding: 'utf8', usrCid: true, autoCorrect: '1' },
      LAB_DEFAULTS.epson,
      LAB_DEFAULTS.frontline,
      LAB_DEFAULTS.pic,
      LAB_DEFAULTS.darkroom,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...labs), anyText, anyText, (lab, reference, backText) => {
        const worded = 'backText' in lab ? { ...lab, backText } : lab;
        const [usual, said] = [sheets(task(), lab), sheets(task({ reference }), worded)];
        expect(said.map(keysOf)).toEqual(usual.map(keysOf));
        expect(said.join('')).not.toContain('-STR ""');
      }),
    );
  });
});

describe('limits', () => {
  it('[OUT-1] every copy is ordered, none in an entry above the limit, and no folder is too full', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 999 }), (all, maxQty) => {
        const entries = entriesOf(all, maxQty);
        const sums = all.map((_, i) =>
          entries.filter(({ index }) => index === i).reduce((sum, { quantity }) => sum + quantity, 0),
        );
        expect(sums).toEqual(all.map((image) => image.copies));
        expect(Math.max(...entries.map(({ quantity }) => quantity))).toBeLessThanOrEqual(maxQty);
        const folders = foldersOf(entries);
        expect(folders.flat()).toEqual(entries);
        expect(folders.every((folder) => folder.length > 0 && folder.length <= 999)).toBe(true);
      }),
    );
  });

  it('[OUT-1] names hold the job number or a request of 7 characters, and nothing else that a person gave', () => {
    const job = fc.integer({ min: 1, max: 99_999_999 }).map((number) => String(number).padStart(8, '0'));
    fc.assert(
      fc.property(
        job,
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom('L', 'LE', 'FOT'),
        (number, n, prefix) => {
          const given = task({}, { job: number });
          const pic = labNaming(given, { ...LAB_DEFAULTS.pic, prefix }).candidate(n);
          expect(pic).toMatch(/^[A-Z0-9]{7}$/);
          expect(pic.startsWith(prefix)).toBe(true);
          for (const lab of [
            LAB_DEFAULTS.noritsu,
            LAB_DEFAULTS.dpof,
            LAB_DEFAULTS.frontline,
            LAB_DEFAULTS.darkroom,
          ])
            expect(labNaming(given, lab).candidate(n)).toMatch(new RegExp(`^${number}\\d*$`));
        },
      ),
    );
  });

  it('[OUT-6] no path and no order file tells whose photos these are', () => {
    const secret = 'IMG_Ilze_Berzina';
    const given = task({}, { images: [{ ref: secret, copies: 2, crop: 'fill' }] });
    for (const lab of Object.values(LAB_DEFAULTS)) {
      const written = writeForLab(given, lab);
      expect(written.ok).toBe(true);
      if (!written.ok) continue;
      const said = [
        ...written.plan.files.map(({ relativePath }) => relativePath),
        ...sheets(given, lab),
      ].join('\n');
      expect(said).not.toContain('Ilze');
    }
  });

  it('a path as the controller sees it keeps its own kind of slashes', () => {
    expect(seenPath('/srv/lab', '', 'a/b.jpg')).toBe('/srv/lab/a/b.jpg');
    expect(seenPath('/srv/lab', '\\\\fuji\\in\\', 'a/b.jpg')).toBe('\\\\fuji\\in\\a\\b.jpg');
    expect(seenPath('/srv/lab', 'D:', 'a/b.jpg')).toBe('D:\\a\\b.jpg');
    expect(seenPath('/srv/lab', '/mnt/x/', 'a/b.jpg')).toBe('/mnt/x/a/b.jpg');
  });
});
