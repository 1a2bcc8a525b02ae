import { describe, expect, it } from 'vitest';
import { ftyp, rawWith } from '../../tests/fixtures/photos/makeFiles.ts';
import { recognise } from './recognise.ts';

const hex = (bytes: string, then = 64) => Buffer.concat([Buffer.from(bytes, 'hex'), Buffer.alloc(then)]);
const text = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(64)]);
const said = (head: Uint8Array, name = 'file') => {
  const result = recognise(head, name);
  return result.ok ? result.kind : `${result.reason} ${result.format}`;
};
const TIFF = '49492a0008000000';

function dng(): Buffer {
  const file = hex(`${TIFF}0100`, 200);
  file.writeUInt16LE(0xc612, 10);
  return file;
}

const rows: readonly (readonly [name: string, head: Buffer, expected: string])[] = [
  ['JPEG', hex('ffd8ffe1'), 'jpeg'],
  ['PNG', hex('89504e470d0a1a0a'), 'png'],
  ['TIFF, little-endian', hex(TIFF), 'tiff'],
  ['TIFF, big-endian', hex('4d4d002a00000008'), 'tiff'],
  ['BigTIFF', hex('49492b00'), 'unsupported_type BigTIFF'],
  ['BigTIFF, big-endian', hex('4d4d002b'), 'unsupported_type BigTIFF'],
  ['WebP', text('RIFF\x10\0\0\0WEBPVP8 '), 'webp'],
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'].map((b): readonly [string, Buffer, string] => [
    `HEIC ${b}`,
    ftyp(b),
    'heic',
  ]),
  ...['avif', 'avis'].map((b): readonly [string, Buffer, string] => [`AVIF ${b}`, ftyp(b), 'avif']),
  ['mif1 with heic', ftyp('mif1', 'mif1', 'heic'), 'heic'],
  ['msf1 with hevc', ftyp('msf1', 'hevc'), 'heic'],
  ['mif1 with both', ftyp('mif1', 'heic', 'avif'), 'avif'],
  ['mif1 with neither', ftyp('mif1', 'miaf'), 'unsupported_type HEIF'],
  ['CR2', hex('49492a001000000043520200'), 'raw'],
  ['CR3', ftyp('crx '), 'raw'],
  ['DNG', dng(), 'raw'],
  ['ORF IIRO', text('IIRO'), 'raw'],
  ['ORF IIRS', text('IIRS'), 'raw'],
  ['ORF MMOR', text('MMOR'), 'raw'],
  ['RW2', hex('49495500'), 'raw'],
  ['RAF', text('FUJIFILMCCD-RAW 0201'), 'raw'],
  ['PDF', text('%PDF-1.7'), 'pdf PDF'],
  ['GIF', text('GIF89a'), 'unsupported_type GIF'],
  ['BMP', text('BM'), 'unsupported_type BMP'],
  ['PSD', text('8BPS'), 'unsupported_type PSD'],
  ['JPEG XL, bare', hex('ff0a'), 'unsupported_type JPEG XL'],
  ['JPEG XL, boxed', hex('0000000c4a584c20'), 'unsupported_type JPEG XL'],
  ['JPEG 2000', hex('0000000c6a502020'), 'unsupported_type JPEG 2000'],
  ['SVG', text('<svg xmlns="http://www.w3.org/2000/svg">'), 'unsupported_type SVG'],
  ['SVG with a prolog', text('<?xml version="1.0"?>\n<svg>'), 'unsupported_type SVG'],
  ...['qt  ', 'isom', 'mp41', 'mp42', 'M4V ', '3gp5'].map(
    (b) => [`video ${b}`, ftyp(b), 'video MP4'] as const,
  ),
  ['MPEG', hex('000001ba'), 'video MPEG'],
  ['AVI', text('RIFF\x10\0\0\0AVI LIST'), 'video AVI'],
  ['ZIP', text('PK\x03\x04'), 'unsupported_type ZIP'],
  ['program', text('MZ'), 'unsupported_type program'],
  ['shortcut', hex('4c0000000114020000000000'), 'unsupported_type other'],
  ['nothing', Buffer.alloc(0), 'empty empty'],
  ['one byte', Buffer.from([0xff]), 'unsupported_type other'],
  ['cut TIFF', Buffer.from('49492a00', 'hex'), 'tiff'],
  ['cut ftyp', Buffer.from('\0\0\0\x18ftyp', 'latin1'), 'unsupported_type other'],
];

describe('recognition by content', () => {
  it.each(rows)('[MED-3] %s', (_name, head, expected) => {
    expect(said(head)).toBe(expected);
  });

  it.each(['NEF', 'nrw', 'ARW', 'sr2', 'pef', 'srw', '3fr', 'erf'])(
    '[MED-3] a TIFF named .%s is RAW',
    (ext) => {
      expect(said(rawWith([], 1), `DSC_0001.${ext}`)).toBe('raw');
    },
  );

  it('[MED-3] believes the content, not the name', () => {
    expect(said(hex('ffd8ffe0'), 'holiday.pdf')).toBe('jpeg');
    expect(said(text('%PDF-1.7'), 'holiday.jpg')).toBe('pdf PDF');
    expect(said(text('MZ'), 'IMG_0001.JPG')).toBe('unsupported_type program');
    expect(said(hex('ffd8ffe0'), 'DSC_0001.NEF')).toBe('jpeg');
    expect(said(hex(TIFF), 'scan.nef.tif')).toBe('tiff');
  });
});
