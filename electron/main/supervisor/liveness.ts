/**
 * Counts questions to core that were not answered. Time is counted in questions, not by the clock: after a
 * suspend the clock has moved on while nobody was asked.
 */
export const createLiveness = (patience: number) => {
  let unanswered = 0;
  return {
    /** Core said something. */
    heard: (): void => {
      unanswered = 0;
    },
    /** To be asked at every beat: whether to ask again or to give core up. */
    beat: (): 'ask' | 'dead' => {
      if (unanswered >= patience) return 'dead';
      unanswered += 1;
      return 'ask';
    },
  };
};
