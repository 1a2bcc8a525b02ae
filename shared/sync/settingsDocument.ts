import { canonicalJson } from '../domain/canonicalJson.ts';
import { Catalogue } from '../domain/catalogue.ts';
import { missingBlocks, PublishedNotice } from '../domain/notice.ts';
import { StaffList } from '../domain/staffList.ts';
import { startOfShopDay } from '../domain/time.ts';
import { z } from '../domain/z.ts';
import { Signature, StoreCode, Time } from './primitives.ts';

/**
 * What the owner signs (SYN-6). `content` is the exact text of a price list, a notice or a staff list, since sizes may be
 * fractions; its version and the day from which it holds stand in it. `format` keeps the signature from meaning anything else.
 */
export const SettingsDocument = z.strictObject({
  format: z.literal('lete-settings/1'),
  kind: z.enum(['prices', 'notice', 'staff']),
  /** The one store it is for; null for the whole chain. */
  shopId: StoreCode.nullable(),
  signedAt: Time,
  /** By which role, such as `owner`; no name. */
  signedBy: z.string().regex(/^[a-z-]{2,20}$/),
  content: z.string().max(900_000),
});
export type SettingsDocument = z.infer<typeof SettingsDocument>;

/** A document as it travels and is kept: its canonical text, and over that the signature of the settings key. */
export const SignedSettings = z.strictObject({ text: z.string().max(1_000_000), sig: Signature });
export type SignedSettings = z.infer<typeof SignedSettings>;

interface Version extends Omit<SettingsDocument, 'format' | 'kind' | 'content'> {
  /** Names this version everywhere: series and version. */
  readonly id: string;
  /** What it is a version of: `prices`, `staff`, or a notice by its id. */
  readonly series: string;
  /** Grows with the version. */
  readonly ordinal: number;
  /** UTC ms. */
  readonly validFrom: number;
}
export type PricesVersion = Version & { readonly kind: 'prices'; readonly catalogue: Catalogue };
export type NoticeVersion = Version & { readonly kind: 'notice'; readonly notice: PublishedNotice };
export type StaffVersion = Version & { readonly kind: 'staff'; readonly list: StaffList };
export type SettingsVersion = PricesVersion | NoticeVersion | StaffVersion;

/** A part of a notice's version has at most four digits. */
const semverOrdinal = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 10_000 + Number(part), 0);

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What keeps a notice from being shown to people as published; empty for one that can be. */
export const noticeProblems = (notice: PublishedNotice): readonly string[] => {
  const { approvedBy, publishedAt, effectiveAt, expiresAt } = notice;
  return [
    ...missingBlocks(notice).map((block) => `blocks: ${block} is missing`),
    ...(approvedBy[0] === approvedBy[1] ? ['approvedBy: two different people'] : []),
    ...(effectiveAt < publishedAt ? ['effectiveAt: before publishedAt'] : []),
    ...(expiresAt !== null && expiresAt <= effectiveAt ? ['expiresAt: not after effectiveAt'] : []),
  ];
};

const readContent = ({ kind, content, ...said }: SettingsDocument): SettingsVersion | undefined => {
  const { shopId, signedAt, signedBy } = said;
  const about = { shopId, signedAt, signedBy };
  if (kind === 'prices') {
    const { data: catalogue } = Catalogue.safeParse(asJson(content));
    if (catalogue === undefined) return undefined;
    const { version: ordinal, validFrom } = catalogue;
    const id = `prices-${ordinal}`;
    return { ...about, kind, id, series: kind, ordinal, validFrom: startOfShopDay(validFrom), catalogue };
  }
  if (kind === 'staff') {
    const { data: list } = StaffList.safeParse(asJson(content));
    if (list === undefined) return undefined;
    const { version: ordinal } = list;
    // At once: nobody's account is switched on or off by a date.
    return { ...about, kind, id: `staff-${ordinal}`, series: kind, ordinal, validFrom: signedAt, list };
  }
  const { data: notice } = PublishedNotice.safeParse(asJson(content));
  if (notice === undefined || noticeProblems(notice).length > 0) return undefined;
  const { noticeId, version, effectiveAt: validFrom } = notice;
  const series = `notice-${noticeId}`;
  return {
    ...about,
    kind,
    id: `${series}-${version}`,
    series,
    ordinal: semverOrdinal(version),
    validFrom,
    notice,
  };
};

/** The one text of a document, over which its signature is made. */
export const settingsText = (said: Omit<SettingsDocument, 'format'>): string =>
  canonicalJson({ format: 'lete-settings/1', ...said } satisfies SettingsDocument);

/**
 * Reads a version that came from elsewhere. `refused`: not signed by the key that `isOwners` knows, or not the one text
 * of what it says; `unread`: signed, but of a shape that this version of Lete does not know.
 */
export const readSettings = (
  { text, sig }: SignedSettings,
  isOwners: (text: string, sig: string) => boolean,
): SettingsVersion | 'refused' | 'unread' => {
  if (!isOwners(text, sig)) return 'refused';
  const { data } = SettingsDocument.safeParse(asJson(text));
  if (data === undefined) return 'unread';
  if (settingsText(data) !== text) return 'refused';
  return readContent(data) ?? 'unread';
};
