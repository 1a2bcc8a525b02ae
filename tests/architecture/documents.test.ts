import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { render as contract } from '../../scripts/generate/contract.mjs';
import { render as dataMap } from '../../scripts/generate/dataMap.mjs';
import { render as openapi } from '../../scripts/generate/openapi.mjs';
import { render as privacyEvidence } from '../../scripts/generate/privacyEvidence.mjs';
import { render as schema } from '../../scripts/generate/schema.mjs';
import { root } from './lib/sources.ts';

describe('[D6] generated documents are fresh', () => {
  it.each([
    ['docs/contract.md', contract, 'scripts/generate/contract.mjs'],
    ['docs/data-map.md', dataMap, 'scripts/generate/dataMap.mjs'],
    ['docs/database-schema.md', schema, 'scripts/generate/schema.mjs'],
    ['docs/openapi.json', openapi, 'scripts/generate/openapi.mjs'],
    ['docs/privacy-evidence.md', privacyEvidence, 'scripts/generate/privacyEvidence.mjs'],
  ] as const)('%s', (document, render, generator) => {
    expect(readFileSync(join(root, document), 'utf8'), `run: node ${generator}`).toBe(render());
  });
});
