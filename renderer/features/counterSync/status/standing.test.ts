import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../../../shared/contract/sync.ts';
import { createI18n } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { LOCALES } from '../../../../shared/domain/i18n.ts';
import { STANDINGS, standingOf, toneOf } from './standing.policy.ts';

const NOW = Date.UTC(2026, 10, 29, 12);
const HOUR = 3_600_000;

const status = (
  change: Partial<Pick<SyncStatus, 'state' | 'deadLetters'>>,
  ops = 0,
  files = 0,
  ageMs = 0,
) => ({
  state: 'idle' as const,
  deadLetters: 0,
  waiting: { ops, files, bytes: files * 5_000_000, oldestAt: ops === 0 ? null : NOW - ageMs },
  ...change,
});

describe('what staff see of sync', () => {
  it('[SYN-4] is one state each, what needs a person before what only waits', () => {
    expect(standingOf(status({ state: 'not_enrolled' }))).toBe('notSetUp');
    expect(standingOf(status({}))).toBe('allSent');
    expect(standingOf(status({}, 0, 3))).toBe('files');
    expect(standingOf(status({ state: 'sending' }, 2, 3))).toBe('waiting');
    expect(standingOf(status({ state: 'offline' }, 2))).toBe('offline');
    expect(standingOf(status({ state: 'attention', deadLetters: 1 }, 2))).toBe('attention');
    expect(standingOf(status({ state: 'attention' }, 2))).toBe('stuck');
    expect(standingOf(status({ state: 'locked' }))).toBe('locked');
    expect(standingOf(status({ state: 'revoked' }))).toBe('revoked');
  });

  it('[ADM-6] stays quiet while it mends itself, is amber after an hour and red after a day', () => {
    for (const state of ['sending', 'offline'] as const) {
      expect(toneOf(status({ state }, 1, 0, HOUR - 1), NOW)).toBe('plain');
      expect(toneOf(status({ state }, 1, 0, HOUR), NOW)).toBe('warning');
      expect(toneOf(status({ state }, 1, 0, 24 * HOUR), NOW)).toBe('danger');
    }
    expect(toneOf(status({ state: 'offline' }), NOW)).toBe('plain');
    expect(toneOf(status({ state: 'attention', deadLetters: 1 }), NOW)).toBe('warning');
    expect(toneOf(status({ state: 'locked' }), NOW)).toBe('danger');
    expect(toneOf(status({ state: 'revoked' }), NOW)).toBe('danger');
  });

  it.each(LOCALES)('has a sentence of its own for each state in %s', (locale) => {
    const { t } = createI18n(locale, resources);
    expect(new Set(STANDINGS.map((standing) => t(`sync:says.${standing}`))).size).toBe(STANDINGS.length);
  });
});
