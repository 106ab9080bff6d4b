// Numbered sources of a plan's figures, in the order in which they are read.
import type { PlanQuery } from '../generated/plans/graphql';

type Details = Extract<NonNullable<PlanQuery['node']>, { __typename: 'Plan' }>;
export type Source = { id: string; title: string; publisher?: string | null; url?: string | null; year?: number | null; assumed: boolean };
export type Figure = { year?: number | null; source?: Source | null };

export class Notes {
  sources: { source: Source; year?: number | null }[] = [];
  /** Whether some figure is the editors' own judgment. */
  assumes = false;
  #numbers = new Map<string, number>();

  constructor(details: Details | undefined) {
    for (const s of details?.steps ?? []) {
      if (s.__typename === 'StudyStep') {
        this.#take(s.mode === 'FULL_TIME' ? s.route.months : (s.route.partTimeMonths ?? s.route.months));
        if (s.workingAs?.wage) this.#take(s.workingAs.wage);
        this.#take(s.route.cost);
      } else if (s.__typename === 'WorkStep' && s.career.wage) this.#take(s.career.wage);
    }
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
