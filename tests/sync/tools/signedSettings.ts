import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalogue, type Catalogue } from '../../../shared/domain/catalogue.ts';
import { PublishedNotice } from '../../../shared/domain/notice.ts';
import {
  settingsText,
  type SettingsDocument,
  type SignedSettings,
} from '../../../shared/sync/settingsDocument.ts';
import { type Signer, signerOf } from '../../../central/keys/ed25519.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const read = (file: string): unknown => JSON.parse(readFileSync(join(RESOURCES, file), 'utf8'));

/** The key that the owner holds, and one that somebody else made. */
export const OWNER: Signer = signerOf(Buffer.alloc(32, 7));
export const STRANGER: Signer = signerOf(Buffer.alloc(32, 8));

/** The list that ships in another version, each first price one cent dearer per version. */
export const priceList = (version: number, more: Partial<Catalogue> = {}): Catalogue => {
  const shipped = parseCatalogue(read('catalogue/demo.json'));
  if (!shipped.ok) throw new Error('the list that ships is none');
  const products = shipped.catalogue.products.map((product) => ({
    ...product,
    breaks: product.breaks.map((step, i) => (i === 0 ? { ...step, unit: step.unit + version } : step)),
  }));
  return { ...shipped.catalogue, products, version, ...more };
};

/** The notice that ships in another version, as the company would publish it. */
export const notice = (version: string, more: Partial<PublishedNotice> = {}): PublishedNotice => ({
  ...PublishedNotice.parse(read('notices/sample.json')),
  sample: false,
  version,
  ...more,
});

type Said = Partial<Pick<SettingsDocument, 'shopId' | 'signedAt' | 'signedBy'>>;

const sign = (
  signer: Signer,
  kind: SettingsDocument['kind'],
  content: unknown,
  said: Said,
): SignedSettings => {
  const text = settingsText({
    kind,
    shopId: null,
    signedAt: Date.UTC(2026, 10, 30, 8),
    signedBy: 'owner',
    content: JSON.stringify(content),
    ...said,
  });
  return { text, sig: signer.sign(text) };
};

export const signedPrices = (list: Catalogue, said: Said = {}, signer = OWNER): SignedSettings =>
  sign(signer, 'prices', list, said);
export const signedNotice = (text: PublishedNotice, said: Said = {}, signer = OWNER): SignedSettings =>
  sign(signer, 'notice', text, said);
