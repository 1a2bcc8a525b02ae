import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Caller } from '../../../shared/contract/define.ts';
import type { NoticeDraft } from '../../../shared/domain/notice.ts';
import { RESOURCES, signInManager, START, type Terminal } from '../core/terminal.ts';
import { secondManager } from './people.ts';

const DAY = 86_400_000;

/** The notice that ships with Lete. */
export const shipped = JSON.parse(readFileSync(join(RESOURCES, 'notices/sample.json'), 'utf8'));

/** A version after the one that ships. */
export const next = (more: Partial<NoticeDraft> = {}): NoticeDraft => ({
  noticeId: 'in-store',
  version: '1.1.0',
  kind: 'in_store_notice',
  summary: shipped.summary,
  blocks: shipped.blocks,
  change: { lv: 'Īsāks glabāšanas laiks.', en: 'A shorter storage time.', ru: 'Срок хранения короче.' },
  materiality: 'minor',
  changedPurposes: [],
  changedRecipients: [],
  changedRetention: ['photo'],
  requiresReconsent: [],
  nextReviewAt: START + 365 * DAY,
  expiresAt: null,
  ...more,
});

export const at = { noticeId: 'in-store', version: '1.1.0' } as const;
export const site = (effectiveAt: number) => ({ siteUrl: 'https://fotolukss.lv/privatums', effectiveAt });

export const move = (terminal: Terminal, who: Caller, act: 'submit' | 'sendBack' | 'approve' | 'reopen') =>
  terminal.get(who, 'notices:move', { ...at, act, publication: null });

/** A version written, approved by two and published. */
export const publish = async (terminal: Terminal, draft: NoticeDraft, effectiveAt: number) => {
  const one = await signInManager(terminal);
  const two = await secondManager(terminal, one);
  await terminal.get(one, 'notices:propose', { draft });
  await move(terminal, one, 'submit');
  await move(terminal, one, 'approve');
  await move(terminal, two, 'approve');
  await terminal.get(one, 'notices:move', { ...at, act: 'publish', publication: site(effectiveAt) });
  return one;
};
