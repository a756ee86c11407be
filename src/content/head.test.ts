import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCarefully, readQuickly } from './head.ts';

/** Values that parsers of YAML quarrel about, and common ones. */
const VALUES = [
  '1_000', '1e400', '"b\\\n\n    c"', 'b\rc: d', '0b11', '0o17', '0x1F', '0777', '.5', '5.', '1e3', '-.inf', '.NaN', '~', 'null', 'Null', 'nUll', 'true', 'TRUE', 'yes', 'on', 'No', '2026-11-20', '2026-11-20T09:30:00+08:00',
  '12:30', '1:20:30', '+12', '-0', '- a', 'a: b', '"x\\u4e2d\\n"', "'it''s'", 'a #b', '#c', 'a: #b', '|\n    x\n    y', '>\n    a\n    b', '>-\n    a\n\n    b', '[a, b]', '{a: 1, b: [2]}', '[]', '{}', '',
  'x: y: z', '? a', '@a', '`a', '%a', '"没有关', 'a\tb', '中文：值', '中: 文', 'a:b', 'http://a/b#c', '"a\n    b"', 'a\n    b', '<<', '= ', '-', '--', '---', '...', '1.2.3', '１２', '0o8', '"a" b', '[a]b', "''", '“引号”', '（示例）',
];
const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
const line = (key: string) => fc.tuple(fc.nat(3), value, value).map(([form, a, b]) =>
  form === 0 ? `${key}: ${a}` : form === 1 ? `${key}:\n  - ${a}\n  - ${b}` : form === 2 ? `${key}:\n  inner: ${a}\n  other: ${b}` : `${key}:\n- ${a}`);
const head = fc.tuple(line('title'), line('topics'), line('cover'), value).map(([a, b, c, d]) => `${a}\n${b}\n${c}\n${d}\n`.replace(/\n\n$/, '\n'));

const careful = (yaml: string): unknown => {
  const { document } = readCarefully(yaml);
  if (document.errors.length) return undefined;
  return document.toJS({ maxAliasCount: 20 }) as unknown;
};
const isMapping = (given: unknown) => typeof given === 'object' && given !== null && !Array.isArray(given);

it('what is read quickly is what the careful parser reads', () => {
  fc.assert(fc.property(head, (yaml) => {
    const quick = readQuickly(yaml);
    // Only mappings are ever judged; an empty name, which one calls “null” and the other nothing, is refused by either, however deep.
    if (!isMapping(quick) || JSON.stringify(quick).includes('"null":')) return;
    expect(careful(yaml)).toEqual(quick);
  }), { numRuns: 3000 });
});

it('almost everything is read quickly', () => {
  expect(readQuickly('title: 十五项改革任务\ndate: 2026-11-20T09:30:00+08:00\npinned: true\norder: 3\ntopics: [工会改革, 职工服务]\nattachments:\n  - title: 表格\n    file: /media/2026/11/a.pdf\n'))
    .toEqual({ title: '十五项改革任务', date: '2026-11-20T09:30:00+08:00', pinned: true, order: 3, topics: ['工会改革', '职工服务'], attachments: [{ title: '表格', file: '/media/2026/11/a.pdf' }] });
});

it.each([['anchors', 'a: &x 1\nb: *x'], ['tags', 'a: !!str 1'], ['a name twice', 'a: 1\na: 2'], ['nothing', ''], ['two documents', 'a: 1\n---\nb: 2']])('%s are left to the careful parser', (_what, yaml) => {
  expect(readQuickly(yaml)).toBeUndefined();
});
