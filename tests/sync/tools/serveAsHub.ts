import type { CounterCore } from './counterCore.ts';

/** Lets a counter serve as its store's hub at a port of this machine, or no longer. */
export const serveAsHub = (
  core: CounterCore,
  { on, port }: { readonly on: boolean; readonly port: number },
): void => {
  core.set({ hub: { on, address: '127.0.0.1', port } });
  core.features.sync.settle();
};
