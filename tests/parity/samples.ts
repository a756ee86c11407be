import type { CollectionName } from '../../src/model/collections.ts';

/**
 * Values that both sides must judge alike: Zod, for the build and the desk, and Decap, for the person who types.
 * `decap: false` marks what Decap's widget cannot hold at all (a choice that is not offered, a number in a text box):
 * there only the server's side can be asked.
 */
export interface Sample {
  collection: CollectionName;
  field: string;
  value: unknown;
  good: boolean;
  decap?: false;
}

const of = (collection: CollectionName, field: string) => (good: boolean, ...values: unknown[]): Sample[] => values.map((value) => ({ collection, field, value, good }));
const server = (samples: Sample[]): Sample[] => samples.map((sample) => ({ ...sample, decap: false }));

const title = of('news', 'title');
const summary = of('news', 'summary');
const date = of('news', 'date');
const subtitle = of('news', 'subtitle');
const cover = of('news', 'cover');
const channel = of('news', 'channel');
const pinned = of('news', 'pinned');
const number = of('policies', 'number');
const written = of('policies', 'written');
const order = of('services', 'order');
const phones = of('services', 'phones');
const standards = of('services', 'standards');
const figures = of('data', 'figures');
const signed = of('policies', 'signed');
const withdrawn = of('notices', 'withdrawn');
const corrections = of('pages', 'corrections');
const at = '2026-11-20T09:30:00+08:00';

export const SAMPLES: readonly Sample[] = [
  ...title(true, '改', '工'.repeat(60), '“互联网+工会”：怎么做', 'A & B <c>'),
  ...title(false, '', '工'.repeat(61), ' 前面有空格', '后面有空格 '),
  ...server([...title(false, null, 2018, ['列'], { a: 1 }), ...title(false, '两\n行', '半个字\ud800', '控制\u0007符')]),
  ...summary(true, '一段', '两段\n文字', '要'.repeat(160)),
  ...summary(false, '要'.repeat(161), ''),
  ...subtitle(true, '', '副题'),
  ...server(subtitle(true, undefined, null)),
  ...subtitle(false, '副'.repeat(81)),
  ...date(true, '2026-11-20T09:30:00+08:00', '2024-02-29T00:00:00+08:00'),
  ...date(false, ''),
  ...server(date(false, '2026-11-20T09:30:00Z', '2026-11-20', '2026-02-30T09:30:00+08:00', '2026-11-20T24:00:00+08:00', '明天', 20261120)),
  ...cover(true, '/media/2026/11/0123456789abcdef.jpg', '/media/照片.png', ''),
  ...cover(false, 'https://example.org/a.jpg', '/media/a.svg', '/media/../a.jpg', '/media/.hidden.jpg', '/etc/passwd', '/media/a.pdf'),
  ...channel(true, '改革动态', '服务职工'),
  ...channel(false, ''),
  ...server(channel(false, '别的栏目', 1)),
  ...pinned(true, true, false),
  ...server(pinned(false, '是', 1)),
  ...number(true, '示例发〔2017〕8号', ''),
  ...number(false, '示例发[2017]8号', '示例发〔2017〕号', '〔2017〕8号'),
  ...written(true, '2017-09-16', ''),
  ...server(written(false, '2017-09-31', '2017/09/16', 20170916)),
  ...order(true, 1, 99),
  ...order(false, 0, 100),
  ...server(order(false, 1.5, '一')),
  ...phones(true, [], ['0000-0000000（示例）']),
  ...phones(false, ['1'.repeat(41)]),
  ...server(phones(false, '0000', [['x']], [''], Array.from({ length: 6 }, () => '0000'))),
  ...standards(true, [{ item: '本科', amount: '5000元' }, { item: '专科', amount: '4000元', note: '2017年起' }]),
  ...standards(false, [{ item: '本科' }], [{ item: '本'.repeat(41), amount: '1' }]),
  ...server(standards(false, [{ item: '本科', amount: '5000元', more: 'x' }], ['本科'])),
  ...server([
    ...figures(true, [{ item: '助学金', value: 54.5 }], [{ item: '面积', value: 2060, shown: '2060多平方米' }], [{ item: '标准', value: 0.01, before: 1_000_000 }]),
    ...figures(false, [], [{ item: '助学金' }], [{ item: '助学金', value: 54.555 }], [{ item: '助学金', value: -1 }], [{ item: '助学金', value: '54.5' }], [{ item: '项'.repeat(19), value: 1 }]),
    ...signed(true, undefined, {}, { editor: '示例编辑' }, { writer: '示例撰稿', editor: '示例编辑', reviewer: '示例审核' }),
    ...signed(false, '示例编辑', ['示例编辑'], { editor: '编'.repeat(41) }, { editor: '示例编辑', chief: '示例' }),
    ...withdrawn(true, undefined, { at, reason: '数字有误' }, { at, reason: '由'.repeat(300) }),
    ...withdrawn(false, true, {}, { at }, { reason: '数字有误' }, { at: '2026-11-20', reason: '数字有误' }, { at, reason: '由'.repeat(301) }),
    ...corrections(true, [], [{ at, text: '把11项改为12项' }]),
    ...corrections(false, '改过', [{ at }], [{ text: '改过' }], [{ at, text: '改'.repeat(301) }]),
  ]),
];

export const nameOf = ({ collection, field, value, good }: Sample) =>
  `${collection}.${field} ${good ? 'takes' : 'refuses'} ${(JSON.stringify(value) ?? 'nothing').slice(0, 60)}`;
