import { z } from 'zod';
import { identifierSchema, sideSchema, slugSchema } from '../identifier.ts';

/** `mile-barred/1`: with whom somebody may not be matched, and what stands in the way. */
export const barredSchema = z.strictObject({
  format: z.literal('mile-barred/1'),
  side: sideSchema,
  id: identifierSchema,
  partners: z.array(
    z.strictObject({
      partner: identifierSchema,
      /** Ids of the rules in the way, in the policy's order. */
      rules: z.array(slugSchema),
      /** A decision of the committee forbids the pair. */
      forbidden: z.boolean(),
    }),
  ),
});
export type Barred = z.infer<typeof barredSchema>;
