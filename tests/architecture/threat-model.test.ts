import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hasRole } from '../../cms/desk/workflow/can.ts';
import { ROLES } from '../../cms/protocol/roles.ts';
import { VERBS } from '../../cms/protocol/verbs.ts';
import { actor } from '../fixtures/store.ts';

const RECORD = 'cms/decisions/0013-threat-model.md';
const lines = readFileSync(RECORD, 'utf8').split('\n');
const cells = (line: string) => line.split('|').slice(1, -1).map((cell) => cell.trim());

/** The rows of all tables with this head. */
function rows(head: RegExp): string[][] {
  const found: string[][] = [];
  lines.forEach((line, at) => {
    if (!head.test(line)) return;
    for (let next = at + 2; lines[next]?.startsWith('|'); next++) found.push(cells(lines[next]!));
  });
  return found;
}

/** The names of the tests in a text, as they are written there; one that is skipped or still to do is none. */
function testsIn(text: string): string[] {
  const named = /(?:^|[^\w.])it(?:\.(?:each|skipIf|runIf|concurrent)(?:<[^(]*>)?(?:\((?:[^()]|\([^()]*\))*\))?)*\(\s*(['`])((?:\\.|(?!\1).)*)\1|^\s*\](?: as const)?\)\(\s*(['`])((?:\\.|(?!\3).)*)\3/gm;
  return [...text.matchAll(named)].map(([, , name, , after]) => (name ?? after ?? '').replace(/\\(.)/g, '$1'));
}

const threats = rows(/^\| What they try \| What stops them \| Shown by \|$/);
const cited = threats.flatMap(([tried = '', , shown = '']) => shown.split('<br>').map((citation) => {
  const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(citation) ?? [];
  return { tried, citation, file, name };
}));

it('every line of the threat model names what stops it and a test that shows it', () => {
  expect(threats.length).toBeGreaterThan(50);
  expect(threats.filter((row) => row.length !== 3 || row.some((cell) => cell === ''))).toEqual([]);
  expect(cited.filter(({ file, name }) => !file || !name).map(({ tried, citation }) => `${tried}: ${citation}`)).toEqual([]);
});

it('and that test is there', () => {
  const known = new Map([...new Set(cited.map(({ file }) => file))].map((file) => [file, existsSync(file) ? testsIn(readFileSync(file, 'utf8')) : []]));
  expect(cited.filter(({ file, name }) => !known.get(file)!.includes(name)).map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});

it('a test that is skipped, still to do, or only spoken of is none', () => {
  expect(testsIn("it('one', () => {});\n  it.each([[1], ['(b)']])('two %s', () => {});\nit.skip('three', () => {});\nit.todo('four');\n// four\nit.each([\n  ['x'],\n])(`five`, () => {});\ndescribe('six', () => {});\nsplit('seven');")).toEqual(['one', 'two %s', 'five']);
});

it('who may do what is what can says', () => {
  const told = Object.fromEntries(rows(/^\| Verb \| writer \| first \| second \| final \| administrator \|$/).map(([verb, ...marks]) => [verb, ROLES.filter((_role, at) => marks[at] === '●')]));
  const judged = Object.fromEntries(VERBS.map((verb) => [verb, ROLES.filter((role) => hasRole(actor('示例', 'x', role), verb).length === 0)]));
  expect(told).toEqual(judged);
});
