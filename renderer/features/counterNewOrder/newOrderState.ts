import type { ContactForm, Draft, DraftItem, Placed } from '../../../shared/contract/drafts.ts';
import type { ErrorCode } from '../../../shared/contract/errorCodes.ts';
import type { CopyState, MediaPhoto, MediaSource } from '../../../shared/contract/media.ts';
import type { AgeAnswer, ConsentChoice } from '../../../shared/domain/consent.ts';
import type { Adjust } from '../../../shared/domain/adjust.ts';
import type { PhotoEdit } from '../../../shared/domain/crop.ts';
import type { Locale } from '../../../shared/domain/i18n.ts';
import type { DraftId, PhotoId, SourceId } from '../../../shared/domain/ids.ts';
import type { Discount } from '../../../shared/domain/pricing.ts';
import type { AnswerTo, Api, Asked } from '../../app/api.ts';

/** The three pages of CS3; source and photos are one. */
export type Page = 'photos' | 'sizes' | 'details';

export type Item = DraftItem;
export type ItemKey = Pick<DraftItem, 'photoId' | 'format' | 'paper'>;
export type Common = Draft['common'];
type Resumable = Extract<AnswerTo<'drafts:mine'>, { ok: true }>['value']['drafts'][number];
type NoticeAnswer = Extract<AnswerTo<'notices:current'>, { ok: true }>['value'];

export interface LargePicture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly drop: () => void;
}

export interface MediaPart {
  readonly sources: readonly MediaSource[];
  readonly source: SourceId | null;
  readonly photos: readonly MediaPhoto[];
  readonly pictures: Readonly<Record<PhotoId, string | null>>;
  readonly copy: CopyState | null;
  readonly readSources: () => Promise<void>;
  readonly choose: (sourceId: SourceId) => Promise<void>;
  readonly wantPictures: (photoIds: readonly string[]) => void;
  /** A large picture of one photo; null where there is none. Whoever asks drops it in the end. */
  readonly largePicture: (photoId: PhotoId) => Promise<LargePicture | null>;
  readonly readCopy: () => Promise<void>;
  readonly dropMissing: () => Promise<void>;
}

export interface LinesPart {
  readonly pick: (photoIds: readonly PhotoId[], picked: boolean) => Promise<void>;
  /** Whether the photos marked in the customer's camera are picked; asked once for each card. */
  readonly answerMarks: (sourceId: SourceId, accept: boolean) => Promise<void>;
  readonly setAll: (change: Partial<Common>, overwrite: boolean) => Promise<void>;
  readonly putItem: (item: Item) => Promise<void>;
  /** Another product for one line of one photo. */
  readonly changeItem: (from: Item, to: Pick<Item, 'format' | 'paper'>) => Promise<void>;
  /** Another frame or look for one line; resolves when the draft shows it. */
  readonly editItem: (from: Item, edit: PhotoEdit) => Promise<void>;
  /** Corrects every photo of the order; what else was corrected on one stays. */
  readonly adjustAll: (change: Partial<Adjust>) => Promise<void>;
  readonly removeItem: (key: ItemKey) => Promise<void>;
  readonly setIndexPrint: (indexPrint: boolean) => Promise<void>;
  readonly setExpress: (express: boolean) => Promise<void>;
  readonly setDiscount: (discount: Discount | null) => Promise<void>;
}

export interface DetailsPart {
  /** As typed; saved with a short rest and at every step. */
  readonly form: ContactForm;
  readonly consents: readonly ConsentChoice[];
  /** The answer to the question of age, asked once a box is ticked (C7). */
  readonly age: AgeAnswer | null;
  /** „Klients apstiprināja”: unticked from every path, and again after every change of an answer. */
  readonly confirmed: boolean;
  /** How the customer answered: on a signed paper, or as the boxes were read out. Never chosen beforehand. */
  readonly onPaper: boolean | null;
  /** Problems are shown once someone tried to save. */
  readonly tried: boolean;
  readonly type: (change: Partial<ContactForm>) => void;
  readonly setWay: (way: NonNullable<ContactForm['way']>) => void;
  readonly answer: (choice: ConsentChoice) => void;
  readonly answerAge: (age: AgeAnswer) => void;
  readonly confirm: (confirmed: boolean) => void;
  readonly setOnPaper: (onPaper: boolean) => void;
  readonly setLocale: (locale: Locale) => Promise<void>;
  readonly saveDetails: () => Promise<void>;
}

export interface NewOrderState extends MediaPart, LinesPart, DetailsPart {
  readonly mine: readonly Resumable[];
  readonly draft: Draft | null;
  readonly page: Page;
  readonly notice: NoticeAnswer | null;
  readonly placed: Placed | null;
  readonly pending: boolean;
  readonly failure: { readonly code: ErrorCode; readonly ref: string } | null;
  /** What can be gone on with, and the media that are in. */
  readonly enter: () => Promise<void>;
  readonly begin: (locale: Locale) => Promise<void>;
  readonly resume: (draftId: DraftId) => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly goTo: (page: Page) => Promise<void>;
  /** The next page, or on the last one the order itself (Ctrl Enter). */
  readonly next: () => Promise<void>;
  readonly place: () => Promise<void>;
  readonly discard: () => Promise<void>;
  readonly sendBack: () => Promise<boolean>;
  /** Leaves the placed order and starts from the beginning. */
  readonly finish: () => void;
  /** Reads what a locked screen could not. */
  readonly refresh: () => Promise<void>;
}

export interface NewOrderDeps {
  readonly api: Pick<Api, 'ask'>;
  readonly makeAddress?: (bytes: Uint8Array<ArrayBuffer>) => string;
  readonly revoke?: (address: string) => void;
}

export type SetState = (change: Partial<NewOrderState>) => void;
export type GetState = () => NewOrderState;

/** Asks on the draft at hand; null when there is none. */
export type Run = <N extends DraftCommand>(
  name: N,
  input: Omit<Asked<N>, 'draftId'>,
) => Promise<AnswerTo<N> | null>;

export type DraftCommand =
  | 'drafts:pick'
  | 'drafts:answerMarks'
  | 'drafts:setAll'
  | 'drafts:putItems'
  | 'drafts:removeItems'
  | 'drafts:setExpress'
  | 'drafts:setIndexPrint'
  | 'drafts:setDiscount'
  | 'drafts:setContact'
  | 'drafts:setConsents'
  | 'drafts:setLocale'
  | 'drafts:setStep'
  | 'drafts:place'
  | 'drafts:discard'
  | 'drafts:sendBack'
  | 'media:startCopy'
  | 'media:dropMissing';
