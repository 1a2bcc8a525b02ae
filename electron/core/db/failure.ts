/** Named states in which the database stays closed (architecture guide, section 5). */
export type OpenFailure =
  | 'runtime-unfit'
  | 'folder-unavailable'
  | 'disk-full'
  | 'in-use'
  | 'key-mismatch'
  | 'settings-refused'
  | 'damaged'
  | 'from-future'
  | 'migration-failed';

export class OpenError extends Error {
  readonly failure: OpenFailure;
  constructor(failure: OpenFailure, options?: ErrorOptions) {
    super(failure, options);
    this.name = 'OpenError';
    this.failure = failure;
  }
}
