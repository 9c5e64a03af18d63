import { z } from 'zod';
import { identifierSchema, recordKeySchema, slugSchema } from '../identifier.ts';

/** A place, a region or an option, as it is called. */
const namedSchema = z.strictObject({ id: slugSchema, label: z.string() });
const gainSchema = z.strictObject({ matched: z.int().min(0), score: z.int() });

export const mentorProfileSchema = z.strictObject({
  /** Null where the policy does not look at a place, or a programme has no regions. */
  region: namedSchema.nullable(),
  /** The place of the region from which the mentor helps most. */
  place: namedSchema.nullable(),
  type: namedSchema.nullable(),
  /** Those asked for, else those with which the mentor helps most. */
  topics: z.array(namedSchema),
  /** What the best match gains by such a mentor with one place. */
  gain: gainSchema,
  /** The same from the place of the region from which the mentor helps least. */
  leastGain: gainSchema,
  /** Id of the participant whom the mentor would have; null where nothing is gained. */
  participant: identifierSchema.nullable(),
  sentence: z.string(),
});
export type MentorProfile = z.infer<typeof mentorProfileSchema>;

/**
 * `mile-mentor-profiles/1`: what one more mentor would give, by region, type and topics. All that a profile does not say is left unanswered, and
 * counts as in the policy's criteria; consent is given. Fits of the others stay as they are; quotas apart.
 */
export const mentorProfilesSchema = z.strictObject({
  format: z.literal('mile-mentor-profiles/1'),
  /** Fields of the mentors' form that a profile answers; null where the policy reads none of the kind. */
  fields: z.strictObject({
    place: recordKeySchema.nullable(),
    type: recordKeySchema.nullable(),
    topics: recordKeySchema.nullable(),
  }),
  /** The system of the regions. */
  system: recordKeySchema.nullable(),
  /** Places that participants ask for and that stay empty now. */
  unmatched: z.int().min(0),
  /** How many profiles there are; one for each region and type. */
  count: z.int().min(0),
  /** Those that help most first; as many as were asked for. */
  profiles: z.array(mentorProfileSchema),
  sentence: z.string(),
});
export type MentorProfiles = z.infer<typeof mentorProfilesSchema>;
