import type { ProductOut } from '../../../../shared/contract/products.ts';
import { EMPTY_CONTACT, FRESH_EASE } from '../../../../shared/contract/freshDraft.ts';
import type { Draft, DraftItem } from '../../../../shared/contract/drafts.ts';
import type { CallName, EventName } from '../../../../shared/contract/index.ts';
import type { CopyState, MediaPhoto, MediaSource } from '../../../../shared/contract/media.ts';
import type { PhoneState } from '../../../../shared/contract/phone.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { DraftId, PhotoId, PrivacyRequestId, SourceId } from '../../../../shared/domain/ids.ts';
import type { PhotoHint } from '../../../../shared/domain/media.ts';
import { priceOrder } from '../../../../shared/domain/pricing.ts';
import { type Bridge, createApi } from '../../../app/api.ts';
import { catalogue } from './fakeCatalogue.ts';

/** Test helper: a core as the kiosk sees it, small enough to read. Not imported by product code. */
export const photoId = (n: number): PhotoId =>
  `01J000000000000000000000${String(n).padStart(2, '0')}` as PhotoId;
const draftId = '01J0000000000000000000DRAF' as DraftId;
export const requestId = '01J0000000000000000000REQS' as PrivacyRequestId;
export const sourceId = '01J0000000000000000000SRCE' as SourceId;

export const settings = {
  store: { name: 'Fotolukss', privacyContact: 'digital@fotolukss.lv' },
  printer: { kind: 'file' },
  kiosk: {
    idleWarningMs: 90_000,
    idleAnswerMs: 30_000,
    moreTimeMs: 300_000,
    numberScreenMs: 30_000,
    resumeWithinMs: 60_000,
    pxPerMm: 4,
    sounds: false,
  },
} as unknown as Settings;

const mediaPhoto = (n: number): MediaPhoto => ({
  photoId: photoId(n),
  sourceId,
  name: `IMG_${n}.JPG`,
  takenAt: null,
  day: n < 3 ? '2026-11-21' : '2026-11-22',
  width: 3000,
  height: 2000,
  bytes: 1000,
  usable: n !== 9,
  reason: n === 9 ? 'video' : null,
  same: null,
  series: null,
});

export const cardSource: MediaSource = {
  sourceId,
  kind: 'volume',
  label: 'CARD',
  state: 'ready',
  problem: null,
  photos: 9,
  relisted: false,
  unusable: 1,
  marks: null,
};

const idleCopy: CopyState = {
  state: 'idle',
  done: 0,
  total: 0,
  bytes: 0,
  bytesTotal: 0,
  msLeft: null,
  missing: [],
  failed: [],
  mayRemove: false,
  mediumStillIn: true,
  trouble: null,
};

const freshDraft = (): Draft => ({
  draftId,
  source: 'kiosk',
  takenOver: false,
  locale: 'lv',
  step: 'source',
  ease: FRESH_EASE,
  photos: [],
  items: [],
  common: { format: '10x15', paper: 'gloss', copies: 1, fit: 'fill' },
  marksAnswered: [],
  exceptions: 0,
  contact: EMPTY_CONTACT,
  express: false,
  indexPrint: false,
  discount: null,
  consents: [],
  age: null,
  price: null,
  keepUntil: '2027-02-20',
  dueAt: 0,
});

/** Commands that answer nothing. */
const JUST_DONE =
  'media:startCopy media:cancelCopy visit:touch visit:callStaff tickets:paper requests:sendCode requests:cancel';

type Input = Readonly<Record<string, unknown>>;

/** A running core of the mind: its draft, what it was asked, and events to send. */
export function createFakeCore() {
  const asked: { readonly name: string; readonly input: Input }[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  const core = {
    draft: null as Draft | null,
    out: [] as readonly ProductOut[],
    sources: [cardSource] as readonly MediaSource[],
    copy: idleCopy,
    /** Answers of a call instead of the usual ones, each once. */
    next: {} as Partial<Record<CallName, unknown[]>>,
    phone: { state: 'off', url: null, wifi: null, joined: false, received: 0, sending: 0 } as PhoneState,
    ticket: 'printed' as const,
    /** When the code of a privacy request runs out; null while it is not on its way. */
    codeUntil: null as number | null,
    /** What is pointed out about photos once their sharp previews are made. */
    hints: {} as Readonly<Record<string, PhotoHint>>,
    boxes: [{ purpose: 'marketing.offers', channel: 'email', live: true }],
  };
  const change = (part: Partial<Draft>): object => {
    if (core.draft === null) throw new Error('no draft');
    const draft = { ...core.draft, ...part };
    const priced = priceOrder(catalogue, draft.items, { delivery: draft.contact.delivery === 'address' });
    core.draft = { ...draft, price: priced.ok ? priced.price : null };
    return {};
  };
  const drafts = createDraftCalls(core, change);
  const calls: Readonly<Record<string, (input: Input) => unknown>> = {
    ...drafts,
    ...Object.fromEntries(JUST_DONE.split(' ').map((name) => [name, () => ({})])),
    'terminal:state': () => ({ state: 'ready', kind: 'kiosk', demo: false, storeName: 'Fotolukss' }),
    'settings:get': () => ({ settings, sends: { email: true, sms: true } }),
    'catalogue:current': () => ({ catalogue }),
    'products:out': () => ({ products: core.out }),
    'notices:current': () => ({
      notice: { version: '1', text: {}, summary: {} },
      collects: 'open',
      ageLimit: 13,
      change: null,
    }),
    'media:sources': () => ({ sources: core.sources }),
    'media:photos': () => ({
      total: 9,
      version: '9',
      unchanged: false,
      photos: [1, 2, 3, 4, 5, 6, 7, 8, 9].map(mediaPhoto),
    }),
    'media:copyState': () => core.copy,
    'media:thumbnail': ({ photoId: id, quick }) => ({
      bytes: new Uint8Array([1]),
      width: 3,
      height: 2,
      hint: quick === true ? null : (core.hints[String(id)] ?? null),
    }),
    'phone:state': () => core.phone,
    'phone:open': () => ({}),
    'tickets:state': () => ({ state: core.ticket, withdrawal: null }),
    'requests:takeIn': () => ({ privacyRequestId: requestId, number: 'P-2026-0007', dueAt: 0 }),
    'requests:status': () => ({
      number: 'P-2026-0007',
      dueAt: 0,
      verified: false,
      triesLeft: 5,
      codeUntil: core.codeUntil,
    }),
    'requests:verifyCode': ({ code }) => ({ verified: code === '123456', triesLeft: 4 }),
    'consents:byCode': () => ({ boxes: core.boxes }),
    'consents:withdrawByCode': () => ({ withdrawn: 1 }),
    'tickets:again': () => ({ copy: 2 }),
  };
  const bridge = {
    ...Object.fromEntries(
      Object.entries(calls).map(([name, answer]) => [
        name,
        async (input: Input) => {
          asked.push({ name, input });
          return core.next[name as CallName]?.shift() ?? { ok: true, value: answer(input) };
        },
      ]),
    ),
    on: (name: string, listener: (payload: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  } as unknown as Bridge;
  return {
    core,
    asked,
    change,
    names: (): readonly string[] => asked.map(({ name }) => name),
    inputs: (name: CallName): readonly Input[] =>
      asked.filter((one) => one.name === name).map(({ input }) => input),
    send: (name: EventName): void => listeners.get(name)?.({}),
    api: createApi(bridge, { wait: async () => undefined }),
  };
}

type Core = { draft: Draft | null };

function createDraftCalls(core: Core, change: (part: Partial<Draft>) => object) {
  const now = (): Draft => {
    if (core.draft === null) throw new Error('no draft');
    return core.draft;
  };
  const key = ({ photoId: id, format: size, paper }: Pick<DraftItem, 'photoId' | 'format' | 'paper'>) =>
    `${id} ${size} ${paper}`;
  const withPhotos = (ids: readonly PhotoId[]): Partial<Draft> => {
    const { items, common } = now();
    const fresh = ids.filter((id) => !items.some((item) => item.photoId === id));
    return {
      photos: ids.map((id) => ({
        photoId: id,
        name: `IMG_${id.slice(-1)}.JPG`,
        width: 3000,
        height: 2000,
        takenAt: null,
        stored: false,
      })),
      items: [
        ...items.filter((item) => ids.includes(item.photoId)),
        ...fresh.map((id): DraftItem => ({ photoId: id, ...common, crop: null, rotation: 0, mirror: false })),
      ],
    };
  };
  return {
    'visit:current': () => ({ draftId: core.draft?.draftId ?? null }),
    'visit:start': () => {
      core.draft ??= freshDraft();
      return { draftId };
    },
    'visit:end': () => {
      core.draft = null;
      return {};
    },
    'drafts:get': () => now(),
    'drafts:setStep': (input: Input) => change({ step: input['step'] as Draft['step'] }),
    'drafts:setLocale': (input: Input) => change({ locale: input['locale'] as Draft['locale'] }),
    'drafts:setEase': (input: Input) => change({ ease: input['ease'] as Draft['ease'] }),
    'drafts:setContact': (input: Input) => change({ contact: input['contact'] as Draft['contact'] }),
    'drafts:setConsents': (input: Input) =>
      change({ consents: input['consents'] as Draft['consents'], age: input['age'] as Draft['age'] }),
    'drafts:pick': (input: Input) => {
      const ids = input['photoIds'] as PhotoId[];
      const had = now().photos.map((photo) => photo.photoId);
      const next =
        input['picked'] === true ? [...new Set([...had, ...ids])] : had.filter((id) => !ids.includes(id));
      change(withPhotos(next));
      return { photos: next.length };
    },
    'drafts:putItems': (input: Input) => {
      const put = input['items'] as DraftItem[];
      const keys = new Set(put.map(key));
      return change({ items: [...now().items.filter((item) => !keys.has(key(item))), ...put] });
    },
    'drafts:removeItems': (input: Input) => {
      const keys = new Set((input['keys'] as DraftItem[]).map(key));
      return change({ items: now().items.filter((item) => !keys.has(key(item))) });
    },
    'drafts:setAll': (input: Input) => {
      const { format: size, paper, copies, fit } = input as unknown as Draft['common'];
      const common = { format: size, paper, copies, fit };
      const isOwn = (item: DraftItem) =>
        input['overwrite'] !== true &&
        (item.format !== now().common.format || item.copies !== now().common.copies);
      const items = now().items.map((item) => (isOwn(item) ? item : { ...item, ...common, crop: null }));
      return change({ common, items });
    },
    'drafts:place': () => {
      core.draft = null;
      return {
        orderId: draftId,
        number: 'K-7',
        total: 1,
        claimCode: null,
        statusUrl: '',
        keepUntil: '2027-02-20',
        dueAt: 0,
      };
    },
  };
}
