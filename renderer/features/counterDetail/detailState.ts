import type { Answer } from '../../../shared/contract/answer.ts';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import type { DraftId, JobId, OrderId, PhotoId } from '../../../shared/domain/ids.ts';
import type { OrderStatus } from '../../../shared/domain/orderStatus.ts';
import type { Api, Asked } from '../../app/api.ts';
import type { DetailDialog, ReasonFor } from './dialogs.ts';
import type { createPhotoLoader } from './photoLoader.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly ref: string;
}

/** What the window says in a toast; whoever owns the texts makes the sentence. */
export type DetailMessage =
  | {
      readonly kind: 'status';
      readonly number: string;
      readonly to: OrderStatus;
      readonly undo: () => void;
    }
  | { readonly kind: 'reminded'; readonly number: string; readonly undo: () => void }
  | {
      readonly kind: 'undone' | 'called' | 'paid' | 'corrected' | 'saved' | 'amended' | 'filesDeleted';
      readonly number: string;
    }
  | { readonly kind: 'printed'; readonly number: string; readonly copy: number };

export interface Photos {
  readonly opened: boolean;
  /** Address by photo; null is a photo that cannot be shown. */
  readonly pictures: Readonly<Record<PhotoId, string | null>>;
  readonly loupe: { readonly src: string; readonly name: string } | null;
}

type Ticket = Asked<'tickets:print'>['kind'];

/** What is done to an order at once, without a form. */
export interface Changes {
  /** Changes the status; answers whether it happened. */
  readonly changeTo: (to: OrderStatus, reason: string | null) => Promise<boolean>;
  /** Writes down that the customer was reached (PUP-4). */
  readonly recordReminder: () => Promise<void>;
  /** Writes down that the customer was called whose message came back (NOT-3). */
  readonly recordCall: (messageId: string) => Promise<void>;
  /** A linked order with the same photos; the window goes on with its draft. */
  readonly startLinked: () => Promise<void>;
  readonly undo: (orderId: OrderId, historyId: number) => Promise<void>;
  /** Takes back the latest change of this window, whatever order is on screen. */
  readonly undoLatest: () => Promise<void>;
  readonly print: (kind: Ticket) => Promise<void>;
  readonly reprintLast: () => Promise<void>;
  readonly retryJob: (jobId: JobId) => Promise<void>;
  /** A change made elsewhere, such as the hand-over of CS4, can be taken back by the same key. */
  readonly rememberUndo: (
    orderId: OrderId,
    number: string,
    historyId: number,
    until: number | null,
    to: OrderStatus,
  ) => void;
}

/** Fields of the forms; each form takes its own. */
export type TypedInForm = Readonly<
  Partial<{
    reason: string;
    entry: 'payment' | 'refund';
    amount: string;
    method: 'cash' | 'card';
    tillReceipt: string;
    note: string;
    place: string;
    name: string;
    email: string;
    phone: string;
    address: string;
  }>
>;

/** The forms on an order. What is typed is kept until it is saved or thrown away by hand. */
export interface DialogActions {
  readonly openPayment: () => void;
  readonly openNote: () => void;
  readonly openContact: () => void;
  readonly openEdit: () => void;
  readonly askReason: (purpose: ReasonFor) => void;
  readonly askConfirm: (to: OrderStatus) => void;
  readonly askDeleteFiles: () => void;
  readonly type: (change: TypedInForm) => void;
  readonly setItems: (items: readonly DraftItem[]) => void;
  readonly closeDialog: () => void;
  /** Saves whatever form is open (Ctrl Enter). */
  readonly save: () => Promise<void>;
}

export interface DetailState extends Changes, DialogActions {
  readonly orderId: OrderId | null;
  readonly order: OrderDetail | null;
  readonly failure: Failure | null;
  /** A colleague has it open too. */
  readonly openBy: string | null;
  /** Someone else saved first: what is on screen now is the newest, what was typed is still there. */
  readonly conflict: boolean;
  readonly pending: boolean;
  readonly dialog: DetailDialog | null;
  readonly photos: Photos;
  readonly undoable: { readonly orderId: OrderId; readonly historyId: number; readonly until: number } | null;
  readonly show: (orderId: OrderId | null) => void;
  readonly reload: () => Promise<void>;
  readonly openPhotos: () => Promise<void>;
  readonly wantPictures: (photoIds: readonly PhotoId[]) => void;
  readonly openLoupe: (photoId: PhotoId, name: string) => Promise<void>;
  readonly closeLoupe: () => void;
  readonly dismiss: () => void;
  /** Another person may sit down: pictures must be opened anew, and that is recorded anew. */
  readonly veil: () => void;
}

export interface DetailDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly tell: (message: DetailMessage) => void;
  /** Goes on with a draft on the screen of new orders. */
  readonly openDraft: (draftId: DraftId) => void;
  readonly now?: () => number;
  readonly loader?: typeof createPhotoLoader;
}

export type SetDetail = (change: Partial<DetailState>) => void;

/** Keeps what core answered, or what went wrong. A changed order is read anew and typed text stays. */
export const failed = async (
  answer: Answer<unknown>,
  set: SetDetail,
  get: () => DetailState,
): Promise<boolean> => {
  if (answer.ok) {
    set({ pending: false, failure: null, conflict: false });
    return false;
  }
  set({ pending: false, failure: { code: answer.code, ref: answer.ref } });
  if (answer.code !== 'ORDER_CHANGED') return true;
  set({ conflict: true });
  await get().reload();
  return true;
};
