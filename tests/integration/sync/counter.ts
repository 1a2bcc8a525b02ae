import { createConsentsFeature } from '../../../electron/core/features/consents/index.ts';
import { cancelMarketing } from '../../../electron/core/features/messages/index.ts';
import { personOfOrder } from '../../../electron/core/features/orders/index.ts';
import { createRetentionFeature } from '../../../electron/core/features/retention/index.ts';
import { FREE_START, orderFeatures } from '../harness/orders.ts';
import { createTestCore, type TestCore, type TestDeps } from '../harness/testCore.ts';

const features = (deps: TestDeps) => {
  const placed = orderFeatures(deps);
  const consents = createConsentsFeature({
    ...deps,
    appVersion: '0.1.0',
    personOf: personOfOrder,
    cancelMessages: cancelMarketing,
  });
  const retention = createRetentionFeature({
    ...deps,
    removePrintFiles: placed.production.removeFilesOfOrder,
    checkpoint: () => true,
  });
  return { ...placed, consents, retention };
};

/** A counter of a store with the features that tell central and take over from it. */
export interface Counter {
  readonly core: TestCore<ReturnType<typeof features>>;
  terminalId: string;
}

export const createCounter = async (): Promise<Counter> => {
  const core = await createTestCore(features);
  core.set(FREE_START);
  return { core, terminalId: '' };
};
