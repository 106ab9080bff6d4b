// What a view waits for. The old answer stays until the next is there.
import { ask, Failure, type TrustedDocument } from './api';

const quick = 150; // milliseconds within which nothing is said about waiting

/** One thing at a time that is waited for: beginning another takes back what was begun before. */
export class Waiting {
  /** Why the last one failed. */
  failure = $state.raw<Failure>();
  /** Whether it has been waited for long enough to say so. */
  slow = $state(false);
  /** Whether something is waited for. */
  asking = $state(false);

  #abort = new AbortController();

  /** Does a job, which must do nothing more once its signal is aborted. */
  async run(job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort.abort();
    const abort = (this.#abort = new AbortController());
    this.asking = true;
    const late = setTimeout(() => (this.slow = true), quick);
    try {
      await job(abort.signal);
      if (!abort.signal.aborted) this.failure = undefined;
    } catch (problem) {
      if (!abort.signal.aborted) this.failure = Failure.of(problem);
    } finally {
      clearTimeout(late);
      if (this.#abort === abort) this.asking = this.slow = false;
    }
  }

  /** Takes back what was begun. */
  stop(): void {
    this.#abort.abort();
    this.failure = undefined;
    this.asking = this.slow = false;
  }
}

/** The answer to a document that is asked again and again, with other variables. */
export class Answer<R, V> extends Waiting {
  /** The last answer that came. */
  data = $state.raw<R>();
  /** What was asked last. */
  variables = $state.raw<V>();

  readonly document: TrustedDocument<R, V>;

  constructor(document: TrustedDocument<R, V>) {
    super();
    this.document = document;
  }

  /** Asks, and takes back what was asked before. */
  ask(variables: V): Promise<void> {
    this.variables = variables;
    return this.run(async (signal) => {
      const data = await ask(this.document, variables, signal);
      if (!signal.aborted) this.data = data;
    });
  }

  /** Asks the last question again. */
  again(): Promise<void> {
    return this.variables === undefined ? Promise.resolve() : this.ask(this.variables);
  }

  /** Forgets everything, and what was asked. */
  drop(): void {
    this.stop();
    this.data = this.variables = undefined;
  }
}
