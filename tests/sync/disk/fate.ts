/** What becomes at a power cut of what was not synced. */
export interface Fate {
  /** How many of so many changes that follow each other survive. */
  readonly kept: (count: number) => number;
  /** Whether one that stands alone survives. */
  readonly survives: (chance: number) => boolean;
  /** Whether a write that survives does so only in part. */
  readonly tears: () => boolean;
}

const NOTHING: Fate = { kept: () => 0, survives: () => false, tears: () => false };
/** Nothing is lost. */
export const EVERYTHING: Fate = { kept: (count) => count, survives: () => true, tears: () => false };

/** Draws one; `random` gives numbers in [0, 1). One in five is an extreme, since those are likely faults too. */
export const drawFate = (random: () => number): Fate => {
  const mood = random();
  if (mood < 0.1) return NOTHING;
  if (mood < 0.2) return EVERYTHING;
  return {
    kept: (count) => Math.floor(random() * (count + 1)),
    survives: (chance) => random() < chance,
    tears: () => random() < 0.4,
  };
};
