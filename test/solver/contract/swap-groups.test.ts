import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { swapGroups, type Couple } from '#solver/contract/swap-groups.ts';

const pair = (participant: string, mentor: string): Couple => ({ participant, mentor });
const text = (pairs: readonly Couple[]) => pairs.map((one) => `${one.participant}-${one.mentor}`).sort();

/** Every pair is drawn for itself, so people may have several partners; a few ids are shared by both sides. */
const matching = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })), {
    selector: String,
    maxLength: 14,
  })
  .map((pairs) => pairs.map(([p, m]) => pair(`x${p}`, `x${m}`)));

describe('groups of changes between two matches', () => {
  it('finds two independent swaps and leaves out what is the same', () => {
    const before = [pair('a', '1'), pair('b', '2'), pair('c', '3'), pair('d', '4'), pair('e', '5')];
    const after = [pair('a', '2'), pair('b', '1'), pair('c', '4'), pair('d', '3'), pair('e', '5')];
    const groups = swapGroups(before, after);
    expect(groups.map((group) => group.participants)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(groups.map((group) => text(group.added))).toEqual([
      ['a-2', 'b-1'],
      ['c-4', 'd-3'],
    ]);
  });

  it('joins a chain through a mentor whose place passes on', () => {
    const groups = swapGroups([pair('a', '1'), pair('b', '2')], [pair('a', '2'), pair('b', '3')]);
    expect(groups.map((group) => group.participants)).toEqual([['a', 'b']]);
  });

  it('counts somebody who goes unmatched as a change of their own', () => {
    expect(swapGroups([pair('a', '1')], [])).toEqual([
      { participants: ['a'], removed: [pair('a', '1')], added: [] },
    ]);
  });

  it('keeps a participant and a mentor apart who happen to have the same id', () => {
    const groups = swapGroups([pair('x', '1')], [pair('y', 'x')]);
    expect(groups.map((group) => group.participants)).toEqual([['x'], ['y']]);
  });

  it('shares no person between groups, and together they are the whole difference', () => {
    let several = 0;
    fc.assert(
      fc.property(matching, matching, (before, after) => {
        const groups = swapGroups(before, after);
        if (groups.length > 1) several += 1;
        const participants = groups.flatMap((group) => group.participants);
        expect(new Set(participants).size).toBe(participants.length);
        const mentors = groups.flatMap((group) => [
          ...new Set([...group.removed, ...group.added].map((one) => one.mentor)),
        ]);
        expect(new Set(mentors).size).toBe(mentors.length);
        const [a, b] = [new Set(text(before)), new Set(text(after))];
        expect(text(groups.flatMap((group) => group.removed))).toEqual(
          [...a].filter((one) => !b.has(one)).sort(),
        );
        expect(text(groups.flatMap((group) => group.added))).toEqual(
          [...b].filter((one) => !a.has(one)).sort(),
        );
      }),
      { numRuns: 300 },
    );
    expect(several).toBeGreaterThan(50);
  });

  it('gives a valid match whichever groups are taken', () => {
    let taken = 0;
    fc.assert(
      fc.property(matching, matching, fc.infiniteStream(fc.boolean()), (before, after, coin) => {
        const chosen = swapGroups(before, after).filter(() => coin.next().value as boolean);
        taken += chosen.length;
        const gone = new Set(text(chosen.flatMap((group) => group.removed)));
        const mixed = [
          ...before.filter((one) => !gone.has(text([one])[0] ?? '')),
          ...chosen.flatMap((group) => group.added),
        ];
        for (const side of ['participant', 'mentor'] as const) {
          const load = (pairs: readonly Couple[], id: string) =>
            pairs.filter((one) => one[side] === id).length;
          for (const id of new Set(mixed.map((one) => one[side])))
            expect([load(before, id), load(after, id)]).toContain(load(mixed, id));
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('does not depend on the order of the pairs', () => {
    fc.assert(
      fc.property(matching, matching, (before, after) => {
        const turned = swapGroups([...before].reverse(), [...after].reverse());
        const shape = (groups: ReturnType<typeof swapGroups>) =>
          groups.map((group) => [group.participants, text(group.removed), text(group.added)]);
        expect(shape(turned)).toEqual(shape(swapGroups(before, after)));
      }),
    );
  });
});
