import { useStore } from 'zustand';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import type { SignInStore } from './signIn.store.ts';

/** Who is at the counter now; null while it is locked. */
export const useSignedIn = (store: SignInStore): SignedIn | null =>
  useStore(store, (state) => state.signedIn);
