import { useStore } from 'zustand';
import type { DisclosuresStore } from '../disclosures.store.ts';
import { ArrivalDialog } from './ArrivalDialog.tsx';
import { ProposalDialog } from './ProposalDialog.tsx';

/** The form that is open, if any. */
export function DisclosureForms({ store }: { readonly store: DisclosuresStore }) {
  const form = useStore(store, (state) => state.form);
  if (form === null) return null;
  return form.kind === 'arrival' ? (
    <ArrivalDialog store={store} arrival={form.arrival} />
  ) : (
    <ProposalDialog store={store} form={form} />
  );
}
