// A client without a library: what GraphQL Code Generator makes has the types, and fetch does the rest.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { graphql } from './gql/index.js';

async function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
  const body = JSON.stringify({ query: print(document), variables });
  const response = await fetch(process.argv[2]!, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}
const WAGE = graphql(`query Wage($id: ID!) { career(id: $id) { name wage { annual } } }`);
const { career } = await ask(WAGE, { id: 'it-consultant' });
console.log(`${career?.name}: $${career?.wage?.annual} a year`);
