/** A binary heap of nodes by distance, the node of the smaller number first among equals. Outdated entries are the caller's to skip. */
export class Heap {
  #distances = new Float64Array(64);
  #nodes = new Int32Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The smallest distance; Infinity where the heap is empty. */
  get distance(): number {
    return this.#size === 0 ? Infinity : (this.#distances[0] as number);
  }

  clear(): void {
    this.#size = 0;
  }

  push(distance: number, node: number): void {
    if (this.#size === this.#nodes.length) this.#grow();
    let place = this.#size;
    this.#size += 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#precedes(distance, node, above)) break;
      this.#move(above, place);
      place = above;
    }
    this.#put(place, distance, node);
  }

  /** Takes out the first node. The heap must not be empty. */
  pop(): number {
    const first = this.#nodes[0] as number;
    this.#size -= 1;
    const distance = this.#distances[this.#size] as number;
    const node = this.#nodes[this.#size] as number;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#size) break;
      const right = below + 1;
      if (
        right < this.#size &&
        this.#precedes(this.#distances[right] as number, this.#nodes[right] as number, below)
      )
        below = right;
      if (this.#precedes(distance, node, below)) break;
      this.#move(below, place);
      place = below;
    }
    this.#put(place, distance, node);
    return first;
  }

  #precedes(distance: number, node: number, place: number): boolean {
    const other = this.#distances[place] as number;
    return distance < other || (distance === other && node < (this.#nodes[place] as number));
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#distances[from] as number, this.#nodes[from] as number);
  }

  #put(place: number, distance: number, node: number): void {
    this.#distances[place] = distance;
    this.#nodes[place] = node;
  }

  #grow(): void {
    const distances = new Float64Array(2 * this.#distances.length);
    const nodes = new Int32Array(2 * this.#nodes.length);
    distances.set(this.#distances);
    nodes.set(this.#nodes);
    this.#distances = distances;
    this.#nodes = nodes;
  }
}
