import type { Side } from '#solver/contract/identifier.ts';
import type { Option } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';

/** The words of a question; its id where the form has it no more. */
export function labelOfField(programme: Programme, side: Side, id: string): string {
  return programme[side].fields.find((field) => field.id === id)?.label ?? id;
}

/** What a question lets people choose from. */
export function optionsOfField({ lists, ...programme }: Programme, side: Side, id: string): Option[] {
  const field = programme[side].fields.find((one) => one.id === id);
  return field && 'list' in field ? (lists[field.list]?.options ?? []) : [];
}

export function labelOfOption(options: readonly Option[], id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}
