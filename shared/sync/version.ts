/** Version of the wire contract, in the header `Lete-Contract`. Central serves this one and the two before it. */
export const CONTRACT_VERSION = 1;

/** Headers of every call and answer. */
export const HEADERS = {
  contract: 'lete-contract',
  minContract: 'lete-min-contract',
  incarnation: 'lete-incarnation',
  time: 'lete-time',
} as const;
