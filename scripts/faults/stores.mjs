import { runTests } from './runTests.mjs';

/** What the file store promises, and a central over it, on the engine at `place`. */
export async function suiteOfStores(place, tell) {
  const files = ['tests/sync/files/stores.test.ts', 'tests/sync/s3/journey.test.ts'];
  const { code, output } = await runTests(files, { LETE_TEST_S3: place });
  if (code !== 0) tell(output);
  return code === 0;
}
