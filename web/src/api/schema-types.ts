import type { z } from 'zod';

/** What is sent, and what comes back, as the contract's schemas have it; erased when the page is built. */
export type Input<Schema extends z.ZodType> = z.input<Schema>;
export type Output<Schema extends z.ZodType> = z.output<Schema>;
