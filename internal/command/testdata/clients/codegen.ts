// Types of the schema at SCHEMA for the documents of the clients, and a manifest of them for `serve --documents`.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env.SCHEMA,
  documents: ['fetch.ts', 'urql.ts'],
  importExtension: '.js',
  generates: { './gql/': { preset: 'client', presetConfig: { fragmentMasking: false, persistedDocuments: true } } },
};

export default config;
