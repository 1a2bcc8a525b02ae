import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../../../shared/domain/i18n.ts';
import { parseOrderBarcode } from '../../../../shared/domain/orderNumber.ts';
import { counterReceipt, envelopeSlip, errorTicket, kioskTicket } from './buildTickets.ts';
import { drawBlocks } from './drawTicket.ts';
import { CODE_PAGES, type HeadWidth, type PrinterProfile, safeProfile } from './printerProfile.ts';
import { printerTestPage } from './printerTest.ts';
import { renderTicket, renderTicketPng } from './renderTicket.ts';
import type { TicketDocument } from './ticketDocument.ts';
import type { TicketOrderView } from './ticketOrderView.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const GOLDEN = join(ROOT, 'tests/fixtures/golden/escpos');
const FONTS = ['latin', 'latin-ext', 'cyrillic'].map((part) =>
  join(ROOT, `resources/fonts/inter-${part}-wght-normal.woff2`),
);
const WIDTHS = [576, 512, 384] as const satisfies readonly HeadWidth[];
const ORDERS = JSON.parse(readFileSync(join(GOLDEN, 'orders.json'), 'utf8')) as Record<
  Locale,
  TicketOrderView
>;
const COPY = { n: 1, by: 'A. B.', at: ORDERS.lv.placedAt + 3_600_000 };

const DOCUMENTS: Readonly<Record<string, (order: TicketOrderView) => TicketDocument>> = {
  kiosk: kioskTicket,
  counter: (order) =>
    counterReceipt(
      { ...order, payment: { state: 'paid', due: 0, tillReceipt: '0815' }, copyOf: COPY },
      false,
    ),
  slip: (order) => envelopeSlip({ ...ORDERS.lv, locale: order.locale }),
  anonymous: (order) =>
    kioskTicket({
      ...order,
      claimCode: 'ACD346',
      contactMasked: null,
      consents: [],
      consentReceipt: null,
      statusUrl: null,
    }),
  test: (order) => printerTestPage(order.locale, order.placedAt),
};

/** Numbers of current Epson models. */
const EPSON = { cp437: 0, cp775: 33, windows1257: 51, cp866: 17, windows1251: 46 } as const;

function profileOf(widthDots: HeadWidth, mode: 'text' | 'raster'): PrinterProfile {
  const codes = { code128: widthDots > 384, qr: true };
  return { ...safeProfile(widthDots), commands: codes, codePages: EPSON, textConfirmed: mode === 'text' };
}

const CASES = Object.keys(DOCUMENTS).flatMap((name) =>
  LOCALES.flatMap((locale) => WIDTHS.map((width) => ({ name, locale, width }))),
);

function bytesOf(name: string, locale: Locale, width: HeadWidth, mode: 'text' | 'raster'): Uint8Array {
  const build = DOCUMENTS[name];
  if (build === undefined) throw new Error(name);
  return renderTicket(build(ORDERS[locale]), profileOf(width, mode), FONTS);
}

describe('tickets as ESC/POS, golden', () => {
  const texts = CASES.filter(({ name }) => name !== 'test');

  it.each(texts)('[TIC-4] text: $name $locale $width', ({ name, locale, width }) => {
    const golden = readFileSync(join(GOLDEN, 'text', `${name}-${locale}-${width}.bin`));
    expect(Buffer.from(bytesOf(name, locale, width, 'text')).equals(golden)).toBe(true);
  });

  const hashes = JSON.parse(readFileSync(join(GOLDEN, 'raster.json'), 'utf8')) as Record<string, string>;

  it.each(CASES)('[TIC-4] raster: $name $locale $width', ({ name, locale, width }) => {
    const bytes = bytesOf(name, locale, width, 'raster');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hashes[`${name}-${locale}-${width}`]);
  });

  it('text golden files hold, read back by other code, the words of the ticket', () => {
    const read = (file: string, page: string) =>
      new TextDecoder(page).decode(readFileSync(join(GOLDEN, 'text', file)));
    const lv = read('kiosk-lv-576.bin', 'windows-1257');
    expect(lv).toContain('Brīvības iela 100, Rīga');
    expect(lv).toContain('13,20 €');
    const ru = read('kiosk-ru-512.bin', 'windows-1251');
    expect(ru).toContain('ул. Бривибас 100, Рига');
    expect(ru).toContain('13,20 €');
    expect(read('counter-lv-576.bin', 'windows-1257')).toMatch(
      /KOPIJA 1[^]*Izdrukāja: A\. B\., 22\.11\.2026 15:05/,
    );
  });
});

/** Reads a stream back: bitmaps and everything between them, as a printer would. */
function parse(bytes: Uint8Array) {
  const bands: { widthBytes: number; rows: number; bits: Uint8Array }[] = [];
  const others: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i] === 0x1d && bytes[i + 1] === 0x76 && bytes[i + 2] === 0x30 && bytes[i + 3] === 0) {
      const widthBytes = (bytes[i + 4] ?? 0) + 256 * (bytes[i + 5] ?? 0);
      const rows = (bytes[i + 6] ?? 0) + 256 * (bytes[i + 7] ?? 0);
      const end = i + 8 + widthBytes * rows;
      bands.push({ widthBytes, rows, bits: bytes.subarray(i + 8, end) });
      i = end;
    } else {
      others.push(bytes[i] ?? 0);
      i += 1;
    }
  }
  return { bands, others };
}

const hex = (bytes: readonly number[] | Uint8Array) => Buffer.from(bytes).toString('hex');

describe('raster framing', () => {
  it.each(WIDTHS)(
    'draws at the width of a %i dot head, in bands of at most 128 lines, then cuts',
    (width) => {
      const document = kioskTicket(ORDERS.lv);
      const { bands, others } = parse(renderTicket(document, safeProfile(width), FONTS));
      for (const band of bands) {
        expect(band.widthBytes).toBe(width / 8);
        expect(band.rows).toBeLessThanOrEqual(128);
        expect(band.bits.length).toBe(band.widthBytes * band.rows);
      }
      expect(bands.slice(0, -1).every((band) => band.rows === 128)).toBe(true);
      expect(hex(others)).toBe('1b401c2e1b4d001d564210');
      if (width === 384) return;
      const drawn = drawBlocks(document.blocks, width, FONTS);
      expect(Buffer.concat(bands.map((band) => band.bits)).equals(Buffer.from(drawn.bits))).toBe(true);
    },
  );

  it('[TIC-1] leaves barcode and QR to a printer that has them, byte for byte', () => {
    const { others } = parse(renderTicket(kioskTicket(ORDERS.lv), profileOf(576, 'raster'), FONTS));
    const code = `1d68501d77021d48021d6b49117b42${Buffer.from('L01261122K0027J').toString('hex')}`;
    const url = Buffer.from(ORDERS.lv.statusUrl ?? '');
    const length = (url.length + 3).toString(16).padStart(2, '0');
    expect(hex(others)).toContain(`1b6101${code}`);
    expect(hex(others)).toContain(
      `1d286b0400314132001d286b03003143061d286b03003145311d286b${length}00315030${url.toString('hex')}1d286b0300315130`,
    );
  });

  it('sends a QR of 200 bytes with its length in two bytes', () => {
    const statusUrl = `https://example.org/${'x'.repeat(180)}`;
    const { others } = parse(
      renderTicket(kioskTicket({ ...ORDERS.lv, statusUrl }), profileOf(384, 'raster'), FONTS),
    );
    expect(hex(others)).toContain(`1d286bcb00315030${Buffer.from(statusUrl).toString('hex')}`);
    const long = `${statusUrl}${'y'.repeat(100)}`;
    const more = parse(
      renderTicket(kioskTicket({ ...ORDERS.lv, statusUrl: long }), profileOf(384, 'raster'), FONTS),
    );
    expect(hex(more.others)).toContain('1d286b2f01315030');
  });

  it('prints no bars on 58 mm paper, but the characters and the QR', () => {
    const bytes = renderTicket(kioskTicket(ORDERS.lv), { ...profileOf(384, 'text') }, FONTS);
    expect(hex(bytes)).not.toContain('1d6b49');
    expect(Buffer.from(bytes).toString('latin1')).toContain('L01261122K0027J');
  });

  it('cuts as the profile says', () => {
    const tail = (cut: PrinterProfile['cut']) =>
      hex(renderTicket(envelopeSlip(ORDERS.lv), { ...safeProfile(384), cut }, FONTS).slice(-7));
    expect(tail('full')).toBe('0a0a0a0a1d5600');
    expect(tail('partial')).toMatch(/1d564210$/);
    expect(tail('none')).toMatch(/0a0a0a0a$/);
  });
});

describe('when text mode is used', () => {
  const isRaster = (bytes: Uint8Array) => parse(bytes).bands.length > 0;
  const render = (order: TicketOrderView, change: Partial<PrinterProfile> = {}) =>
    renderTicket(kioskTicket(order), { ...profileOf(576, 'text'), ...change }, FONTS);

  it('[TIC-4] raster unless staff confirmed the page and one page holds every letter', () => {
    expect(isRaster(render(ORDERS.lv))).toBe(false);
    expect(isRaster(render(ORDERS.lv, { textConfirmed: false }))).toBe(true);
    expect(isRaster(render(ORDERS.lv, { codePages: { cp437: 0, cp866: 17, windows1251: 46 } }))).toBe(true);
    expect(isRaster(render(ORDERS.ru, { codePages: { cp437: 0, cp775: 33, windows1257: 51 } }))).toBe(true);
    expect(isRaster(render({ ...ORDERS.ru, store: ORDERS.lv.store }))).toBe(true);
  });

  it.each([
    ['cp775', 'lv', 'EUR'],
    ['windows1257', 'lv', '\x80'],
    ['cp866', 'ru', 'EUR'],
    ['windows1251', 'ru', '\x88'],
  ] as const)('[TIC-4] %s writes € as it can', (page, locale, euro) => {
    const bytes = render(ORDERS[locale], { codePages: { [page]: EPSON[page] } });
    const text = Buffer.from(bytes).toString('latin1');
    expect(hex(bytes)).toContain(`1b74${EPSON[page].toString(16).padStart(2, '0')}`);
    expect(text).toContain(`13,20 ${euro}`);
    expect(text).not.toContain('?');
  });

  it.each(CODE_PAGES)('[TIC-4] the test page shows every letter of %s in its own bytes', (page) => {
    const golden = readFileSync(join(GOLDEN, 'codepages', `${page}.bin`));
    const profile = { ...safeProfile(576), codePages: { [page]: EPSON[page] } };
    const bytes = Buffer.from(renderTicket(printerTestPage('lv', ORDERS.lv.placedAt), profile, FONTS));
    expect(bytes.includes(golden)).toBe(true);
  });
});

describe('what a ticket says', () => {
  const wordsOf = (document: TicketDocument) => JSON.stringify(document.blocks);

  it('[TIC-1] number, barcode and QR are on the ticket, and the QR holds no number', () => {
    const { blocks } = kioskTicket(ORDERS.lv);
    expect(blocks).toContainEqual({ kind: 'number', text: 'K-27' });
    const barcode = blocks.find((block) => block.kind === 'code128');
    expect(parseOrderBarcode(barcode?.data ?? '', '01' as never).kind).toBe('ownStore');
    expect(JSON.stringify(blocks.filter((block) => block.kind === 'qr'))).not.toMatch(/K-27|L0126/);
  });

  it.each(LOCALES)('[PAY-2] every receipt says that it is not fiscal, paid or not: %s', (locale) => {
    const sentence = {
      lv: 'Šis nav fiskālais čeks.',
      en: 'This is not a fiscal receipt.',
      ru: 'Это не фискальный чек.',
    };
    for (const build of [kioskTicket, (order: TicketOrderView) => counterReceipt(order, false)]) {
      for (const state of ['unpaid', 'part', 'paid', 'overpaid'] as const) {
        const order = { ...ORDERS[locale], payment: { state, due: 1, tillReceipt: null } };
        expect(wordsOf(build(order))).toContain(sentence[locale]);
      }
    }
  });

  it.each(LOCALES)('[TIC-3] a reprint carries KOPIJA with number, who and when: %s', (locale) => {
    for (const build of [
      kioskTicket,
      envelopeSlip,
      (order: TicketOrderView) => counterReceipt(order, true),
    ]) {
      expect(wordsOf(build(ORDERS[locale]))).not.toContain('KOPIJA');
      const stamp = build({ ...ORDERS[locale], copyOf: { ...COPY, n: 3 } }).blocks[0];
      expect(stamp).toMatchObject({ kind: 'stamp', text: expect.stringContaining('KOPIJA 3') });
      expect(JSON.stringify(stamp)).toMatch(/A\. B\., 22( Nov |\.11\.)2026 15:05/);
    }
  });

  it('the slip shows neither money nor contact', () => {
    const words = wordsOf(envelopeSlip(ORDERS.lv));
    expect(words).not.toContain('€');
    expect(words).not.toContain('456');
    expect(words).toContain('24\u00A0gab.');
  });

  it('the counter receipt leaves consents out unless asked', () => {
    expect(wordsOf(counterReceipt(ORDERS.lv, false))).not.toContain('Īpašie piedāvājumi');
    expect(wordsOf(counterReceipt(ORDERS.lv, true))).toContain('Īpašie piedāvājumi');
  });

  it('[C8, CON-4] is the receipt of the consents: records, controller, authority, and the code to take them back as text and QR', () => {
    for (const locale of LOCALES) {
      const { blocks } = kioskTicket(ORDERS[locale]);
      const words = wordsOf(kioskTicket(ORDERS[locale]));
      for (const said of [
        '01KAR5Z5M0E7R9T3Q8W2Y4N6PA',
        'ACDE-FHJK-LMNP',
        '40000000000',
        'www.dvi.gov.lv',
        'dati@example.org',
      ])
        expect(words).toContain(said);
      const codes = blocks.flatMap((block) => (block.kind === 'qr' ? [block.data] : []));
      expect(codes).toHaveLength(2);
      // Good for one thing only: neither number nor person, and not the address of the order.
      expect(codes[0]).toBe('https://fotolukss.lv/s/w/ACDEFHJKLMNP');
      expect(codes[0]).not.toContain(ORDERS[locale].number);
      const without = kioskTicket({ ...ORDERS[locale], consents: [], consentReceipt: null });
      expect(wordsOf(without)).not.toContain('ACDE');
    }
  });

  it('the error ticket says where the kiosk stopped and what to do', () => {
    const view = {
      locale: 'lv',
      store: ORDERS.lv.store,
      at: ORDERS.lv.placedAt,
      step: 'Izmērs',
      number: null,
    } as const;
    expect(wordsOf(errorTicket(view))).toMatch(/Solis: Izmērs.*nāciet ar šo talonu pie letes/);
    expect(errorTicket({ ...view, number: 'K-27' }).blocks).toContainEqual({ kind: 'number', text: 'K-27' });
  });

  it('the picture is the paper: a PNG as wide as the head', () => {
    const png = Buffer.from(renderTicketPng(kioskTicket(ORDERS.lv), 512, FONTS));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(512);
  });

  it('refuses a font it cannot load instead of printing with another', () => {
    expect(() => renderTicketPng(kioskTicket(ORDERS.lv), 576, ['/no/such/font.woff2'])).toThrow('font');
  });
});
