import type { Settings } from '../../../../shared/contract/settings.ts';
import { numberText, type Range, readNumbers } from './numbers.ts';
import { type FormPolicy, type Problems, readOr } from './problem.ts';

export type PhoneForm = Omit<Settings['phone'], 'port' | 'plain'> & {
  readonly port: string;
  readonly protection: 'tls' | 'plain';
};

export const PHONE_RANGES = {
  port: { min: 0, max: 65_535, unit: 1 },
} as const satisfies Record<string, Range>;

const ADDRESS = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/;
/** An IPv4 address, or none: then it is found by itself. */
export const isAddress = (text: string): boolean => text === '' || ADDRESS.test(text);

/** WPA wants at least this many characters. */
const SHORTEST_PASSWORD = 8;

const problemsOf = ({ address, wifiPassword }: PhoneForm): Problems => ({
  ...(isAddress(address.trim()) ? {} : { address: { kind: 'value' } }),
  ...(wifiPassword === '' || wifiPassword.length >= SHORTEST_PASSWORD
    ? {}
    : { wifiPassword: { kind: 'value' } }),
});

/** Photos from customers' phones (MED-4). */
export const phoneForm: FormPolicy<PhoneForm> = {
  of: ({ phone: { plain, port, ...rest } }) => ({
    ...rest,
    port: numberText(port, PHONE_RANGES.port),
    protection: plain ? 'plain' : 'tls',
  }),
  read: (typed) => {
    const { values, problems } = readNumbers({ port: typed.port }, PHONE_RANGES);
    return readOr({ ...problemsOf(typed), ...problems }, () => ({
      phone: {
        on: typed.on,
        address: typed.address.trim(),
        port: values.port,
        plain: typed.protection === 'plain',
        wifiName: typed.wifiName.trim(),
        wifiPassword: typed.wifiPassword,
      },
    }));
  },
};
