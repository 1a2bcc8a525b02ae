import type { Answer } from '../../../../shared/contract/answer.ts';
import type { NoticeInFull, NoticeVersion, PersonTold } from '../../../../shared/contract/notices.ts';
import type { CallOutput } from '../../../../shared/contract/index.ts';
import type { Locale } from '../../../../shared/domain/i18n.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Materiality, NoticeAct, ToldState } from '../../../../shared/domain/notice.ts';
import { type Failure, failureOf } from '../parts/failure.ts';
import type { WritingForm, WritingProblem } from './writing/writing.policy.ts';
import type { PublicationForm, PublicationProblem } from './publish/publication.policy.ts';

export type VersionItem = NoticeVersion & { readonly id: string };
export type People = CallOutput<'staff:people'>['people'];

export const VIEWS = ['versions', 'campaign'] as const;
export type View = (typeof VIEWS)[number];

/** What one person is to be noted as, before it is asked once more. */
export interface ToldNote {
  readonly orderId: OrderId;
  readonly number: string;
  readonly state: ToldState;
}

export interface Campaign {
  readonly id: string;
  readonly counts: CallOutput<'notices:campaign'>['counts'];
  readonly people: readonly PersonTold[];
  readonly hasMore: boolean;
}

export interface NoticesState {
  readonly view: View;
  /** null until the first answer. */
  readonly items: readonly VersionItem[] | null;
  readonly people: People;
  readonly selected: string | null;
  /** The language the text is read in; at first that of the screen. */
  readonly textLocale: Locale;
  /** The text with what is different from the version before, instead of the text alone. */
  readonly comparing: boolean;
  /** The chosen version once it was read. */
  readonly notice: NoticeInFull | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly pending: boolean;
  /** What kept an act from being done. */
  readonly refusal: Failure | null;
  readonly form: PublicationForm | null;
  readonly problems: readonly PublicationProblem[];
  /** The version that is being written; kept while other pages are on show. */
  readonly writing: WritingForm | null;
  readonly writingProblems: readonly WritingProblem[];
  readonly campaign: Campaign | null;
  /** Only people who must be called. */
  readonly onlyCalls: boolean;
  readonly noting: ToldNote | null;
  readonly open: (locale: Locale) => Promise<void>;
  readonly close: () => void;
  readonly load: () => Promise<void>;
  readonly show: (view: View) => Promise<void>;
  readonly select: (id: string) => Promise<void>;
  readonly readIn: (locale: Locale) => Promise<void>;
  readonly compare: (on: boolean) => void;
  readonly judge: (materiality: Materiality) => Promise<void>;
  readonly move: (act: Exclude<NoticeAct, 'publish'>) => Promise<void>;
  readonly openForm: () => void;
  readonly type: (change: Partial<PublicationForm>) => void;
  readonly closeForm: () => void;
  readonly save: () => Promise<void>;
  /** From this version: a draft is written on, any other is the beginning of a new one. */
  readonly beginWriting: (base: NoticeVersion) => Promise<void>;
  readonly write: (change: Partial<WritingForm>) => void;
  readonly writeSection: (id: string, locale: Locale, text: string) => void;
  readonly dropWriting: () => void;
  readonly saveWriting: () => Promise<void>;
  readonly filterCalls: (onlyCalls: boolean) => Promise<void>;
  readonly loadMore: () => Promise<void>;
  readonly askNote: (note: ToldNote | null) => void;
  readonly noteTold: () => Promise<void>;
  readonly dismiss: () => void;
}

export type SetNotices = (change: Partial<NoticesState>) => void;
export type GetNotices = () => NoticesState;

/** Keeps what core refused, or that nothing was; answers whether it was done. */
export const isDone = (answer: Answer<unknown>, set: SetNotices): boolean => {
  set({ pending: false, refusal: answer.ok ? null : failureOf(answer) });
  return answer.ok;
};

/** Published material changes of the in-store notice are told to everybody personally (policy P37). */
export const isTold = ({ kind, materiality, publishedAt }: NoticeVersion): boolean =>
  kind === 'in_store_notice' && materiality === 'material' && publishedAt !== null;

/** The change whose telling is shown: the chosen one, otherwise the one published last. */
export const toldVersion = ({
  items,
  selected,
}: Pick<NoticesState, 'items' | 'selected'>): VersionItem | undefined => {
  const told = (items ?? []).filter(isTold);
  return (
    told.find(({ id }) => id === selected) ??
    told.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0))[0]
  );
};

/** Whether the owner signs notices at central: then they are only read here. */
export const comeSigned = (items: NoticesState['items']): boolean =>
  items?.some(({ signed }) => signed) === true;

/** What a new version begins with: the chosen one, otherwise the notice that people see now, otherwise any. */
export const baseOf = ({
  items,
  selected,
}: Pick<NoticesState, 'items' | 'selected'>): VersionItem | undefined => {
  const all = (items ?? []).filter(({ state }) => state !== 'draft');
  return (
    all.find(({ id }) => id === selected) ??
    all.find(({ kind, state }) => kind === 'in_store_notice' && state === 'effective') ??
    all[0]
  );
};
