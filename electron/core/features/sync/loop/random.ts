import type { Ids } from '../../../ports/clock.ts';

const RANGE = 0x1_0000_0000;

/** Random numbers from 0 to 1, without 1, from the terminal's own source. */
export const randomOf =
  ({ hex }: Pick<Ids, 'hex'>) =>
  (): number =>
    Number.parseInt(hex(4), 16) / RANGE;
