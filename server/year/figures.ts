import { LEAST_IN_GROUP } from '#solver/contract/api/year.ts';
import type { Figures } from '#solver/contract/api/year.ts';
import type { SurveyQuestion } from '#solver/contract/programme/survey.ts';
import { goalsReached, meanOf, meetingsOf, ratingsOf } from './followed.ts';
import type { Followed } from './followed.ts';

/** The figures of some relationships. Means are told where enough people stand behind them. */
export function figuresOf(followed: readonly Followed[], questions: readonly SurveyQuestion[]): Figures {
  const sum = (count: (one: Followed) => number) => followed.reduce((total, one) => total + count(one), 0);
  const participants = new Set(followed.map(({ facts }) => facts.participant)).size;
  return {
    relationships: followed.length,
    participants,
    meetingsPlanned: sum((one) => meetingsOf(one).planned),
    meetingsHeld: sum((one) => meetingsOf(one).held),
    goals: sum((one) => goalsReached(one).goals.length),
    goalsReached: sum((one) => goalsReached(one).reached),
    rating: isTold(raters(followed)) ? meanOf(followed.flatMap(ratingsOf)) : null,
    survey: questions.flatMap((question) => questionFigure(followed, question)),
  };
}

/** People as "side id": those who rated a meeting. */
function raters(followed: readonly Followed[]): Set<string> {
  return new Set(
    followed.flatMap(({ facts }) =>
      facts.checkIns.filter(({ rating }) => rating !== null).map(({ side }) => `${side} ${facts[side]}`),
    ),
  );
}

function isTold(people: ReadonlySet<string>): boolean {
  return people.size >= LEAST_IN_GROUP;
}

/** Words are not counted. */
function questionFigure(
  followed: readonly Followed[],
  { id, label, kind }: SurveyQuestion,
): Figures['survey'] {
  if (kind === 'text') return [];
  const people = new Set<string>();
  const values: number[] = [];
  for (const { facts } of followed)
    for (const { side, answers } of facts.surveys) {
      const answer = answers[id];
      if (answer === undefined || typeof answer === 'string') continue;
      people.add(`${side} ${facts[side]}`);
      values.push(Number(answer));
    }
  return [
    { question: id, label, kind, answers: values.length, value: isTold(people) ? meanOf(values) : null },
  ];
}
