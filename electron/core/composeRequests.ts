import type { CoreDeps } from './call/deps.ts';
import {
  createRequestsFeature,
  type Erasing,
  type RequestPorts,
  type RequestsFeature,
  type ShippedRequests,
} from './features/requests/index.ts';
import { isRestricted, liftRestriction, restrict } from './features/restriction/index.ts';
import { deriveKey } from './keys/deriveKey.ts';
import type { Shell } from './ports/shell.ts';

/** What other features do for a privacy request. A part that is not there yet is null: its requests wait and say so. */
const portsOf = (erasing: Erasing): RequestPorts => ({
  erasing,
  restricting: { restrict, lift: liftRestriction, isRestricted },
  endingMarketing: null,
  packaging: null,
  notifying: null,
});

export interface RequestsOptions {
  readonly deps: CoreDeps;
  readonly key: Uint8Array;
  readonly shell: Pick<Shell, 'htmlToPdf'>;
  readonly shipped: ShippedRequests;
}

export const composeRequests = (
  { deps, key, shell, shipped }: RequestsOptions,
  erasing: Erasing,
): RequestsFeature =>
  createRequestsFeature({
    ...deps,
    ...shipped,
    htmlToPdf: shell.htmlToPdf,
    contactKey: deriveKey(key, 'privacy-contacts'),
    ports: portsOf(erasing),
  });
