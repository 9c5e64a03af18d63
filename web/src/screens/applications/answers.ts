import type { Answer } from '#solver/contract/cohort.ts';
import type { Side } from '#solver/contract/identifier.ts';
import type { Field, FieldKind } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** A value that a field offers to choose from. */
export interface Choice {
  id: string;
  label: string;
}

/** What a field offers to choose from; undefined where any text may stand. */
export function choicesOf(programme: Programme, field: Field): readonly Choice[] | undefined {
  if (field.kind === 'place') return programme.geography.places;
  return 'list' in field ? programme.lists[field.list]?.options : undefined;
}

/** Labels of options and places, looked up once per programme. */
export class AnswerText {
  readonly #programme: Programme;
  readonly #labels = new Map<string, Map<string, string>>();

  constructor(programme: Programme) {
    this.#programme = programme;
  }

  /** An answer as people read it: labels for ids, Yes and No, lists by comma. */
  of(field: Field, answer: Answer | null | undefined): string {
    if (answer === undefined || answer === null) return '';
    if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
    if (Array.isArray(answer)) return answer.map((one) => this.#label(field, one)).join(', ');
    if (typeof answer === 'number') return String(answer);
    return this.#label(field, answer);
  }

  #label(field: Field, id: string): string {
    const labels =
      this.#labels.get(field.id) ??
      new Map(choicesOf(this.#programme, field)?.map((choice) => [choice.id, choice.label]));
    this.#labels.set(field.id, labels);
    return labels.get(id) ?? id;
  }
}

const MAIN_KINDS: readonly FieldKind[] = ['place', 'choice', 'number', 'ranking', 'email'];

/** The few fields that tell people apart in a table: employer, and the first of each telling kind; never a confidential one. */
export function mainFields(programme: Programme, side: Side): Field[] {
  const form = programme[side];
  const open = form.fields.filter((field) => !field.confidential);
  const chosen = [
    open.find((field) => field.id === form.employerField),
    ...MAIN_KINDS.map((kind) => open.find((field) => field.kind === kind)),
  ];
  return [...new Set(chosen.filter((field) => field !== undefined))];
}
