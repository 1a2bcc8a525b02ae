import { isDeepStrictEqual } from 'node:util';
import type { ContactForm, DraftItem } from '../../../../shared/contract/drafts.ts';
import type { Caller } from '../../../../shared/contract/define.ts';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import { type Catalogue, indexProduct, isSoldFor } from '../../../../shared/domain/catalogue.ts';
import { onIndex } from '../../../../shared/domain/indexPrint.ts';
import { Contact } from '../../../../shared/domain/contact.ts';
import type { DraftItemRecord } from './draftPhotos.store.ts';
import type { Common, DraftRecord } from './drafts.store.ts';

export const MAX_PHOTOS = 2000;

const FAVOURITE = { format: '10x15', paper: 'gloss' } as const;

/** What every photo gets until the customer says otherwise: the usual print, or the list's first product. */
export const firstCommon = (catalogue: Catalogue, channel: 'kiosk' | 'counter'): Common | null => {
  const sold = catalogue.products.filter((product) => isSoldFor(catalogue, channel, product));
  const usual =
    sold.find(({ format, paper }) => format === FAVOURITE.format && paper === FAVOURITE.paper) ?? sold[0];
  return usual ? { format: usual.format, paper: usual.paper, copies: 1, fit: 'fill' } : null;
};

/** Whether this caller may work on this draft: a customer on the running visit, staff on theirs and on taken-over ones. */
export const mayUse = (caller: Pick<Caller, 'role'>, draft: DraftRecord | undefined): ErrorCode | null => {
  if (!draft) return caller.role === 'customer' ? 'VISIT_ENDED' : 'NOT_FOUND';
  if (caller.role === 'customer') {
    if (draft.source !== 'kiosk') return 'FORBIDDEN';
    return draft.takenOver ? 'DRAFT_TAKEN_OVER' : null;
  }
  return draft.source === 'counter' || draft.takenOver ? null : 'FORBIDDEN';
};

/** What is priced and placed of a draft: its items, and each photo once more on the index print if one is wished. */
export const withIndex = (
  catalogue: Catalogue,
  { source, indexPrint }: Pick<DraftRecord, 'source' | 'indexPrint'>,
  items: readonly DraftItemRecord[],
): readonly DraftItemRecord[] => {
  const product = indexPrint ? indexProduct(catalogue, source) : undefined;
  return product ? [...items, ...onIndex(items, product)] : items;
};

/**
 * "All the same" (PIC-2): what each photo has afterwards. Without `overwrite` photos with an exception keep it.
 * A cut is kept only where the format, and with it the frame, stays.
 */
export const allTheSame = (
  photoIds: readonly DraftItem['photoId'][],
  items: readonly DraftItemRecord[],
  common: Common,
  overwrite: boolean,
): readonly DraftItemRecord[] =>
  photoIds.flatMap((photoId) => {
    const own = items.filter((item) => item.photoId === photoId);
    if (!overwrite && own.some((item) => item.exception)) return own;
    const before = own.find((item) => item.format === common.format && item.fit === common.fit) ?? own[0];
    const sameFrame = before?.format === common.format && before.fit === common.fit;
    return [
      {
        photoId,
        ...common,
        crop: sameFrame ? before.crop : null,
        rotation: before?.rotation ?? 0,
        mirror: before?.mirror ?? false,
        ...(before?.adjust ? { adjust: before.adjust } : {}),
        exception: false,
      },
    ];
  });

/**
 * Whether an item put by hand is an exception from then on (PIC-2). Corrections alone make none: they follow their
 * photo through every size.
 */
export const isException = (before: DraftItemRecord | undefined, item: DraftItem): boolean => {
  if (before === undefined) return true;
  const { exception, ...was } = before;
  return exception || !isDeepStrictEqual({ ...was, adjust: item.adjust }, { ...item, adjust: item.adjust });
};

/** The contact that the form amounts to, or why it is none yet. Fields the way does not need are left out. */
export const contactOf = (form: ContactForm): Contact | 'CONTACT_INVALID' | 'ADDRESS_NEEDED' => {
  if (form.way === null) return 'CONTACT_INVALID';
  if (form.way === 'none') return form.delivery === 'store' ? { way: 'none' } : 'ADDRESS_NEEDED';
  const address =
    form.delivery === 'address' ? { street: form.street, town: form.town, postcode: form.postcode } : null;
  const name = form.name.trim() === '' ? null : form.name;
  const own = form.way === 'email' ? { way: 'email', email: form.email } : { way: 'sms', phone: form.phone };
  const parsed = Contact.safeParse({ ...own, name, address });
  if (parsed.success) return parsed.data;
  const onlyAddress = parsed.error.issues.every(({ path }) => path[0] === 'address');
  return onlyAddress ? 'ADDRESS_NEEDED' : 'CONTACT_INVALID';
};

/** Whether an interrupted visit goes on at its step: only when the app is back in time, by a clock that did not go back. */
export const resumes = (touchedAt: number, now: number, withinMs: number): boolean =>
  now >= touchedAt && now - touchedAt <= withinMs;
