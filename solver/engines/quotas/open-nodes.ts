import type { OpenNode } from './node.ts';

/** Nodes that wait to be cut. */
export class OpenNodes {
  readonly #nodes: OpenNode[] = [];

  add(node: OpenNode): void {
    this.#nodes.push(node);
  }

  /** The largest proven bound of those that wait; minus infinity where none does. */
  get bound(): number {
    return this.#nodes.reduce((most, { proven }) => Math.max(most, proven.bound), -Infinity);
  }

  /** Takes out the node of the largest relaxation, and forgets those that are closed. */
  next(isClosed: (node: OpenNode) => boolean): OpenNode | undefined {
    let best = -1;
    for (let index = this.#nodes.length - 1; index >= 0; index -= 1) {
      const node = this.#nodes[index] as OpenNode;
      if (isClosed(node)) {
        this.#takeOut(index);
        // The last one, which may have been the best, stands here now.
        if (best === this.#nodes.length) best = index;
      } else if (best < 0 || node.relaxed > (this.#nodes[best] as OpenNode).relaxed) best = index;
    }
    return best < 0 ? undefined : this.#takeOut(best);
  }

  #takeOut(index: number): OpenNode {
    const node = this.#nodes[index] as OpenNode;
    this.#nodes[index] = this.#nodes.at(-1) as OpenNode;
    this.#nodes.pop();
    return node;
  }
}
