import type { Access, Sql } from './database.ts';

const SHOPS = /^\d{2}$/;
const ID = /^[0-9A-Za-z]{1,64}$/;

const setting = (name: string, value: string, shape: RegExp): string => {
  if (!value.split(',').every((part) => shape.test(part))) throw new RangeError(`access: ${name}`);
  return `; SET LOCAL lete.${name} = '${value}'`;
};

const ERASURE_LOCK = {
  beside: `; SELECT pg_advisory_xact_lock_shared(hashtext('lete_erasure'))`,
  alone: `; SELECT pg_advisory_xact_lock(hashtext('lete_erasure'))`,
} as const;

/** The statements that open a transaction with these eyes, sent in one go. */
export const openingOf = ({ role, shops = [], terminal, code, erasures }: Access): string =>
  [
    'BEGIN',
    role === 'owner' ? '' : `; SET LOCAL ROLE lete_${role}`,
    shops.length === 0 ? '' : setting('shop_ids', shops.join(','), SHOPS),
    terminal === undefined ? '' : setting('terminal_id', terminal, ID),
    code === undefined ? '' : setting('code_hash', code, ID),
    erasures === undefined ? '' : ERASURE_LOCK[erasures],
  ].join('');

/** Opens the eyes of a running transaction for one store, once the database itself has said which. */
export const seeShop = async (sql: Sql, shopId: string): Promise<void> => {
  await sql.query(`SELECT set_config('lete.shop_ids', $1, true)`, [shopId]);
};

/** SQLSTATE of failures that another transaction caused and that a second try mends. */
const MENDED_BY_TRYING = new Set(['40001', '40P01', '23505']);
const TRIES = 3;

/** Runs a whole transaction again where the failure was another one's. */
export const tryAgain = async <T>(transaction: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (tries === TRIES || typeof code !== 'string' || !MENDED_BY_TRYING.has(code)) throw error;
    }
  }
};
