/** A state that somebody made and the words for what they did. */
interface Entry<State> {
  state: State;
  action: string;
}

/**
 * States one after the other, to step back and forth through. A state is never copied or changed, so undoing n times
 * restores the very object that was there n steps before.
 */
export class History<State> {
  #past = $state.raw<readonly Entry<State>[]>([]);
  #present: Entry<State>;
  #future = $state.raw<readonly Entry<State>[]>([]);

  constructor(first: State) {
    this.#present = $state.raw({ state: first, action: '' });
  }

  get present(): State {
    return this.#present.state;
  }

  /** What `undo` would take back, in words; undefined where there is nothing to undo. */
  get undoable(): string | undefined {
    return this.#past.length > 0 ? this.#present.action : undefined;
  }

  /** What `redo` would do again, in words. */
  get redoable(): string | undefined {
    return this.#future[0]?.action;
  }

  /** Goes on to a new state; what was undone before is gone. */
  push(state: State, action: string): void {
    this.#past = [...this.#past, this.#present];
    this.#present = { state, action };
    this.#future = [];
  }

  /** Steps back; false where there is nothing to undo. */
  undo(): boolean {
    const previous = this.#past.at(-1);
    if (!previous) return false;
    this.#past = this.#past.slice(0, -1);
    this.#future = [this.#present, ...this.#future];
    this.#present = previous;
    return true;
  }

  /** Steps forth again; false where nothing was undone. */
  redo(): boolean {
    const [next, ...later] = this.#future;
    if (!next) return false;
    this.#past = [...this.#past, this.#present];
    this.#present = next;
    this.#future = later;
    return true;
  }
}
