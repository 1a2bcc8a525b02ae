import type { LabKind, LabOf } from './labs.ts';

const NORITSU = {
  spacing: 'spaced',
  sectionGap: true,
  genRev: '01.00',
  genCrt: '"NORITSU KOKI" -01.00',
  imageDir: 'IMAGE',
  mrkPath: 'MISC/AUTPRINT.MRK',
  qtyPad: true,
  maxQty: 999,
  encoding: 'ascii',
  folderName: '{job}',
  vendorAtr: 'QSSPrint',
  psl: 'format',
  genInp: 'ZIP',
  gone: 'unknown',
} as const;

/** What a new output starts with. Installations differ: each value is to be verified with the lab (formats.md). */
export const LAB_DEFAULTS: { readonly [K in LabKind]: LabOf<K> } = {
  hotFolder: {
    kind: 'hotFolder',
    template: '%Date%/%Format%_%Paper%/%Job%/%Qty%x_%Index%.jpg',
    copies: 'inName',
    marker: 'job.json',
    errorFolder: '',
    readBack: false,
  },
  dpof: { kind: 'dpof', type: 'STD', imgFmt: 'EXIF2 -J', gone: 'accepted' },
  noritsu: {
    kind: 'noritsu',
    ...NORITSU,
    autoCorrect: 'none',
    usrCid: false,
    imgOrg: false,
    backPrint: true,
    backText: '',
  },
  epson: { kind: 'epson', ...NORITSU },
  pic: {
    kind: 'pic',
    requestDir: '',
    imageDir: 'images',
    seenAs: '',
    prefix: 'LE',
    source: '',
    typeIn: '',
    proMode: false,
    proWaitMs: 3000,
  },
  frontline: { kind: 'frontline', device: 'Lete', backPrint: true, backText: '' },
  darkroom: {
    kind: 'darkroom',
    imageDir: 'images',
    processedDir: 'processed',
    seenAs: '',
    index: false,
    ext: [],
    template: '',
    templateText: '',
  },
  dyeSub: { kind: 'dyeSub', model: 'dnpDs620' },
};
