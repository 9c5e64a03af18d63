import { z } from 'zod';

const textSchema = z.string().max(5_000).default('');

/** What the public page says, in the association's own words: paragraphs are parted by an empty line. Empty texts are left out of the page. */
export const textsSchema = z.strictObject({
  welcome: textSchema,
  forMentors: textSchema,
  forParticipants: textSchema,
  forAssociation: textSchema,
  whenAndWhere: textSchema,
  mentorResponsibilities: textSchema,
  participantResponsibilities: textSchema,
  /** Who answers questions, and how to reach them. */
  contact: textSchema,
});
export type Texts = z.infer<typeof textsSchema>;
export type TextName = keyof Texts;

/** Days without a time of day; what is not known yet has no key. */
export const datesSchema = z
  .strictObject({
    instituteFrom: z.iso.date().optional(),
    instituteTo: z.iso.date().optional(),
    kickOff: z.iso.date().optional(),
    /** Months from the kick-off to the end of a relationship. */
    months: z.int().min(1).max(60).default(18),
  })
  .refine(
    ({ instituteFrom, instituteTo }) => (instituteFrom ?? '') <= (instituteTo ?? '9999'),
    'the institute ends before it begins',
  );
export type Dates = z.infer<typeof datesSchema>;
