import { z } from 'zod';
import { identifierSchema, sideSchema } from '../identifier.ts';
import { publicationSchema } from './committee.ts';

/*
 * What follows a published match: letters to both sides, a roster for the kick-off, calendar files. Nothing is sent by the service.
 */

/** When the pairs first meet and how long they go on. Local time of the place, without a zone: it is read where the meeting is. */
export const scheduleSchema = z.strictObject({
  kickOff: z.iso.datetime({ local: true, precision: -1 }),
  /** Of the kick-off. */
  durationMinutes: z
    .int()
    .min(15)
    .max(24 * 60),
  place: z.string().trim().max(200),
  /** Until the close of the relationship. */
  months: z.int().min(1).max(60),
  /** Spread evenly over the months. */
  meetings: z.int().min(1).max(60),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** What stands in a letter between {{ and }}, and what is put there. */
export const MERGE_FIELDS = {
  name: 'name of the person that the letter goes to',
  'first name': 'first name of that person',
  partners: 'names of the people they are matched with',
  'partner details': 'for each of those: name, employer, place and how to reach them, line by line',
  'kick-off': 'date, time and place of the first meeting',
  meetings: 'months of the meetings',
  close: 'month of the close',
  programme: 'name of the programme',
} as const;
export type MergeField = keyof typeof MERGE_FIELDS;

const templateSchema = z.string().max(20_000);
export const templatesSchema = z.strictObject({ participant: templateSchema, mentor: templateSchema });
export type Templates = z.infer<typeof templatesSchema>;

const draftFields = {
  /** Null until somebody sets it; letters say so where they need it. */
  schedule: scheduleSchema.nullable(),
  templates: templatesSchema,
};
export const announcementSaveSchema = z.strictObject({
  ...draftFields,
  /** The version that the asker knows, 0 where nothing was saved yet. */
  basedOn: z.int().min(0),
});
export const letterSchema = z.strictObject({
  side: sideSchema,
  person: identifierSchema,
  name: z.string(),
  email: z.string(),
  partners: z.array(z.string()),
  text: z.string(),
});
export type Letter = z.infer<typeof letterSchema>;

export const announcementSchema = z.strictObject({
  ...draftFields,
  version: z.int().min(0),
  /** The newest published version; null where nothing is published. */
  publication: publicationSchema.nullable(),
  /** One for everybody who is matched in it, participants first, by name. */
  letters: z.array(letterSchema),
  /** Names of participants without a mentor: they hear from the committee in person. */
  waiting: z.array(z.string()),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** The files that are made of it. */
export const ANNOUNCE_FILES = {
  'participant-letters.docx': 'Letters to participants, one a page',
  'mentor-letters.docx': 'Letters to mentors, one a page',
  'mail-merge.csv': 'A row a letter, with addresses, for a mail program',
  'roster.xlsx': 'Who meets whom at the kick-off',
  'calendars.zip': 'A calendar file for each pair: kick-off, meetings, close',
} as const;
export type AnnounceFile = keyof typeof ANNOUNCE_FILES;
