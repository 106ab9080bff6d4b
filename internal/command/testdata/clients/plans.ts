// A client as frontend teams write it: urql, with types that GraphQL Code Generator makes of the schema.
import { Client, fetchExchange } from '@urql/core';
import { graphql } from './gql/index.js';

const PLANS = graphql(`
  query Plans($input: PlanInput!) {
    plan(input: $input) {
      __typename
      ... on PlanSet { exact plans(first: 3) { nodes { months cost } } }
      ... on NoPlan { message }
    }
  }
`);

const client = new Client({ url: process.argv[2]!, exchanges: [fetchExchange], preferGetMethod: false });
const { data, error } = await client.query(PLANS, { input: { from: { credentials: ['as-health-informatics'] }, to: 'it-consultant' } });
if (error) throw error;
if (data?.plan?.__typename !== 'PlanSet') throw new Error('no plans');
for (const plan of data.plan.plans.nodes) {
  console.log(`${plan.months} months, $${plan.cost}`);
}
