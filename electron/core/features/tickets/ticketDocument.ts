import type { Locale } from '../../../../shared/domain/i18n.ts';

export const TICKET_KINDS = [
  'kiosk-ticket',
  'counter-receipt',
  'envelope-slip',
  'error-ticket',
  'printer-test',
  'notice',
  'privacy-request',
] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export type TextSize = 'small' | 'normal' | 'large';

/** What a ticket is made of; it knows neither paper nor printer. */
export type TicketBlock =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center';
      readonly size: TextSize;
      readonly bold: boolean;
    }
  /** The order number, as large as the paper allows. */
  | { readonly kind: 'number'; readonly text: string }
  /** Left and right on one line, such as a product and its sum. */
  | {
      readonly kind: 'row';
      readonly left: string;
      readonly right: string;
      readonly size: TextSize;
      readonly bold: boolean;
    }
  /** White on black: nobody overlooks it. */
  | { readonly kind: 'banner'; readonly text: string }
  /** Framed, for marks such as `KOPIJA 1`. */
  | { readonly kind: 'stamp'; readonly text: string; readonly detail: string }
  | { readonly kind: 'code128'; readonly data: string }
  | { readonly kind: 'qr'; readonly data: string; readonly caption: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'cut' };

export interface TicketDocument {
  readonly kind: TicketKind;
  readonly locale: Locale;
  readonly blocks: readonly TicketBlock[];
}

interface TextStyle {
  readonly align?: 'left' | 'center';
  readonly size?: TextSize;
  readonly bold?: boolean;
}

export function text(
  value: string,
  { align = 'left', size = 'normal', bold = false }: TextStyle = {},
): TicketBlock {
  return { kind: 'text', text: value, align, size, bold };
}

export function row(
  left: string,
  right: string,
  { size = 'normal', bold = false }: TextStyle = {},
): TicketBlock {
  return { kind: 'row', left, right, size, bold };
}
