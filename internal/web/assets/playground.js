// The playground: sends what stands in the two fields to /graphql and shows the answer. The address holds the query, so
// that it can be kept and shared.
'use strict';

const query = document.getElementById('query');
const variables = document.getElementById('variables');
const run = document.getElementById('run');
const status = document.getElementById('status');
const answer = document.getElementById('answer');

function readAddress() {
  const given = new URLSearchParams(location.search);
  if (!given.has('query')) return;
  query.value = given.get('query');
  variables.value = given.get('variables') ?? '';
}

function writeAddress() {
  const next = new URLSearchParams({ query: query.value });
  if (variables.value.trim() !== '') next.set('variables', variables.value);
  history.replaceState(null, '', '?' + next);
}

function readVariables() {
  return variables.value.trim() === '' ? undefined : JSON.parse(variables.value);
}

async function send() {
  let values;
  try {
    values = readVariables();
  } catch (problem) {
    status.textContent = 'The variables are not JSON: ' + problem.message;
    variables.focus();
    return;
  }
  writeAddress();
  run.disabled = true;
  status.textContent = 'Asking…';
  const start = performance.now();
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query: query.value, variables: values }),
    });
    const text = await response.text();
    answer.textContent = pretty(text);
    status.textContent = `HTTP ${response.status}, ${text.length} characters, ${Math.round(performance.now() - start)} ms`;
  } catch (problem) {
    answer.textContent = '';
    status.textContent = 'No answer: ' + problem.message;
  } finally {
    run.disabled = false;
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

readAddress();
run.addEventListener('click', send);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
});
