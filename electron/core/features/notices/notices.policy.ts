import {
  compareSemver,
  mayBeTold,
  type NoticeAct,
  type NoticeCollects,
  type NoticeState,
  TOLD_STATES,
  type ToldState,
} from '../../../../shared/domain/notice.ts';

/** The states that are stored; the other two follow from the dates. */
export type StoredState = Exclude<NoticeState, 'effective' | 'superseded'>;

/** Which act leads from which state to which (privacy specification 4.3). A published text is never changed. */
const STEPS: Readonly<Record<StoredState, Partial<Readonly<Record<NoticeAct, StoredState>>>>> = {
  draft: { submit: 'legal_review' },
  legal_review: { sendBack: 'draft', approve: 'approved' },
  approved: { reopen: 'draft', publish: 'published' },
  published: {},
};

/** Where an act leads, or null where it cannot be done. */
export const stepOf = (state: StoredState, act: NoticeAct): StoredState | null => STEPS[state][act] ?? null;

export interface Dated {
  readonly noticeId: string;
  readonly version: string;
  readonly kind: string;
  readonly state: StoredState;
  readonly effectiveAt: number | null;
  /** Signed by the owner at central. */
  readonly signed: boolean;
}

/** What the owner signed before what ships or was written here; then the newest, by the day of effect and by version. */
const byEffect = (a: Dated, b: Dated): number =>
  Number(b.signed) - Number(a.signed) ||
  (b.effectiveAt ?? 0) - (a.effectiveAt ?? 0) ||
  compareSemver(b.version, a.version);

/** Versions of one kind that are or were in force at `now`, the one in force first. */
export const inForceOrder = <V extends Dated>(
  versions: readonly V[],
  kind: string,
  now: number,
): readonly V[] =>
  versions
    .filter((one) => one.kind === kind && one.state === 'published' && (one.effectiveAt ?? Infinity) <= now)
    .toSorted(byEffect);

/** The state of a version among its kind, which its dates decide once it is published. */
export const stateAt = (version: Dated, all: readonly Dated[], now: number): NoticeState => {
  const [current, ...before] = inForceOrder(all, version.kind, now);
  const same = (other: Dated | undefined) =>
    other?.noticeId === version.noticeId && other.version === version.version;
  if (same(current)) return 'effective';
  return before.some(same) ? 'superseded' : version.state;
};

/** From when the next published version of its kind takes the place of this one, or null. */
export const supersededAt = (version: Dated, all: readonly Dated[]): number | null => {
  const order = inForceOrder(all, version.kind, Infinity);
  const at = order.findIndex(
    ({ noticeId, version: name }) => noticeId === version.noticeId && name === version.version,
  );
  return order[at - 1]?.effectiveAt ?? null;
};

/** The published version that people know before this one, by its number; none for the first. */
export const versionBefore = <V extends Pick<Dated, 'noticeId' | 'version' | 'state'>>(
  version: V,
  all: readonly V[],
): V | undefined =>
  all
    .filter(
      (one) =>
        one.noticeId === version.noticeId &&
        one.state === 'published' &&
        compareSemver(one.version, version.version) < 0,
    )
    .toSorted((a, b) => compareSemver(b.version, a.version))[0];

export interface Candidate {
  readonly intact: boolean;
  readonly expiresAt: number | null;
}

/**
 * Which of the versions that came into force is shown, newest first, and whether consents may be taken by it: not when
 * a newer one is known that cannot be shown, nor past its end (P36, C5).
 */
export const chooseShown = <C extends Candidate>(
  candidates: readonly C[],
  now: number,
): { readonly shown: C | null; readonly collects: NoticeCollects } => {
  const shown = candidates.find(({ intact }) => intact) ?? null;
  if (shown === null) return { shown, collects: 'unknown' };
  if (shown !== candidates[0]) return { shown, collects: 'outdated' };
  return { shown, collects: shown.expiresAt !== null && shown.expiresAt <= now ? 'expired' : 'open' };
};

/** The states from which a person may come to `to`. */
export const toldBefore = (to: ToldState): readonly ToldState[] =>
  TOLD_STATES.filter((from) => mayBeTold(from, to));

/** Not told yet: nothing arrived, or it came back. */
export const UNTOLD: readonly ToldState[] = ['queued', 'sent', 'bounced'];
