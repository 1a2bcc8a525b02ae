/** Tells of many changes as few: the first at once, the rest at most every `everyMs` milliseconds per subject. */
export type Pulse<Subject> = { readonly beat: (subject: Subject) => void; readonly stop: () => void };

export function createPulse<Subject>(everyMs: number, tell: (subject: Subject) => void): Pulse<Subject> {
  const quiet = new Map<Subject, { timer: NodeJS.Timeout; again: boolean }>();
  const beat = (subject: Subject): void => {
    const state = quiet.get(subject);
    if (state !== undefined) {
      state.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const again = quiet.get(subject)?.again === true;
      quiet.delete(subject);
      if (again) beat(subject);
    }, everyMs).unref();
    quiet.set(subject, { timer, again: false });
    tell(subject);
  };
  return {
    beat,
    stop: () => {
      for (const { timer } of quiet.values()) clearTimeout(timer);
      quiet.clear();
    },
  };
}
