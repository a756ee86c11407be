import { describe, expect, it } from 'vitest';
import { collectionNames, declared, declaredSetting, settingNames } from '../../src/model/collections.ts';
import { decapCollections } from '../../src/model/decap.ts';
import type { DecapField, Field } from '../../src/model/field.ts';
import { judge } from '../../src/model/judge.ts';
import { nameOf, SAMPLES } from './samples.ts';

const every = [...collectionNames.map(declared), ...settingNames.map(declaredSetting)];
const fieldsOf = (fields: Readonly<Record<string, Field>>, path = ''): [string, Field][] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const here: [string, Field] = [`${path}${name}`, field];
    if (!field.inner) return [here];
    return 'schema' in field.inner && 'widget' in field.inner ? [here, ['value', field.inner as Field]] : [here, ...fieldsOf(field.inner as Record<string, Field>, `${path}${name}.`)];
  });
/** The samples' other fields, right by the model's own examples. */
const rest = (collection: (typeof every)[number]) =>
  Object.fromEntries(Object.entries(collection.fields).filter(([, field]) => field.required).map(([name, field]) => [name, field.example]));

describe('Zod', () => {
  it.each(SAMPLES.map((sample) => [nameOf(sample), sample] as const))('%s', (_name, { collection, field, value, good }) => {
    const result = declared(collection).fields[field]!.schema.safeParse(value);
    expect(result.success).toBe(good);
    // What is refused is refused with a sentence that a person can read.
    expect(result.success || /\p{Script=Han}/u.test(result.error.issues[0]!.message)).toBe(true);
  });

  it.each(every.map((c) => [c.name, c] as const))('takes its own examples in %s', (_name, collection) => {
    const judged = judge(collection, rest(collection));
    const faults = judged.ok ? [] : judged.faults.filter(({ rule }) => rule === 'field');
    expect(faults).toEqual([]);
    for (const [name, field] of fieldsOf(collection.fields)) expect([name, field.schema.safeParse(field.example).success]).toEqual([name, true]);
  });
});

describe('Decap is told the same', () => {
  const decap = decapCollections() as { name: string; fields?: DecapField[]; files?: { name: string; fields: DecapField[] }[] }[];
  const told = (name: string) => decap.find((c) => c.name === name)?.fields ?? decap.find((c) => c.name === 'settings')!.files!.find((f) => f.name === name)!.fields;

  it.each(every.map((c) => [c.name, c] as const))('every field of %s, in order, with its label, its hint and whether it must be there', (name, collection) => {
    expect(told(name).map((f) => [f.name, f.label, f['required'], f['hint']])).toEqual(
      Object.entries(collection.fields).map(([key, field]) => [key, field.label, field.required, field.hint]),
    );
  });

  it('the pattern that Zod applies, with the sentence that Zod answers', () => {
    for (const { field, value, collection, good } of SAMPLES) {
      if (good || typeof value !== 'string' || value === '') continue;
      const pattern = told(collection).find((f) => f.name === field)?.['pattern'] as [string, string] | undefined;
      if (!pattern || new RegExp(pattern[0]).test(value)) continue;
      const result = declared(collection).fields[field]!.schema.safeParse(value);
      expect(result.error?.issues[0]?.message).toBe(pattern[1]);
    }
  });

  it.each(collectionNames)('%s ends with the desk’s own fields: kept and not shown, or shown and not added to', (name) => {
    const [signed, withdrawn, corrections] = told(name).slice(-3);
    expect([signed, withdrawn].map((field) => [field?.name, field?.widget, field?.['fields']])).toEqual([['signed', 'hidden', undefined], ['withdrawn', 'hidden', undefined]]);
    expect(corrections).toMatchObject({ name: 'corrections', widget: 'list', allow_add: false, allow_remove: false, fields: [{ name: 'at', widget: 'hidden' }, { name: 'text' }] });
  });

  it('the options and bounds that Zod applies', () => {
    const judged = every.flatMap((collection) => Object.entries(collection.fields).flatMap(([name, field]) => {
      const widget = told(collection.name).find((f) => f.name === name)!;
      const takes = (value: unknown, good: boolean) => ({ where: `${collection.name}.${name}`, value, good, judged: field.schema.safeParse(value).success });
      const [min, max] = [Number(widget['min']), Number(widget['max'])];
      const many = (n: number) => Array.from({ length: n }, () => (field.example as unknown[])[0]);
      if (widget.widget === 'number') return [takes(min, true), takes(max, true), takes(min - 1, false), takes(max + 1, false)];
      if (widget.widget === 'list') return [takes(many(max), true), takes(many(max + 1), false)];
      return ((widget['options'] as string[] | undefined) ?? []).map((option) => takes(option, true));
    }));
    expect(judged.length).toBeGreaterThan(50);
    expect(judged.filter((one) => one.judged !== one.good)).toEqual([]);
  });
});

describe('rules over several fields', () => {
  const notice = { title: '示例公示', kind: '公示', date: '2026-11-16T09:00:00+08:00', starts: '2026-11-16', ends: '2026-11-20', office: '示例部门', source: '示例', summary: '摘要', body: '文' };
  const policy = { title: '解读', kind: '解读', date: '2026-11-16T09:00:00+08:00', explains: ['2026-11-15-0900'], source: '示例', summary: '摘要', body: '文' };
  const figures = { title: '一组', order: 1, summary: '示例', drawing: '条形', unit: '名', figures: [{ item: '甲', value: 1 }], asOf: '2018-05-31', source: '示例' };
  const faults = (collection: 'notices' | 'policies' | 'news' | 'data', values: object) => {
    const judged = judge(declared(collection), values);
    return judged.ok ? [] : judged.faults.map(({ rule, field }) => `${rule} ${field.join('.')}`);
  };

  it.each([
    ['a whole notice', 'notices', notice, []],
    ['a 公示 without its end', 'notices', { ...notice, ends: undefined }, ['period ends']],
    ['a 公示 that ends before it begins', 'notices', { ...notice, ends: '2026-11-15' }, ['period ends']],
    ['a 公示 that names no office', 'notices', { ...notice, office: '' }, ['office office']],
    ['a notice of another kind needs neither', 'notices', { ...notice, kind: '通知', starts: undefined, ends: undefined, office: undefined }, []],
    ['full names on a list of aid', 'notices', { ...notice, names: [{ name: '张*' }, { name: '张三丰' }] }, ['masked-names names']],
    ['masked names', 'notices', { ...notice, names: [{ name: '张*' }, { name: '欧阳**' }] }, []],
    ['full names on a list of honour', 'notices', { ...notice, honour: true, names: [{ name: '示例某某' }] }, []],
    ['an explainer of nothing', 'policies', { ...policy, explains: [] }, ['explainer-names-document explains']],
    ['an explainer with its document', 'policies', policy, []],
    ['a document written after it was published', 'policies', { ...policy, kind: '文件', written: '2026-11-17' }, ['written-before-published written']],
    ['a cover that nobody describes', 'news', { title: '题', date: notice.date, channel: '改革动态', source: '示', summary: '摘', body: '文', cover: '/media/a.jpg' }, ['cover-alt coverAlt']],
    ['a chart with its unit', 'data', figures, []],
    ['a chart without a unit', 'data', { ...figures, unit: undefined }, ['unit unit']],
    ['numbers alone, each with its own', 'data', { ...figures, unit: undefined, drawing: '数字' }, []],
    ['a change that does not say from what', 'data', { ...figures, drawing: '前后对比' }, ['before figures']],
    ['a change from something', 'data', { ...figures, drawing: '前后对比', figures: [{ item: '甲', value: 2, before: 1 }] }, []],
  ] as const)('%s', (_name, collection, values, expected) => expect(faults(collection, values)).toEqual(expected));
});
