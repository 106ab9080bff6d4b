// Numbered sources of figures, in the order in which they are read.

export type Source = { id: string; title: string; publisher?: string | null; url?: string | null; year?: number | null; assumed: boolean };
export type Figure = { year?: number | null; source?: Source | null };

export class Notes {
  sources: { source: Source; year?: number | null }[] = [];
  /** Whether some figure is the editors' own judgment. */
  assumes = false;
  /** What the ids of the list of sources begin with: there may be several lists on a page. */
  readonly prefix: string;
  #numbers = new Map<string, number>();

  constructor(figures: readonly Figure[], prefix = 'source') {
    this.prefix = prefix;
    figures.forEach((figure) => this.#take(figure));
  }

  #take(figure: Figure) {
    const { source } = figure;
    if (!source) return;
    if (source.assumed) this.assumes = true;
    if (this.#numbers.has(key(source, figure.year))) return;
    this.sources.push({ source, year: figure.year });
    this.#numbers.set(key(source, figure.year), this.sources.length);
  }

  /** The number of a figure's source, from 1; 0: it has none. */
  number(figure: Figure): number {
    return figure.source ? (this.#numbers.get(key(figure.source, figure.year)) ?? 0) : 0;
  }
}

const key = (source: Source, year: number | null | undefined) => `${source.id} ${year ?? ''}`;
