// The one way to the server: trusted documents by their hash, over GET where the address stays short, so that browsers and proxies
// may keep the answer.

/** A document as the code generator writes it: its text, its hash, and in its type what it answers and takes. */
export type TrustedDocument<R, V> = { __apiType?: (variables: V) => R; __meta__?: Record<string, unknown>; toString(): string };

/** What a view says when there is no answer. */
export class Failure extends Error {
  /** The code in the answer's `extensions`, such as NOT_FOUND; empty: no answer came. */
  code: string;
  /** The argument at fault, such as `input.to`; empty where none is. */
  argument: string;

  constructor(message: string, code = '', argument = '') {
    super(message);
    this.code = code;
    this.argument = argument;
  }

  /** Anything that was thrown, as a failure. */
  static of(problem: unknown): Failure {
    return problem instanceof Failure ? problem : new Failure(String(problem));
  }

  /** Whether the question is at fault, such as by an id that nothing has: asking again would not help. */
  get mistaken(): boolean {
    return this.code === 'NOT_FOUND' || this.code === 'BAD_USER_INPUT';
  }
}

type Reply<R> = { data?: R | null; errors?: { message: string; extensions?: { code?: string; argument?: string } }[] };

const longestAddress = 4000;
const headers = { Accept: 'application/graphql-response+json, application/json' };

/** Asks a document and gives its data, or throws a Failure. `signal` takes the question back. */
export async function ask<R, V>(document: TrustedDocument<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
  const documentId = String(document.__meta__?.hash);
  const address = '/graphql?' + new URLSearchParams({ documentId, variables: JSON.stringify(variables) });
  let reply: Reply<R>;
  if (address.length <= longestAddress) reply = await read<R>(address, { headers, signal });
  else reply = await post<R>({ documentId, variables }, signal);
  if (reply.errors?.[0]?.extensions?.code === 'DOCUMENT_NOT_FOUND') {
    // the page and the server are of two builds, as during a deploy
    reply = await post<R>({ query: document.toString(), variables }, signal);
  }
  const error = reply.errors?.[0];
  if (error) throw new Failure(error.message, error.extensions?.code ?? 'UNKNOWN', error.extensions?.argument);
  if (!reply.data) throw new Failure('The server gave an answer without data.');
  return reply.data;
}

function post<R>(body: object, signal?: AbortSignal): Promise<Reply<R>> {
  return read('/graphql', {
    method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal,
  });
}

async function read<R>(address: string, init: RequestInit): Promise<Reply<R>> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (problem) {
    if (init.signal?.aborted) throw problem;
    throw new Failure('The server cannot be reached.');
  }
  try {
    return (await response.json()) as Reply<R>;
  } catch (problem) {
    if (init.signal?.aborted) throw problem;
    throw new Failure(response.status === 503 ? 'The server is busy.' : `The server answered ${response.status} without saying why.`);
  }
}
