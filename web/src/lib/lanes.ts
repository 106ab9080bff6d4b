// A plan as two lanes in time: study above, work below.
import type { LanesFragment } from '../generated/plans/graphql';

export type Plan = LanesFragment;
type Step = Plan['steps'][number];

export type Block = {
  lane: 'study' | 'work';
  /** Months from now. */
  from: number;
  to: number;
  id: string;
  name: string;
  /** The step it is a part of, by index from 0. */
  step: number;
  /** The study is beside a job, or the job beside a study. */
  beside: boolean;
};

export function blocks(steps: readonly Step[]): Block[] {
  return steps.flatMap((s, step): Block[] => {
    const span = { from: s.startMonth, to: s.endMonth, step };
    if (s.__typename === 'WorkStep') return [{ lane: 'work', ...span, id: s.career.id, name: s.career.name, beside: false }];
    if (s.__typename !== 'StudyStep') return [];
    const beside = s.workingAs !== null && s.workingAs !== undefined;
    const study: Block = { lane: 'study', ...span, id: s.credential.id, name: s.credential.name, beside };
    return s.workingAs ? [study, { lane: 'work', ...span, id: s.workingAs.id, name: s.workingAs.name, beside }] : [study];
  });
}

/** What a plan is told apart by in an address: no two plans of a front have the same. */
export const keyOf = (p: Pick<Plan, 'months' | 'cost' | 'foregoneEarnings'>) => [p.months, p.cost, p.foregoneEarnings].join('-');

/** Several lists of plans as one, in the front's order, each once. */
export function union(...lists: (readonly Plan[])[]): Plan[] {
  const all = new Map(lists.flat().map((p) => [keyOf(p), p]));
  return [...all.values()].sort((a, b) => a.months - b.months || a.cost - b.cost || a.foregoneEarnings - b.foregoneEarnings);
}

/** A plan's studies and jobs by id, each once, in order. */
export function parts(p: Plan): Map<string, string> {
  return new Map(blocks(p.steps).map((b) => [b.id, b.name]));
}
