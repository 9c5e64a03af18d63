import { listOf } from '../contract/programme/programme.ts';
import type { Form, Programme } from '../contract/programme/programme.ts';
import { holds } from './conditions.ts';
import type { Answers } from './conditions.ts';
import type { RecipeOf } from './profile.ts';
import type { Random } from './random.ts';

/** Distinct phrases that suit the answers, filled in and joined by a blank; empty where none suits. */
export function drawText(
  random: Random,
  recipe: RecipeOf<'text'>,
  programme: Programme,
  form: Form,
  answers: Answers,
): string {
  const weights = recipe.phrases.map((phrase) =>
    phrase.if === undefined || holds(answers, phrase.if) ? phrase.weight : 0,
  );
  const sentences: string[] = [];
  const wanted = random.weighted(recipe.counts);
  while (sentences.length < wanted) {
    const index = random.weighted(weights);
    if (index < 0) break;
    weights[index] = 0;
    const sentence = filledIn(recipe.phrases[index]?.text ?? '', programme, form, answers);
    if (sentence !== undefined) sentences.push(sentence.replaceAll('#', () => String(random.whole(0, 9))));
  }
  return sentences.join(' ');
}

function filledIn(phrase: string, programme: Programme, form: Form, answers: Answers): string | undefined {
  let complete = true;
  const text = phrase.replaceAll(/\{([^{}.]+)(?:\.(\d+))?\}/g, (_, id: string, place: string | undefined) => {
    const reading = readingOf(programme, form, answers, id, Number(place ?? 1) - 1);
    if (reading === undefined) complete = false;
    return reading ?? '';
  });
  return complete ? text : undefined;
}

/** How the answer in a field reads within a sentence: labels for ids, the entry at `position` of several. */
function readingOf(
  programme: Programme,
  form: Form,
  answers: Answers,
  id: string,
  position: number,
): string | undefined {
  const field = form.fields.find((candidate) => candidate.id === id);
  const answer = answers[id];
  if (field === undefined || answer === undefined) return undefined;
  const entry = Array.isArray(answer) ? answer[position] : String(answer);
  if (entry === undefined) return undefined;
  if (field.kind === 'place') return programme.geography.places.find((place) => place.id === entry)?.label;
  const option = listOf(programme, field)?.options.find((candidate) => candidate.id === entry);
  return option === undefined ? entry : withoutCapital(option.label);
}

/** "Public speaking" -> "public speaking", but "K-12 schools" as it is. */
function withoutCapital(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
