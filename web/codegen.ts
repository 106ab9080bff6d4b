import type { CodegenConfig } from '@graphql-codegen/cli';

// Types of every document, and the manifest of trusted documents that the server reads.
const config: CodegenConfig = {
  schema: ['../schema/*.graphql', '!../schema/federation.graphql'],
  documents: 'src/documents/*.graphql',
  generates: {
    './src/generated/': {
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' },
      },
      config: { documentMode: 'string', enumsAsTypes: true, useTypeImports: true, strictScalars: true, scalars: {} },
    },
  },
};

export default config;
