// What is served, and the question to open with.
import { StartDocument, type StartQuery } from '../generated/start/graphql';
import { ask, Failure } from './api';
import { nothing, type Question } from './question';
import { useCurrency } from './words';

/** Worked examples; the first whose ids the catalog has opens the plan view. */
const examples: Question[] = [
  {
    ...nothing,
    hold: ['credentials/as-health-informatics', 'credentials/rhit'],
    worked: [{ career: 'careers/medical-records-specialist', months: 24 }],
    to: 'careers/clinical-informatics-specialist',
  },
  { ...nothing, hold: ['credentials/high-school-diploma'], to: 'careers/registered-nurses' },
];

const idsOf = (q: Question) => [...q.hold, ...q.worked.map((w) => w.career), q.to];

class Served {
  catalog = $state.raw<StartQuery['catalog']>();
  failure = $state.raw<Failure>();
  example = $state.raw<Question>();

  async load() {
    this.failure = undefined;
    const ids = examples.flatMap(idsOf);
    try {
      const start = await ask(StartDocument, { examples: ids });
      const there = new Set(start.nodes.flatMap((node) => (node ? [node.id] : [])));
      useCurrency(start.catalog.currency);
      this.example = examples.find((q) => idsOf(q).every((id) => there.has(id))) ?? {
        ...nothing, hold: start.credentials.nodes.map((c) => c.id), to: start.careers.nodes[0]?.id ?? '',
      };
      this.catalog = start.catalog;
    } catch (problem) {
      this.failure = Failure.of(problem);
    }
  }
}

export const served = new Served();
