import { randomBytes } from 'node:crypto';
import { ulid } from '../../../shared/domain/ids.ts';

/** A request id as a page makes one for each command. */
export const freshRequestId = () => ulid(Date.now(), randomBytes(10));
