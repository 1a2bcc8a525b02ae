import {
  type DetailDeps,
  type DetailState,
  type DialogActions,
  failed,
  type SetDetail,
} from './detailState.ts';
import {
  contactDialog,
  type DetailDialog,
  editDialog,
  noteDialog,
  paymentDialog,
  readCorrections,
  readPayment,
} from './dialogs.ts';

export function createDialogActions(deps: DetailDeps, set: SetDetail, get: () => DetailState): DialogActions {
  const open = (dialog: DetailDialog) => set({ dialog, failure: null, conflict: false });
  const quote = async () => {
    const { order, dialog } = get();
    if (order === null || dialog?.kind !== 'edit' || dialog.items.length === 0) return;
    const { items } = dialog;
    const answer = await deps.api.ask('orders:quote', { orderId: order.orderId, items: [...items] });
    const now = get().dialog;
    // A newer change asks its own question.
    if (now?.kind !== 'edit' || now.items !== items) return;
    if (await failed(answer, set, get)) return;
    if (answer.ok) set({ dialog: { ...now, quote: answer.value } });
  };
  const savers = createSavers(deps, set, get);
  return {
    openPayment: () => {
      const { order } = get();
      if (order !== null) open(paymentDialog(order));
    },
    openNote: () => {
      const { order } = get();
      if (order !== null) open(noteDialog(order));
    },
    openContact: () => {
      const { order } = get();
      if (order?.contact) open(contactDialog(order.contact));
    },
    openEdit: () => {
      const { order } = get();
      if (order === null) return;
      open(editDialog(order));
      void quote();
    },
    askReason: (purpose) => open({ kind: 'reason', for: purpose, reason: '' }),
    askConfirm: (to) => open({ kind: 'confirm', to }),
    askDeleteFiles: () => open({ kind: 'deleteFiles' }),
    type: (change) => {
      const { dialog } = get();
      if (dialog !== null) set({ dialog: { ...dialog, ...change } });
    },
    setItems: (items) => {
      const { dialog } = get();
      if (dialog?.kind !== 'edit') return;
      set({ dialog: { ...dialog, items, quote: null } });
      void quote();
    },
    closeDialog: () => set({ dialog: null, failure: null, conflict: false }),
    save: async () => {
      const { dialog, pending } = get();
      if (dialog === null || pending) return;
      if (await savers[dialog.kind](dialog as never)) set({ dialog: null });
    },
  };
}

type Savers = {
  readonly [K in DetailDialog['kind']]: (dialog: Extract<DetailDialog, { kind: K }>) => Promise<boolean>;
};

/** Each answers whether the form may close. */
function createSavers(deps: DetailDeps, set: SetDetail, get: () => DetailState): Savers {
  const { api, tell } = deps;
  const done = async (
    answer: Parameters<typeof failed>[0],
    kind: 'paid' | 'corrected' | 'saved' | 'amended' | 'filesDeleted',
  ) => {
    if (await failed(answer, set, get)) return false;
    tell({ kind, number: get().order?.number ?? '' });
    await get().reload();
    return true;
  };
  const withOrder = async <T>(run: (order: NonNullable<DetailState['order']>) => Promise<T>) => {
    const { order } = get();
    if (order === null) return false;
    set({ pending: true });
    return run(order);
  };
  return {
    confirm: ({ to }) => get().changeTo(to, null),
    reason: async ({ for: purpose, reason: typed }) => {
      const reason = typed.trim();
      if (reason === '') return false;
      if (purpose.kind === 'status') return get().changeTo(purpose.to, reason);
      return withOrder(async ({ orderId, version, number }) => {
        if (purpose.kind === 'correct') {
          const { paymentId } = purpose;
          return done(await api.ask('orders:correctPayment', { orderId, paymentId, reason }), 'corrected');
        }
        const photoIds = purpose.photoIds === null ? null : [...purpose.photoIds];
        const answer = await api.ask('orders:reprint', { orderId, version, photoIds, reason });
        if (await failed(answer, set, get)) return false;
        if (answer.ok) {
          const { historyId, undoUntil } = answer.value;
          get().rememberUndo(orderId, number, historyId, undoUntil, 'in_production');
        }
        await get().reload();
        return true;
      });
    },
    deleteFiles: () =>
      withOrder(async ({ orderId }) =>
        done(await api.ask('orders:deleteFiles', { orderId }), 'filesDeleted'),
      ),
    payment: async (dialog) => {
      const { order } = get();
      const entry = order === null ? 'amount' : readPayment(dialog, order);
      if (typeof entry === 'string') return false;
      return withOrder(async ({ orderId }) =>
        done(await api.ask('orders:recordPayment', { orderId, ...entry }), 'paid'),
      );
    },
    note: (dialog) =>
      withOrder(async ({ orderId, version }) => {
        const { note, place } = dialog;
        return done(
          await api.ask('orders:setNote', { orderId, version, note: note.trim(), place: place.trim() }),
          'saved',
        );
      }),
    contact: async (dialog) => {
      const { order } = get();
      if (!order?.contact) return false;
      const corrections = readCorrections(dialog, order.contact);
      if (corrections.length === 0) return true;
      return withOrder(async ({ orderId, version }) =>
        done(await api.ask('requests:correctContact', { orderId, version, corrections }), 'saved'),
      );
    },
    edit: async ({ items, quote }) => {
      if (quote === null || items.length === 0) return false;
      return withOrder(async ({ orderId, version }) =>
        done(
          await api.ask('orders:amend', { orderId, version, items: [...items], total: quote.after.total }),
          'amended',
        ),
      );
    },
  };
}
