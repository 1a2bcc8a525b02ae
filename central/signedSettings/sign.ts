import type { z } from 'zod';
import { parseCatalogue } from '../../shared/domain/catalogue.ts';
import { mayTakeEffect, PublishedNotice } from '../../shared/domain/notice.ts';
import { StaffList } from '../../shared/domain/staffList.ts';
import {
  noticeProblems,
  SettingsDocument,
  settingsText,
  type SignedSettings,
} from '../../shared/sync/settingsDocument.ts';
import type { Signer } from '../keys/ed25519.ts';
import { CommandError } from '../app/commandLine.ts';

/** Between the publication of a material change and its effect (policy P37). */
const MATERIAL_LEAD_DAYS = 30;

const asJson = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    throw new CommandError('The file is no JSON.');
  }
};

const placesOf = (error: z.ZodError | undefined): readonly string[] =>
  error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const problemsOf = (kind: SettingsDocument['kind'], given: unknown): readonly string[] => {
  if (kind === 'prices') {
    const read = parseCatalogue(given);
    return read.ok ? [] : read.problems.map(({ path, problem }) => `${path}: ${problem}`);
  }
  if (kind === 'staff') return placesOf(StaffList.safeParse(given).error);
  const { data, error } = PublishedNotice.safeParse(given);
  if (data === undefined) return placesOf(error);
  const { materiality, publishedAt, effectiveAt } = data;
  const soon =
    materiality === 'material' &&
    !mayTakeEffect(materiality, { effectiveAt, now: publishedAt, leadDays: MATERIAL_LEAD_DAYS });
  return [
    ...noticeProblems(data),
    ...(data.sample ? ['sample: a sample is not published'] : []),
    ...(soon ? [`effectiveAt: a material change needs ${MATERIAL_LEAD_DAYS} days after publishedAt`] : []),
  ];
};

/**
 * Signs a price list, a notice or a staff list. What it says is checked first: what a terminal would refuse is not signed.
 * @throws CommandError that names each place
 */
export const signSettings = (signer: Signer, said: Omit<SettingsDocument, 'format'>): SignedSettings => {
  const problems = problemsOf(said.kind, asJson(said.content));
  if (problems.length > 0) throw new CommandError(`Not signed.\n${problems.join('\n')}`);
  const text = settingsText(said);
  if (!SettingsDocument.safeParse(JSON.parse(text)).success)
    throw new CommandError('Wanted: --by, a role such as owner, and --shop, two digits or nothing.');
  return { text, sig: signer.sign(text) };
};
