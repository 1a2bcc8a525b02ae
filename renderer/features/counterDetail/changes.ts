import type { OrderId } from '../../../shared/domain/ids.ts';
import { type Changes, type DetailDeps, type DetailState, failed, type SetDetail } from './detailState.ts';

export function createChanges(deps: DetailDeps, set: SetDetail, get: () => DetailState): Changes {
  const { api, tell, now = Date.now } = deps;
  const undo: Changes['undo'] = async (orderId, historyId) => {
    const number = get().order?.number ?? '';
    if (get().undoable?.historyId === historyId) set({ undoable: null });
    const answer = await api.ask('orders:undo', { orderId, historyId });
    if (await failed(answer, set, get)) return;
    tell({ kind: 'undone', number });
    if (get().orderId === orderId) await get().reload();
  };
  const undoOf = (orderId: OrderId, historyId: number, until: number) => {
    set({ undoable: { orderId, historyId, until } });
    return () => void undo(orderId, historyId);
  };
  const rememberUndo: Changes['rememberUndo'] = (orderId, number, historyId, until, to) => {
    if (until !== null) tell({ kind: 'status', number, to, undo: undoOf(orderId, historyId, until) });
  };
  return {
    undo,
    rememberUndo,
    changeTo: async (to, reason) => {
      const { order, pending } = get();
      if (order === null || pending) return false;
      const { orderId, version, number } = order;
      set({ pending: true });
      const answer = await api.ask('orders:changeStatus', { orderId, version, to, reason });
      if (await failed(answer, set, get)) return false;
      if (answer.ok) rememberUndo(orderId, number, answer.value.historyId, answer.value.undoUntil, to);
      await get().reload();
      return true;
    },
    recordReminder: async () => {
      const { order, pending } = get();
      if (order === null || pending) return;
      const { orderId, version, number } = order;
      set({ pending: true });
      const answer = await api.ask('orders:recordReminder', { orderId, version });
      if ((await failed(answer, set, get)) || !answer.ok) return;
      const { historyId, undoUntil } = answer.value;
      if (undoUntil !== null) tell({ kind: 'reminded', number, undo: undoOf(orderId, historyId, undoUntil) });
      await get().reload();
    },
    recordCall: async (messageId) => {
      const { order, pending } = get();
      if (order === null || pending) return;
      set({ pending: true });
      const answer = await api.ask('messages:recordCall', { messageId });
      if (await failed(answer, set, get)) return;
      tell({ kind: 'called', number: order.number });
      await get().reload();
    },
    startLinked: async () => {
      const { order, pending } = get();
      if (order === null || pending) return;
      set({ pending: true });
      const answer = await api.ask('drafts:startLinked', { orderId: order.orderId });
      if ((await failed(answer, set, get)) || !answer.ok) return;
      set({ pending: false });
      deps.openDraft(answer.value.draftId);
    },
    undoLatest: async () => {
      const latest = get().undoable;
      if (latest !== null && now() < latest.until) await undo(latest.orderId, latest.historyId);
    },
    print: async (kind) => {
      const { order } = get();
      if (order === null) return;
      const answer = await api.ask('tickets:print', { orderId: order.orderId, kind });
      if (!(await failed(answer, set, get)) && answer.ok) {
        tell({ kind: 'printed', number: order.number, copy: answer.value.copy });
      }
    },
    reprintLast: async () => {
      const answer = await api.ask('tickets:reprintLast', {});
      if (!(await failed(answer, set, get)) && answer.ok) {
        tell({ kind: 'printed', number: get().order?.number ?? '', copy: answer.value.copy });
      }
    },
    retryJob: async (jobId) => {
      const answer = await api.ask('jobs:retry', { jobId });
      if (!(await failed(answer, set, get))) await get().reload();
    },
  };
}
