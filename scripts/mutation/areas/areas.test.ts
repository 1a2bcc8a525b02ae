import { expect, it } from 'vitest';
import { repoRoot } from '../../lib/paths.mjs';
import { AREAS } from './index.mjs';
import { findMutants } from '../mutants.mjs';

it.each(AREAS.map(({ name }) => name))('[E7] each mutator of %s still finds what it takes away', (name) => {
  expect(findMutants(repoRoot, [name]).length).toBeGreaterThan(0);
});
