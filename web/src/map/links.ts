// What links say in words, and what kinds of nodes there are.
import type { NeighborhoodQuery, NodeKind, RelationshipKind } from '../generated/map/graphql';

export type Around = NeighborhoodQuery['neighborhood'];
export type Placed = Around['nodes'][number];

/** What the node that says it says of the other. */
export const says: Record<RelationshipKind, string> = {
  REQUIRES: 'asks for', RECOMMENDS: 'is helped by', LEADS_TO: 'leads to', USES_SKILL: 'uses', TEACHES: 'teaches', WORKS_IN: 'is found in',
  IN_FIELD: 'is in the field of', HAS_CONCENTRATION: 'can be taken with', AWARDED_BY: 'is awarded by', OFFERS: 'offers',
};

/** The same from the other end. */
export const saidOf: Record<RelationshipKind, string> = {
  REQUIRES: 'is asked for by', RECOMMENDS: 'helps in', LEADS_TO: 'comes from', USES_SKILL: 'is used by', TEACHES: 'is taught by', WORKS_IN: 'has',
  IN_FIELD: 'is the field of', HAS_CONCENTRATION: 'is a concentration of', AWARDED_BY: 'awards', OFFERS: 'is offered by',
};

export type Shape = 'circle' | 'square' | 'diamond' | 'triangle' | 'ring';
export const kinds: { kind: NodeKind; word: string; shape: Shape }[] = [
  { kind: 'CAREER', word: 'careers', shape: 'square' },
  { kind: 'CREDENTIAL', word: 'credentials', shape: 'circle' },
  { kind: 'SKILL', word: 'skills', shape: 'diamond' },
  { kind: 'INDUSTRY', word: 'industries', shape: 'triangle' },
  { kind: 'FIELD_OF_STUDY', word: 'fields of study', shape: 'ring' },
  { kind: 'CONCENTRATION', word: 'concentrations', shape: 'ring' },
  { kind: 'ORGANIZATION', word: 'organizations', shape: 'triangle' },
];

/** The kind of a GraphQL type; every type without a kind of its own is a credential's. */
export function kindOf(typename: string): NodeKind {
  const own: Record<string, NodeKind> = {
    Career: 'CAREER', Skill: 'SKILL', Industry: 'INDUSTRY', FieldOfStudy: 'FIELD_OF_STUDY', Concentration: 'CONCENTRATION', Organization: 'ORGANIZATION',
  };
  return own[typename] ?? 'CREDENTIAL';
}

const singular: Record<NodeKind, string> = {
  CAREER: 'career', CREDENTIAL: 'credential', SKILL: 'skill', INDUSTRY: 'industry', FIELD_OF_STUDY: 'field of study', CONCENTRATION: 'concentration',
  ORGANIZATION: 'organization',
};
export const kindWord = (typename: string) => singular[kindOf(typename)];

/** What links the node in the middle with another, in words from the middle's side. */
export function relations(around: Around, middle: string, other: string): string {
  const words = around.edges.flatMap((e) => {
    if (e.from.id === middle && e.to.id === other) return [says[e.kind]];
    if (e.to.id === middle && e.from.id === other) return [saidOf[e.kind]];
    return [];
  });
  return [...new Set(words)].join(', ');
}

/** The largest figure on a link between two nodes; undefined: none has one. */
export function weightOf(around: Around, a: string, b: string): number | undefined {
  const weights = around.edges.flatMap((e) => ((e.from.id === a && e.to.id === b) || (e.from.id === b && e.to.id === a) ? [e.weight ?? 0] : []));
  return Math.max(0, ...weights) || undefined;
}
