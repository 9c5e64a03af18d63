/** Lets only the answer to the newest question count: every reply carries the number of the question it answers. */
export class Latest {
  #asked = 0;

  /** Runs a question. Undefined where a newer one was asked meanwhile; an error of an outdated question is dropped too. */
  async ask<Reply>(question: () => Promise<Reply>): Promise<Reply | undefined> {
    const mine = ++this.#asked;
    try {
      const reply = await question();
      return mine === this.#asked ? reply : undefined;
    } catch (error) {
      if (mine === this.#asked) throw error;
      return undefined;
    }
  }

  /** Makes every open question outdated. */
  forget(): void {
    this.#asked += 1;
  }
}
