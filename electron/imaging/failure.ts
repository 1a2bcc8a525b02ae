import type { MediaReason } from '../../shared/domain/media.ts';

/** A photo that cannot be had, with its reason; anything else that is thrown is damage. */
export class PhotoFailure extends Error {
  readonly reason: MediaReason;
  readonly format: string | null;
  constructor(reason: MediaReason, format: string | null = null) {
    super(reason);
    this.name = 'PhotoFailure';
    this.reason = reason;
    this.format = format;
  }
}
