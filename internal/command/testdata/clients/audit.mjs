// Runs the audits of GraphQL over HTTP against a server and prints one JSON object a line: {id, name, status, reason}, where the
// status is ok, notice (MAY), warn (SHOULD) or error (MUST).
// Usage: node audit.mjs http://localhost:8080/graphql
import { auditServer } from 'graphql-http';

for (const result of await auditServer({ url: process.argv[2] })) {
  const { id, name, status } = result;
  console.log(JSON.stringify({ id, name, status, reason: result.reason ?? '' }));
}
