import { z } from 'zod';

// Compiling a parser for each schema costs a start more than main's few checks ever win back, and main then makes no
// code from text. Imported before any schema is made.
z.config({ jitless: true });
