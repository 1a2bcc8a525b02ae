import { z } from '../../shared/domain/z.ts';

/** The first screen comes first, as for the decoders. */
const AFTER_START_MS = 2_000;

// A start uses most of its schemas once, and to compile a parser for each costs more than all their parsing. Imported
// before any schema is made; those of a start stay uncompiled, all that are first used later are compiled as zod does.
z.config({ jitless: true });

/** Schemas that are first used from soon after the start have their parsers compiled. */
export const compileParsersSoon = (): void => {
  setTimeout(() => z.config({ jitless: false }), AFTER_START_MS);
};
