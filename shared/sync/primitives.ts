import { z } from '../domain/z.ts';
import { OrderId, StoreCode, SubjectRef, TerminalId } from '../domain/ids.ts';

/** UTC milliseconds. */
export const Time = z.int().min(0);

/** SHA-256 in hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Ed25519 signature (RFC 8032), base64url without padding. */
export const Signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** Raw Ed25519 public key of 32 bytes, base64url without padding. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const random128 = () => z.string().regex(/^[0-9a-f]{32}$/);

/** 128 random bits in hex. */
export const Random128 = random128();

/** A life of central's or a hub's database: a new one after each restore. */
export const Incarnation = random128();

/** A row that something else names: history, command, request. */
export const Ulid = z.string().regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);

/** The op header's own op id; an op keeps it for ever, also when it is signed anew in a later epoch. */
export const OpId = random128();

/** A place in a feed, opaque to whoever reads it. */
export const Cursor = z.string().max(64);

/** What a terminal may pull (sync specification 5.2). */
export const Scope = z.string().regex(/^(store:\d{2}|kiosk:[0-9A-Z]{26}|settings:\d{2}|rights:\d{2})$/);

/** One-time code of an enrolment: 128 bits in Crockford's base 32, as typed or scanned. */
export const EnrolmentCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);

/** Given to a terminal at its enrolment and checked on every call. */
export const TerminalRole = z.enum(['kiosk', 'counter', 'hub']);
export type TerminalRole = z.infer<typeof TerminalRole>;

export { OrderId, StoreCode, SubjectRef, TerminalId };
