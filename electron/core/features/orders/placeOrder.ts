import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { Contact, Delivery } from '../../../../shared/domain/contact.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { FileId, OrderId, PhotoId, SubjectRef } from '../../../../shared/domain/ids.ts';
import type { Discount, OrderPrice } from '../../../../shared/domain/pricing.ts';
import type { ShopDay, TimeMs } from '../../../../shared/domain/time.ts';
import type { Tx } from '../../call/context.ts';

/** One photo of a draft whose original is stored and proved. Sides of the upright image in pixels. */
export interface PhotoToPlace {
  readonly photoId: PhotoId;
  readonly name: string;
  readonly fileId: FileId;
  readonly sha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** A finished draft. The caller has checked price, notice, contact and that every original is stored. */
export interface OrderToPlace {
  /** The draft's id becomes the order's. */
  readonly orderId: OrderId;
  readonly source: 'kiosk' | 'counter';
  readonly locale: Locale;
  readonly contact: Contact;
  readonly delivery: Delivery;
  readonly express: boolean;
  readonly discount: Discount | null;
  readonly price: OrderPrice;
  readonly noticeVersion: string;
  readonly photos: readonly PhotoToPlace[];
  readonly items: readonly DraftItem[];
  /** The order this one is a later change or remake of (ORD-3). */
  readonly linkedTo: OrderId | null;
}

export interface PlacedOrder {
  readonly orderId: OrderId;
  /** Such as `K-27`. */
  readonly number: string;
  readonly total: number;
  /** Of an anonymous order only. */
  readonly claimCode: string | null;
  readonly statusUrl: string;
  readonly keepUntil: ShopDay;
  readonly dueAt: TimeMs;
  /** Pseudonym under which the consents of this order are written; null for an anonymous order. */
  readonly subjectRef: SubjectRef | null;
}

/** Makes an order of a finished draft, with its number, in the caller's transaction. */
export type PlaceOrder = (tx: Tx, settings: Settings, order: OrderToPlace) => PlacedOrder;
