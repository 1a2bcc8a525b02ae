/**
 * Counts what a trial did and what went wrong. A problem is a closed code and a sentence for the person who reads it.
 */
export function createReport({ onProblem }) {
  const counts = new Map();
  const problems = [];
  const refusals = new Map();
  const add = (map, name, by = 1) => map.set(name, (map.get(name) ?? 0) + by);
  return {
    problems,
    count: (name, by = 1) => add(counts, name, by),
    refused: (name, code) => add(refusals, `${name} ${code}`),
    problem: (code, text) => {
      problems.push({ code, text });
      onProblem(code, text);
    },
    figures: () => ({ ...Object.fromEntries(counts), refusals: Object.fromEntries(refusals) }),
  };
}
