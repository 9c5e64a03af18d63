import type { SurveyAnswers } from '#solver/contract/api/year.ts';
import { MileError } from '#solver/contract/errors.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { SurveyQuestion } from '#solver/contract/programme/survey.ts';

type Answer = SurveyAnswers[string];

const IS_KIND: Readonly<Record<SurveyQuestion['kind'], (answer: Answer) => boolean>> = {
  scale: (answer) => typeof answer === 'number',
  yesNo: (answer) => typeof answer === 'boolean',
  text: (answer) => typeof answer === 'string',
};

/**
 * What one side answered, without what was left empty. Throws INVALID_INPUT with a sentence for every question whose answer is missing or not taken,
 * and UNKNOWN_FIELD.
 */
export function surveyAnswers(
  questions: readonly SurveyQuestion[],
  side: Side,
  answers: SurveyAnswers,
): SurveyAnswers {
  const asked = questions.filter(({ sides }) => sides.includes(side));
  const given = Object.entries(answers).filter(([, answer]) => answer !== '');
  const unknown = given.find(([id]) => asked.every((question) => question.id !== id));
  if (unknown)
    throw new MileError('UNKNOWN_FIELD', `The survey has no question "${unknown[0]}". Load the page again.`, {
      field: unknown[0],
    });
  const kept = Object.fromEntries(given);
  const wrong = asked.flatMap((question) => {
    const message = complaint(question, kept[question.id]);
    return message === undefined ? [] : [{ field: question.id, message }];
  });
  if (wrong.length > 0)
    throw new MileError('INVALID_INPUT', `${wrong[0]?.message} Nothing was sent.`, { fields: wrong });
  return kept;
}

function complaint(
  { kind, label, required }: SurveyQuestion,
  answer: Answer | undefined,
): string | undefined {
  if (answer === undefined) return required ? `“${label}” needs an answer.` : undefined;
  return IS_KIND[kind](answer) ? undefined : `“${label}” takes another kind of answer. Load the page again.`;
}
