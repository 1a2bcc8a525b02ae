import { useStore } from 'zustand';
import { StripButton } from '../../../ui/index.ts';
import { STANDING_ICONS } from './looks.ts';
import { standingOf, toneOf } from './standing.policy.ts';
import type { SyncStatusStore } from './syncStatus.store.ts';
import { useStandingWords } from './useStandingWords.ts';

/** Sync in the strip: one line, always as wide, and the way to its page (ADM-6). */
export function Indicator(props: {
  readonly store: SyncStatusStore;
  /** UTC ms, told anew by a clock. */
  readonly now: number;
  readonly onOpen: () => void;
}) {
  const { store, now, onOpen } = props;
  const status = useStore(store, (state) => state.status);
  const words = useStandingWords();
  if (status === null) return null;
  return (
    <StripButton tone={toneOf(status, now)} icon={STANDING_ICONS[standingOf(status)]} onPress={onOpen}>
      {words(status, now)}
    </StripButton>
  );
}
