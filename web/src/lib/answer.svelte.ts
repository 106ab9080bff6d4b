// An answer that is asked for again and again: the old one stays until the next is there.
import type { TypedDocumentString } from '../generated/graphql';
import { ask, Failure } from './api';

const quick = 150; // milliseconds within which nothing is said about waiting

export class Answer<R, V> {
  /** The last answer that came. */
  data = $state.raw<R>();
  /** Why the last question has none. */
  failure = $state.raw<Failure>();
  /** Whether the question has been waiting long enough to say so. */
  slow = $state(false);
  /** Whether a question is waiting. */
  asking = $state(false);
  /** What was asked last. */
  variables = $state.raw<V>();

  #document: TypedDocumentString<R, V>;
  #abort = new AbortController();

  constructor(document: TypedDocumentString<R, V>) {
    this.#document = document;
  }

  get document(): TypedDocumentString<R, V> {
    return this.#document;
  }

  /** Asks, and takes back what was asked before. */
  async ask(variables: V): Promise<void> {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    this.variables = variables;
    this.asking = true;
    const late = setTimeout(() => (this.slow = true), quick);
    try {
      const data = await ask(this.#document, variables, abort.signal);
      if (abort.signal.aborted) return;
      this.data = data;
      this.failure = undefined;
    } catch (problem) {
      if (abort.signal.aborted) return;
      this.failure = problem instanceof Failure ? problem : new Failure(String(problem));
    } finally {
      clearTimeout(late);
      if (this.#abort === abort) this.asking = this.slow = false;
    }
  }

  /** Asks the last question again. */
  again(): Promise<void> {
    return this.variables === undefined ? Promise.resolve() : this.ask(this.variables);
  }

  /** Forgets everything, and what was asked. */
  drop(): void {
    this.#abort.abort();
    this.data = this.failure = this.variables = undefined;
    this.asking = this.slow = false;
  }
}
