// Two plans side by side, in words.
import { parts, type Plan } from '../lib/lanes';
import { dollars, list, time } from '../lib/words';

type More = { moreMonths: number; moreCost: number; moreForegoneEarnings: number };
type Parts = { added: readonly { name: string }[]; leftOut: readonly { name: string }[] };

/** What a plan takes more or less than another. */
export function against({ moreMonths, moreCost, moreForegoneEarnings }: More): string {
  const figures = [
    compare(moreMonths, time, 'longer', 'shorter'),
    compare(moreCost, dollars, 'more in cost', 'less in cost'),
    compare(moreForegoneEarnings, dollars, "more below the role's pay meanwhile", "less below the role's pay meanwhile"),
  ].filter(Boolean);
  return list(figures) || 'as long, as dear and with as much income left behind';
}

function compare(by: number, words: (n: number) => string, more: string, less: string): string {
  return by === 0 ? '' : `${words(Math.abs(by))} ${by > 0 ? more : less}`;
}

/** What a plan has that another has not, and the reverse. */
export function parting({ added, leftOut }: Parts): string {
  const names = (nodes: Parts['added']) => list(nodes.map((n) => n.name));
  const does = [added.length > 0 ? `has ${names(added)}` : '', leftOut.length > 0 ? `does without ${names(leftOut)}` : ''].filter(Boolean);
  return does.length > 0 ? `It ${list(does)}.` : 'Both have the same studies and jobs, at other times.';
}

export function difference(a: Plan, b: Plan, nameA: string, nameB: string): string {
  const more = { moreMonths: b.months - a.months, moreCost: b.cost - a.cost, moreForegoneEarnings: b.foregoneEarnings - a.foregoneEarnings };
  const [inA, inB] = [parts(a), parts(b)];
  const alone = (of: Map<string, string>, not: Map<string, string>) => [...of].filter(([id]) => !not.has(id)).map(([, name]) => name);
  const [onlyA, onlyB] = [alone(inA, inB), alone(inB, inA)];
  const contents = [
    onlyB.length > 0 ? `It alone has ${list(onlyB)}.` : '',
    onlyA.length > 0 ? `“${nameA}” alone has ${list(onlyA)}.` : '',
    onlyA.length + onlyB.length === 0 ? 'Both have the same studies and jobs, at other times.' : '',
  ];
  return [`“${nameB}” is, against “${nameA}”, ${against(more)}.`, ...contents].filter(Boolean).join(' ');
}
