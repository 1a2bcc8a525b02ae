import type { CallInput } from '../../../../shared/contract/index.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { findPaper } from '../../../../shared/domain/catalogue.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import { writeSettings } from '../settings/index.ts';

type MarkDeps = Pick<CoreDeps, 'settings' | 'catalogue'>;

const save = (tx: Tx, settings: Settings): Record<string, never> => {
  writeSettings(tx.db, settings);
  tx.audit('settings.changed', null);
  tx.emit('settings-changed', {});
  tx.emit('products-changed', {});
  return {};
};

/** A paper ran out at a printer, or is there again. Marks of outputs that were removed go with the next one. */
export const markPaper = (
  deps: MarkDeps,
  tx: Tx,
  { output, paper, out }: CallInput<'products:markPaper'>,
): Record<string, never> => {
  const settings = deps.settings(tx.db);
  const catalogue = deps.catalogue(tx.db) ?? reject('NO_PRICE_LIST');
  const isKnown = (id: string | null): boolean =>
    id === null || settings.labs.outputs.some((one) => one.id === id);
  if (!isKnown(output) || !findPaper(catalogue, paper)) return reject('NOT_FOUND');
  const others = settings.stock.papersOut.filter(
    (one) => isKnown(one.output) && !(one.output === output && one.paper === paper),
  );
  const papersOut = out === null ? others : [...others, { output, paper, back: out.back }];
  return save(tx, { ...settings, stock: { papersOut } });
};

/** Stops the jobs of an output, or lets them go on. */
export const pauseOutput = (
  deps: MarkDeps,
  tx: Tx,
  { output, paused }: CallInput<'products:pause'>,
): Record<string, never> => {
  const settings = deps.settings(tx.db);
  if (!settings.labs.outputs.some(({ id }) => id === output)) return reject('NOT_FOUND');
  const outputs = settings.labs.outputs.map((one) => (one.id === output ? { ...one, paused } : one));
  return save(tx, { ...settings, labs: { ...settings.labs, outputs } });
};
