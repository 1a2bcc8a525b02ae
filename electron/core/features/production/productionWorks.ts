import type { Settings } from '../../../../shared/contract/settings.ts';
import { type Catalogue, findProduct } from '../../../../shared/domain/catalogue.ts';
import { isWritableFolder } from '../../files/isWritableFolder.ts';
import { parseTemplate } from '../output/index.ts';

/** Whether production could work with these settings: a sound template and, if one is named, a folder to write to. */
export const productionWorks = async ({ folder, template }: Settings['production']): Promise<boolean> =>
  parseTemplate(template).ok && (folder === null || (await isWritableFolder(folder)));

/**
 * The same for the outputs that differ from those in force: one whose share is away need not stop the others. A product
 * that nobody sells is refused, because no job would ever come.
 */
export const labsWork = async (
  next: Settings['labs'],
  now: Settings['labs'],
  catalogue: Catalogue | null,
): Promise<boolean> => {
  const known = new Set(now.outputs.map((output) => JSON.stringify(output)));
  for (const output of next.outputs) {
    if (known.has(JSON.stringify(output))) continue;
    const { lab, folder, routes } = output;
    const isSold = routes.every(
      ({ format, paper }) => catalogue === null || findProduct(catalogue, format, paper) !== undefined,
    );
    if (!isSold) return false;
    if (lab.kind === 'hotFolder' && !parseTemplate(lab.template).ok) return false;
    if (!(await isWritableFolder(folder))) return false;
  }
  return true;
};
