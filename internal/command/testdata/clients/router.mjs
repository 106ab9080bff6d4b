// Composes the API with another subgraph, as Apollo's tools do, and asks the graph that comes of it. Prints one JSON answer a line, in
// the order of the queries.
// Usage: node router.mjs http://localhost:8080/graphql QUERY…
import { composeServices } from '@apollo/composition';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const [url, ...queries] = process.argv.slice(2);

// The other subgraph: an employer's, which knows careers and credentials by their ids alone.
const employer = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject", "@shareable"])
  type Query { hiring: [Career]! taught: [Credential!]! node(id: ID!): Node }
  interface Node { id: ID! }
  type Career @key(fields: "id") {
    id: ID!
    openings: [String!]!
  }
  type Credential @interfaceObject @key(fields: "id") {
    id: ID!
    courses: [String!]!
  }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`);
const named = (ids) => ids.map((id) => ({ id }));
const schema = buildSubgraphSchema({
  typeDefs: employer,
  resolvers: {
    Query: { hiring: () => named(['careers/it-consultant', 'careers/nobody']), taught: () => named(['credentials/cpc', 'credentials/bs-nursing']) },
    Career: { __resolveReference: ({ id }) => ({ id }), openings: ({ id }) => [`An opening for ${id}`] },
    Credential: { __resolveReference: ({ id }) => ({ id }), courses: ({ id }) => [`A course for ${id}`] },
  },
});

const remote = new RemoteGraphQLDataSource({ url });
const asked = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"query": "{ _service { sdl } }"}' });
const { sdl } = (await asked.json()).data._service;
const { supergraphSdl, errors } = composeServices([
  { name: 'careers', url, typeDefs: parse(sdl) },
  { name: 'employer', url: 'local:', typeDefs: employer },
]);
if (errors) throw new Error(errors.join('\n'));

const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ name }) => (name === 'careers' ? remote : new LocalGraphQLDataSource(schema)) });
const { executor, schema: graph } = await gateway.load();
for (const query of queries) {
  const answer = await executor({
    document: parse(query), request: { query, variables: {} }, queryHash: query, schema: graph, context: {}, metrics: {}, logger: console,
  });
  console.log(JSON.stringify(answer));
}
await gateway.stop();
