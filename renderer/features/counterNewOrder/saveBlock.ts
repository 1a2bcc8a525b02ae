import type { CopyState } from '../../../shared/contract/media.ts';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { ContactForm } from '../../../shared/contract/drafts.ts';
import { contactProblems } from './contactForm.ts';
import type { NewOrderState } from './newOrderState.ts';

/** Why an order cannot be saved yet, in the order in which it is mended. */
export type SaveBlock = 'empty' | 'price' | 'copying' | 'files' | 'way' | 'contact' | 'consent';

export interface SaveFacts {
  readonly draft: Pick<Draft, 'photos' | 'items' | 'price'>;
  readonly copy: Pick<CopyState, 'state' | 'missing' | 'failed'> | null;
  readonly form: ContactForm;
  /** A box is ticked. */
  readonly consented: boolean;
  /** Staff said that the customer answered in person. */
  readonly confirmed: boolean;
}

/** Staff say that the answers are the customer's own, how they were given, and of what age (C-09, C7). */
export const isConfirmed = ({
  confirmed,
  onPaper,
  age,
}: Pick<NewOrderState, 'confirmed' | 'onPaper' | 'age'>): boolean =>
  confirmed && onPaper !== null && age !== null;

/** What stands between a draft and an order. A ticked box without the customer's word stops it (C-09). */
export function saveBlock({ draft, copy, form, consented, confirmed }: SaveFacts): SaveBlock | null {
  if (draft.items.length === 0) return 'empty';
  if (draft.price === null) return 'price';
  if (copy !== null && copy.missing.length + copy.failed.length > 0) return 'files';
  if (draft.photos.some((photo) => !photo.stored)) return 'copying';
  if (form.way === null) return 'way';
  if (Object.keys(contactProblems(form)).length > 0) return 'contact';
  return consented && !confirmed ? 'consent' : null;
}
