// A client as frontend teams write it with urql. GraphQL Code Generator makes `gql` of the schema and the documents here.
import { Client, fetchExchange } from '@urql/core';
import { graphql } from './gql/index.js';

const PLANS = graphql(`
  query Plans($from: [ID!]!, $to: ID!) {
    plan(input: {from: {credentials: $from}, to: $to}) {
      ... on PlanSet { __typename plans(first: 3) { nodes { months cost } } }
      ... on NoPlan { __typename message }
    }
  }
`);
const client = new Client({ url: process.argv[2]!, exchanges: [fetchExchange], preferGetMethod: false });
const { data, error } = await client.query(PLANS, { from: ['as-health-informatics'], to: 'it-consultant' });
if (data?.plan?.__typename !== 'PlanSet') throw error ?? new Error('no plans');
for (const plan of data.plan.plans.nodes) console.log(`${plan.months} months, $${plan.cost}`);
