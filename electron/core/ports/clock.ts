/** Wall time in UTC milliseconds. Core never reads it from anywhere else. */
export interface Clock {
  now(): number;
}

/** Random identities. `ulid` sorts by time. */
export interface Ids {
  ulid(): string;
  /** Lower-case hex of so many random bytes. */
  hex(bytes: number): string;
  bytes(count: number): Uint8Array;
}
