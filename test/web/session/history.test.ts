import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History } from '../../../web/src/session/history.svelte.ts';

test('n undos restore the very state that was there n steps before, and n redos the one after', () => {
  let steps = 0;
  fc.assert(
    fc.property(fc.array(fc.object(), { minLength: 1, maxLength: 20 }), fc.nat(), (states, many) => {
      const first = {};
      const history = new History<object>(first);
      states.forEach((state, index) => history.push(state, `step ${index}`));
      const all = [first, ...states];
      const back = many % (states.length + 1);
      steps += back;
      for (let n = 0; n < back; n += 1) expect(history.undo()).toBe(true);
      expect(history.present).toBe(all[all.length - 1 - back]);
      for (let n = 0; n < back; n += 1) expect(history.redo()).toBe(true);
      expect(history.present).toBe(all.at(-1));
    }),
  );
  expect(steps).toBeGreaterThan(100);
});

test('before the first state and after the last there is nothing', () => {
  const history = new History('a');
  expect(history.undoable).toBeUndefined();
  expect(history.undo()).toBe(false);
  expect(history.redo()).toBe(false);
  expect(history.present).toBe('a');
});

test('what was done is named, and a new step ends what was undone', () => {
  const history = new History('a');
  history.push('b', 'Topics 8 → 5');
  history.push('c', 'Region 3 → 0');
  history.undo();
  expect(history.undoable).toBe('Topics 8 → 5');
  expect(history.redoable).toBe('Region 3 → 0');
  history.push('d', 'Distance 3 → 9');
  expect(history.redo()).toBe(false);
  history.undo();
  expect(history.present).toBe('b');
});
