import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EMPTY_CONTACT } from '../../shared/contract/freshDraft.ts';
import { root } from './lib/sources.ts';

const RECOGNISING = /face|landmark|tensorflow|tfjs|onnx|torch|opencv|mediapipe|vision|recogni|embedding/i;

it('[P19] nothing is installed that could tell people in photos from one another', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const names = Object.keys(lock.packages);
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => RECOGNISING.test(name))).toEqual([]);
});

it('[P19] a form about a person begins empty: no way, no text, nothing carried over', () => {
  const { delivery, ...asked } = EMPTY_CONTACT;
  expect(delivery).toBe('store');
  expect(Object.values(asked).filter((value) => value !== null && value !== '')).toEqual([]);
});
