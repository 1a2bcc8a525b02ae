import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCatalogue, type Catalogue } from '../../../shared/domain/catalogue.ts';
import { PublishedNotice } from '../../../shared/domain/notice.ts';
import type { ListedPerson, ListedPin, StaffList } from '../../../shared/domain/staffList.ts';
import { hashPin } from '../../../shared/sync/pin/pin.ts';
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

/** What stands for a PIN that nobody types in the test. */
export const somePin = (seed: number): ListedPin => ({
  salt: Buffer.alloc(16, seed).toString('base64'),
  hash: Buffer.alloc(32, seed).toString('base64'),
});

/** A PIN as the owner puts it into a list. */
export const listedPin = async (pin: string): Promise<ListedPin> => {
  const { salt, hash } = await hashPin(pin);
  return { salt: Buffer.from(salt).toString('base64'), hash: Buffer.from(hash).toString('base64') };
};

/** Made-up people; Baiba manages. */
export const BAIBA: ListedPerson = {
  staffId: '01JDZS0000000000000000000B' as never,
  name: 'Baiba',
  role: 'manager',
  pin: somePin(1),
};
export const EDGARS: ListedPerson = {
  staffId: '01JDZS0000000000000000000E' as never,
  name: 'Edgars',
  role: 'staff',
  pin: somePin(2),
};
export const ZANE: ListedPerson = {
  staffId: '01JDZS0000000000000000000Z' as never,
  name: 'Zane',
  role: 'staff',
  pin: null,
};

export const staffList = (version: number, ...others: readonly ListedPerson[]): StaffList => ({
  version,
  people: [BAIBA, ...others],
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
export const signedStaff = (list: StaffList, said: Said = {}, signer = OWNER): SignedSettings =>
  sign(signer, 'staff', list, said);
