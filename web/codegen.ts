import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const documents = 'src/documents';
const fragments = 'fragments.graphql';

/** A file of documents, with the fragments that several of them share, as a module of its own: a view loads none but those it asks. */
const module = (file: string): CodegenConfig['generates'] => ({
  [`src/generated/${basename(file, '.graphql')}/`]: {
    documents: [`${documents}/${fragments}`, `${documents}/${file}`],
    preset: 'client',
    presetConfig: {
      fragmentMasking: false,
      persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
    },
    config: { documentMode: 'string', enumsAsTypes: true, useTypeImports: true, strictScalars: true, scalars: {} },
  },
});

// Types of every document, and the manifests of trusted documents that the server reads.
const config: CodegenConfig = {
  schema: ['../schema/*.graphql', '!../schema/federation.graphql'],
  generates: Object.assign({}, ...readdirSync(documents).filter((file) => file !== fragments).map(module)),
};

export default config;
