// Two plans side by side, in words.
import { parts, type Plan } from '../lib/lanes';
import { dollars, list, time } from '../lib/words';

export function difference(a: Plan, b: Plan, nameA: string, nameB: string): string {
  const figures = [
    compare(b.months - a.months, time, 'longer', 'shorter'),
    compare(b.cost - a.cost, dollars, 'more in cost', 'less in cost'),
    compare(b.foregoneEarnings - a.foregoneEarnings, dollars, "more below the role's pay meanwhile", "less below the role's pay meanwhile"),
  ].filter(Boolean);
  const [inA, inB] = [parts(a), parts(b)];
  const alone = (of: Map<string, string>, not: Map<string, string>) => [...of].filter(([id]) => !not.has(id)).map(([, name]) => name);
  const [onlyA, onlyB] = [alone(inA, inB), alone(inB, inA)];
  const contents = [
    onlyB.length > 0 ? `It alone has ${list(onlyB)}.` : '',
    onlyA.length > 0 ? `“${nameA}” alone has ${list(onlyA)}.` : '',
    onlyA.length + onlyB.length === 0 ? 'Both have the same studies and jobs, at other times.' : '',
  ];
  return [`“${nameB}” is, against “${nameA}”, ${list(figures)}.`, ...contents].filter(Boolean).join(' ');
}

function compare(by: number, words: (n: number) => string, more: string, less: string): string {
  return by === 0 ? '' : `${words(Math.abs(by))} ${by > 0 ? more : less}`;
}
