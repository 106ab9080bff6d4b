// Runs the SQL that stands on the standard input in the folder named, and prints the rows of the last statement, one JSON object a line.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const sql = readFileSync(0, 'utf8');
process.chdir(process.argv[2]);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const reader = await connection.runAndReadAll(sql);
for (const row of reader.getRowObjectsJson()) {
  console.log(JSON.stringify(row));
}
