import type { Field } from '#solver/contract/programme/fields.ts';
import type { Programme } from '#solver/contract/programme/programme.ts';
import { newId } from './edits.ts';

/** A union member without its id: ids are given when it is taken. */
export type WithoutId<Thing> = Thing extends unknown ? Omit<Thing, 'id'> : never;
export type FieldPair = readonly [participant: Field, mentor: Field];

/** The same under an id like none of those that are taken. */
export function identified<Thing extends { label: string }>(
  thing: Thing,
  taken: readonly { id: string }[],
): Thing & { id: string } {
  const ids = taken.map(({ id }) => id);
  return { ...thing, id: newId(thing.label, ids) };
}

/** Questions of the two forms that choose from one list, or else are of one kind under one id. */
export function comparableFields({ participant, mentor }: Programme): FieldPair[] {
  return participant.fields.flatMap((own) =>
    mentor.fields.filter((other) => isComparable(own, other)).map((other): FieldPair => [own, other]),
  );
}

function isComparable(own: Field, other: Field): boolean {
  if ('list' in own && 'list' in other) return own.list === other.list;
  return own.kind === other.kind && own.id === other.id;
}

/** Confidential answers count only for those who asked for it. */
export function isConfidential([own, other]: FieldPair): boolean {
  return own.confidential || other.confidential;
}

/** A number that can only be a year. */
export function isYear(field: Field): boolean {
  return field.kind === 'number' && (field.min ?? 0) >= 1900;
}

export function idsOf([own, other]: FieldPair): { participantField: string; mentorField: string } {
  return { participantField: own.id, mentorField: other.id };
}

export function labelOf([own, other]: FieldPair): string {
  return (own.label === other.label ? own.label : `${own.label} / ${other.label}`).slice(0, 60);
}
