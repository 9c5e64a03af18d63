import { z } from 'zod';
import { recordKeySchema, sideSchema } from '../identifier.ts';

/** A question of the closing survey. `scale` is answered from 1 to 5, with words at its ends. */
export const surveyQuestionSchema = z.strictObject({
  id: recordKeySchema,
  label: z.string().trim().min(1).max(300),
  kind: z.enum(['scale', 'yesNo', 'text']),
  /** At 1 and 5 of a scale. */
  low: z.string().max(60).default(''),
  high: z.string().max(60).default(''),
  /** Who is asked. */
  sides: z.array(sideSchema).min(1),
  required: z.boolean().default(false),
});
export type SurveyQuestion = z.infer<typeof surveyQuestionSchema>;

const BOTH: z.input<typeof sideSchema>[] = ['participant', 'mentor'];

/** What a programme asks that says nothing else. */
const FIRST_QUESTIONS: z.input<typeof surveyQuestionSchema>[] = [
  {
    ...{ id: 'worthwhile', label: 'How worthwhile was the mentoring for you?', kind: 'scale' },
    ...{ low: 'Hardly', high: 'Very', sides: BOTH, required: true },
  },
  {
    ...{ id: 'fit', label: 'How well did the two of you fit together?', kind: 'scale' },
    ...{ low: 'Not at all', high: 'Very well', sides: BOTH, required: true },
  },
  {
    ...{ id: 'goals', label: 'How far did you get with your goals?', kind: 'scale' },
    ...{ low: 'No further', high: 'All the way', sides: ['participant'] },
  },
  {
    ...{ id: 'support', label: 'How well did the committee support you?', kind: 'scale' },
    ...{ low: 'Poorly', high: 'Very well', sides: BOTH },
  },
  { id: 'contact', label: 'Will the two of you stay in touch?', kind: 'yesNo', sides: BOTH },
  { id: 'again', label: 'Would you mentor again?', kind: 'yesNo', sides: ['mentor'] },
  { id: 'later', label: 'Can you see yourself mentoring some day?', kind: 'yesNo', sides: ['participant'] },
  { id: 'best', label: 'What helped you most?', kind: 'text', sides: BOTH },
  { id: 'change', label: 'What should the programme do differently?', kind: 'text', sides: BOTH },
];

/** The closing survey, in order. */
export const surveySchema = z
  .array(surveyQuestionSchema)
  .max(40)
  .refine(
    (questions) => new Set(questions.map(({ id }) => id)).size === questions.length,
    'a question id is used twice',
  )
  .prefault(FIRST_QUESTIONS);
