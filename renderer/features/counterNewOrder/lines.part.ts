import { adjusted } from '../../../shared/domain/adjust.ts';
import type { GetState, LinesPart, Run } from './newOrderState.ts';

/** Photos, products and copies; all priced by core. */
export function createLinesPart(run: Run, get: GetState): LinesPart {
  return {
    pick: async (photoIds, picked) => {
      if (photoIds.length > 0) await run('drafts:pick', { photoIds: [...photoIds], picked });
    },
    answerMarks: async (sourceId, accept) => void (await run('drafts:answerMarks', { sourceId, accept })),
    setAll: async (change, overwrite) => {
      const common = get().draft?.common;
      if (common !== undefined) await run('drafts:setAll', { ...common, ...change, overwrite });
    },
    putItem: async (item) => void (await run('drafts:putItems', { items: [item] })),
    changeItem: async (from, to) => {
      if (from.format === to.format && from.paper === to.paper) return;
      const twin = get().draft?.items.find(
        (one) => one.photoId === from.photoId && one.format === to.format && one.paper === to.paper,
      );
      const crop = from.format === to.format ? from.crop : null;
      const copies = from.copies + (twin?.copies ?? 0);
      // First the new line, then the old: a photo without any line would leave the order.
      const answer = await run('drafts:putItems', { items: [{ ...from, ...to, crop, copies }] });
      const { photoId, format, paper } = from;
      if (answer?.ok === true) await run('drafts:removeItems', { keys: [{ photoId, format, paper }] });
    },
    editItem: async (from, edit) => {
      await run('drafts:putItems', { items: [{ ...from, adjust: undefined, ...edit }] });
      await get().reload();
    },
    adjustAll: async (change) => {
      const items = get().draft?.items.map((item) => adjusted(item, change)) ?? [];
      if (items.length > 0) await run('drafts:putItems', { items });
      await get().reload();
    },
    removeItem: async ({ photoId, format, paper }) =>
      void (await run('drafts:removeItems', { keys: [{ photoId, format, paper }] })),
    setIndexPrint: async (indexPrint) => void (await run('drafts:setIndexPrint', { indexPrint })),
    setExpress: async (express) => void (await run('drafts:setExpress', { express })),
    setDiscount: async (discount) => void (await run('drafts:setDiscount', { discount })),
  };
}
