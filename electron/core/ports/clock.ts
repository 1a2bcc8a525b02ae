/** Wall time in UTC milliseconds. Core never reads it from anywhere else. */
export interface Clock {
  readonly now: () => number;
}

/** Random identities. `ulid` sorts by time. */
export interface Ids {
  readonly ulid: () => string;
  /** Lower-case hex of so many random bytes. */
  readonly hex: (bytes: number) => string;
  readonly bytes: (count: number) => Uint8Array;
}
