import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noisy } from '../../tests/fixtures/photos/makePhotos.ts';
import { phoneSpellings } from '../lib/pages/spellings.mjs';

const PHONE = '27731946';
const FILE = 'Kanarijzvirbulis';
const EXIF = 'Žvadzdadzītes slēptuve';
const IPTC = 'Iptcvadzdadzene';
const XMP = 'Xmpķiploklauva';
const PHOTOS = 6;
/** So that the copying of one takes long enough to be interrupted. */
const BALLAST = 8 * 1024 * 1024;

/** A made-up person with values that occur nowhere else. */
export const CANARY = {
  contact: {
    way: 'email',
    delivery: 'address',
    email: 'zdanulke.kverpj@qvertimane.lv',
    phone: PHONE,
    name: 'Ždanuļķe Kvērpjvīte',
    street: 'Kvokšķupurvu 77',
    town: 'Zvirgzdukrogs',
    postcode: 'LV-1099',
  },
  isHers: (name) => name.startsWith(FILE),
};

/** Everything by which she could be found again. */
export const CANARY_VALUES = {
  name: [CANARY.contact.name],
  email: [CANARY.contact.email],
  phone: phoneSpellings(PHONE),
  street: [CANARY.contact.street],
  town: [CANARY.contact.town],
  'file name': [FILE],
  'EXIF text': [EXIF],
  'IPTC text': [IPTC],
  'XMP text': [XMP],
};

/** Somebody whose order stands: found before and after, or the scan sees nothing. */
export const NEIGHBOUR = {
  contact: {
    ...CANARY.contact,
    delivery: 'store',
    email: 'keizarsene@berzlapa.lv',
    phone: '',
    name: 'Bērzlapa Ķeizarsēne',
    street: '',
    town: '',
    postcode: '',
  },
  isHers: (name) => name === 'kaimine.jpg',
};
export const NEIGHBOUR_VALUES = { neighbour: [NEIGHBOUR.contact.name] };

/** A folder that stands for a card, with the photos of both. */
export async function makeCard(folder) {
  mkdirSync(folder, { recursive: true });
  const plain = () => noisy(900, 600).jpeg({ quality: 90 });
  writeFileSync(join(folder, 'kaimine.jpg'), await plain().toBuffer());
  const tagged = plain()
    .withExif({ IFD0: { ImageDescription: EXIF, Artist: EXIF } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><r>${XMP}</r></x:xmpmeta>`);
  const jpeg = withIptc(await tagged.toBuffer());
  for (let n = 1; n <= PHOTOS; n += 1)
    writeFileSync(join(folder, `${FILE}_${n}.jpg`), Buffer.concat([jpeg, randomBytes(BALLAST)]));
}

/** Puts a caption after the start of a JPEG, as picture editors write it (application segment 13). */
function withIptc(jpeg) {
  const caption = Buffer.from(IPTC);
  const record = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, caption.length]), caption]);
  const padded = record.length % 2 === 0 ? record : Buffer.concat([record, Buffer.alloc(1)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(record.length);
  const resource = Buffer.concat([Buffer.from('8BIM'), Buffer.from([4, 4, 0, 0]), size, padded]);
  const body = Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xed]), length, body, jpeg.subarray(2)]);
}
