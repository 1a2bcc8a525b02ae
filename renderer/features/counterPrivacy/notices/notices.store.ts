import { createStore, type StateCreator } from 'zustand/vanilla';
import { compareSemver } from '../../../../shared/domain/notice.ts';
import type { Api } from '../../../app/api.ts';
import { failureOf } from '../parts/failure.ts';
import { createCampaign } from './campaign/campaign.part.ts';
import type { GetNotices, NoticesState, SetNotices, VersionItem } from './noticesState.ts';
import { createWriting } from './writing/writing.part.ts';
import { createActs } from './publish/acts.part.ts';

const NOTHING = {
  items: null,
  notice: null,
  failure: null,
  refusal: null,
  campaign: null,
  noting: null,
  // What was begun to be published is not for whoever signs in next.
  form: null,
  problems: [],
} as const;

/** By kind, the newest version first. */
const byNumber = (a: VersionItem, b: VersionItem): number =>
  a.kind.localeCompare(b.kind) || compareSemver(b.version, a.version);

/** Notices and policies by version (policy P35 to P37): their texts, their way to being in force, and who was told. */
export function createNoticesStore(api: Api, now: () => number = Date.now) {
  const createState: StateCreator<NoticesState> = (set, get) => {
    let isOpen = false;
    api.on('notices-changed', () => {
      if (isOpen) void get().load();
    });
    return {
      view: 'versions',
      ...NOTHING,
      people: [],
      writing: null,
      writingProblems: [],
      selected: null,
      textLocale: 'lv',
      comparing: false,
      loading: false,
      pending: false,
      onlyCalls: false,
      open: async (textLocale) => {
        isOpen = true;
        set({ textLocale });
        await get().load();
      },
      close: () => {
        isOpen = false;
        set(NOTHING);
      },
      show: async (view) => {
        set({ view });
        await get().load();
      },
      compare: (comparing) => set({ comparing }),
      dismiss: () => set({ refusal: null }),
      ...createReading(api, set, get),
      ...createActs(api, set, get),
      ...createWriting(api, set, get, now),
      ...createCampaign(api, set, get),
    };
  };
  return createStore<NoticesState>()(createState);
}

export type NoticesStore = ReturnType<typeof createNoticesStore>;

type Reading = Pick<NoticesState, 'load' | 'select' | 'readIn'>;

/** The list, and the version in hand in the language chosen. */
function createReading(api: Api, set: SetNotices, get: GetNotices): Reading {
  let question = 0;
  const readNotice = async () => {
    question += 1;
    const mine = question;
    const { items, selected, textLocale: locale } = get();
    const item = items?.find(({ id }) => id === selected);
    if (item === undefined) return;
    const { noticeId, version } = item;
    const answer = await api.ask('notices:get', { noticeId, version, locale });
    // Whoever chose another row or language asked a newer question; only its answer counts.
    if (mine !== question) return;
    if (answer.ok) set({ notice: answer.value });
    else set({ failure: failureOf(answer) });
  };
  const readList = async () => {
    const [list, people] = await Promise.all([api.ask('notices:list', {}), api.ask('staff:people', {})]);
    if (people.ok) set({ people: people.value.people });
    if (!list.ok) return set({ failure: failureOf(list) });
    const items = list.value.versions.map((one) => ({ ...one, id: `${one.noticeId} ${one.version}` }));
    set({ items: items.toSorted(byNumber) });
  };
  return {
    load: async () => {
      set({ loading: true, failure: null });
      await readList();
      // Whoever is to be called is counted beside the versions too.
      await Promise.all([readNotice(), get().filterCalls(get().onlyCalls)]);
      set({ loading: false });
    },
    select: async (selected) => {
      if (selected === get().selected && get().notice !== null) return;
      set({ selected, notice: null, refusal: null, failure: null });
      await readNotice();
    },
    readIn: async (textLocale) => {
      set({ textLocale });
      await readNotice();
    },
  };
}
