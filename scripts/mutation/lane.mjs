// Runs chosen test files in one copy of the sources, again and again, without starting anew: a child process, so that a
// test that never ends can be ended. Messages: { changed, stages } in, { stage } or { stage: null } for green out.
import { createVitest } from 'vitest/node';

const root = process.argv[2];
const vitest = await createVitest(
  'test',
  // One worker: a second would go on reading files after the first has ended a run, when they are another mutant's.
  { root, watch: false, bail: 1, maxWorkers: 1, reporters: [{}] },
  { logLevel: 'silent' },
);

const specificationsOf = async (patterns) => {
  const found = await Promise.all(patterns.map((pattern) => vitest.globTestSpecifications([pattern])));
  found.forEach((files, i) => {
    if (files.length === 0) throw new Error(`no test like ${patterns[i]}`);
  });
  return [...new Map(found.flat().map((one) => [`${one.project.name} ${one.moduleId}`, one])).values()];
};

async function isGreen(patterns) {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    await specificationsOf(patterns),
  );
  return testModules.length > 0 && testModules.every((module) => module.ok()) && unhandledErrors.length === 0;
}

async function firstRed(stages) {
  for (const stage of stages) if (!(await isGreen(stage))) return stage;
  return null;
}

process.on('message', ({ changed, stages }) => {
  for (const file of changed) vitest.invalidateFile(file);
  firstRed(stages).then(
    (stage) => process.send({ stage }),
    (error) => process.send({ error: String(error) }),
  );
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
process.send({ ready: true });
