import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, outcomeOf } from './suites.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lete-suites-'));
afterAll(() => rmSync(folder, { recursive: true }));

const test = (status: string) => ({ status, fullName: `a ${status} one` });
const loaded = { status: 'failed', assertionResults: ['passed', 'failed', 'skipped', 'todo'].map(test) };
const unloaded = { status: 'failed', assertionResults: [] };

describe('what a suite reports', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    expect(countVitest({ testResults: [unloaded] })).toMatchObject({ passed: 0, failed: 1 });
  });

  it('names what was left out and counts it neither as passed nor as failed', () => {
    const counted = countVitest({ testResults: [loaded] });
    expect(counted).toEqual({ passed: 1, failed: 1, notRun: ['a skipped one', 'a todo one'] });
  });

  it('counts an end-to-end test that passed only when tried again as a failure', () => {
    const skipped = { title: 'later', tests: [{ status: 'skipped' }] };
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [],
      suites: [{ specs: [], suites: [{ specs: [skipped] }] }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 2, notRun: ['later'] });
  });

  it('counts errors outside of tests', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countPlaywright({ stats, errors: [{}], suites: [] })).toMatchObject({ passed: 0, failed: 1 });
  });

  it('is a failure without a report, and when the suite ended badly though every test passed', () => {
    const report = join(folder, 'report.json');
    const count = () => ({ passed: 2, failed: 0, notRun: [] });
    expect(outcomeOf({ code: 0, output: '' }, report, count)).toMatchObject({ passed: 0, failed: 1 });
    writeFileSync(report, '{}');
    expect(outcomeOf({ code: 1, output: '' }, report, count)).toMatchObject({ passed: 2, failed: 1 });
    expect(outcomeOf({ code: 0, output: '' }, report, count)).toMatchObject({ passed: 2, failed: 0 });
  });
});
