import type { FeeKind } from '../../../../shared/domain/catalogue.ts';
import type { ConsentChannel, ConsentPurpose } from '../../../../shared/domain/consent.ts';
import type { Fit } from '../../../../shared/domain/crop.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { Cents, PercentHundredths } from '../../../../shared/domain/money.ts';
import type { PaymentState } from '../../../../shared/domain/payment.ts';
import type { ShopDay, TimeMs } from '../../../../shared/domain/time.ts';

/** Who prints and who answers for the data; texts in the ticket's language. */
export interface TicketStore {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  /** Such as `P.–Pk. 9:00–19:00`, one line each. */
  readonly openingHours: readonly string[];
  readonly controller: string;
  readonly privacyContact: string;
}

export interface TicketProductLine {
  readonly format: string;
  readonly paper: string;
  /** Null where the product is cut in no way of its own. */
  readonly fit: Fit | null;
  readonly copies: number;
  readonly unit: Cents;
  readonly sum: Cents;
  /** The quantity break reached; 1 is the basic price. */
  readonly breakFrom: number;
}

export type TicketExtraLine =
  | { readonly kind: 'minimum'; readonly sum: Cents }
  | { readonly kind: 'fee'; readonly fee: FeeKind; readonly sum: Cents }
  | { readonly kind: 'discount'; readonly reason: string; readonly sum: Cents };

/** An order as the paper needs it: stored amounts, contact already masked, no photo and no file name. */
export interface TicketOrderView {
  /** The customer's language. */
  readonly locale: Locale;
  readonly store: TicketStore;
  readonly placedAt: TimeMs;
  /** Such as `K-27`. */
  readonly number: string;
  /** The 15 characters of formats.md 13. */
  readonly barcode: string;
  /** Of an anonymous order only. */
  readonly claimCode: string | null;
  /** Address of the status page with its random token; also the way to withdraw a consent. */
  readonly statusUrl: string | null;
  readonly lines: readonly TicketProductLine[];
  readonly extras: readonly TicketExtraLine[];
  readonly total: Cents;
  /** As stored: one entry per rate. */
  readonly vat: readonly { readonly rate: PercentHundredths; readonly vat: Cents }[];
  readonly payment: {
    readonly state: PaymentState;
    readonly due: Cents;
    readonly tillReceipt: string | null;
  };
  readonly dueAt: TimeMs | null;
  /** Where to collect, when it is not the store that prints. */
  readonly collectAt: string | null;
  readonly contactMasked: string | null;
  /** Only those given. */
  readonly consents: readonly `${ConsentPurpose}.${ConsentChannel}`[];
  /** The proof and the way back of those consents; null when none were given. */
  readonly consentReceipt: TicketConsentReceipt | null;
  readonly deletion: TicketDeletion;
  readonly copyOf: TicketCopy | null;
}

export interface TicketConsentReceipt {
  readonly recordIds: readonly string[];
  /** `ACDE-FHJK-LMNP` */
  readonly code: string;
  /** What the QR code of the withdrawal holds: no person, no number. */
  readonly qr: string;
  readonly controller: { readonly name: string; readonly regNo: string; readonly address: string };
}

/** Before pick-up the day is not known yet, only the one that counts if nobody comes. */
export type TicketDeletion =
  | { readonly kind: 'on'; readonly day: ShopDay }
  | { readonly kind: 'after'; readonly days: number; readonly uncollectedDay: ShopDay };

/** Marks a reprint: the how many-th, by whom (staff name or initials) and when. */
export interface TicketCopy {
  readonly n: number;
  readonly by: string;
  readonly at: TimeMs;
}
