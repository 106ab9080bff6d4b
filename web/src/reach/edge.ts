// What is drawn of the careers in reach.
import type { ReachQuery } from '../generated/reach/graphql';

export type Reached = ReachQuery['reachableCareers']['nodes'][number];
export type Paid = Reached & { career: { wage: { annual: number } } };

export const paid = (nodes: readonly Reached[]): Paid[] => nodes.filter((n): n is Paid => Boolean(n.career.wage));

/** The careers on the upper edge: nothing nearer pays as much. Nodes come by months. */
export function upperEdge(nodes: readonly Paid[]): Paid[] {
  const edge: Paid[] = [];
  for (const node of [...nodes].sort((a, b) => a.months - b.months || b.career.wage.annual - a.career.wage.annual)) {
    if (node.career.wage.annual > (edge.at(-1)?.career.wage.annual ?? 0)) edge.push(node);
  }
  return edge;
}
