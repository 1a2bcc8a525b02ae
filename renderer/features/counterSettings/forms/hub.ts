import type { Settings } from '../../../../shared/contract/settings.ts';
import { numberText, type Range, readNumbers } from './numbers.ts';
import { isAddress } from './phone.ts';
import { type FormPolicy, readOr } from './problem.ts';

export type HubForm = Omit<Settings['hub'], 'port'> & { readonly port: string };

const HUB_RANGES = { port: { min: 0, max: 65_535, unit: 1 } } as const satisfies Record<string, Range>;

/** This counter as its store's hub. */
export const hubForm: FormPolicy<HubForm> = {
  of: ({ hub: { port, ...rest } }) => ({ ...rest, port: numberText(port, HUB_RANGES.port) }),
  read: (typed) => {
    const { values, problems } = readNumbers({ port: typed.port }, HUB_RANGES);
    const address = typed.address.trim();
    const wrong = isAddress(address) ? {} : { address: { kind: 'value' } as const };
    return readOr({ ...wrong, ...problems }, () => ({
      hub: { on: typed.on, address, port: values.port },
    }));
  },
};
