// Runs chosen test files in one copy of the sources, again and again, without starting anew: a child process, so that a
// test that never ends can be ended. Messages: { changed, stages } in, { stage } or { stage: null } for green out.
import { createVitest } from 'vitest/node';

const root = process.argv[2];
const vitest = await createVitest(
  'test',
  { root, watch: false, bail: 1, maxWorkers: 2, reporters: [{}] },
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

process.on('message', async ({ changed, stages }) => {
  try {
    for (const file of changed) vitest.invalidateFile(file);
    for (const stage of stages) if (!(await isGreen(stage))) return process.send({ stage });
    process.send({ stage: null });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.send({ ready: true });
