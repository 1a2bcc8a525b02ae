import { z } from 'zod';

// The content security policy forbids code made from text, and zod would try. Imported before any schema is made.
z.config({ jitless: true });
