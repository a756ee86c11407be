import fc from 'fast-check';
import { article, SETTINGS } from '../fixtures/sample.ts';

/** The content of a little site, as text by path; edits change it as editors, pushes and time do. */
export interface World {
  files: Map<string, string | Buffer>;
  /** Milliseconds since the epoch; only goes forward. */
  now: number;
  /** Which of the compiled templates is in use. */
  template: number;
  /** Counts, so that every edit writes something new. */
  turn: number;
}

export const TOPICS = ['工会改革', '金秋助学', '医疗互助', '困难帮扶'];
const START = Date.parse('2026-11-20T12:00:00+08:00');
const iso = (at: number) => `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
const day = (at: number) => iso(at).slice(0, 10);

/** Values of an article, as they stand in its file. */
export interface Values {
  title: string;
  date: string;
  topics: readonly string[];
  pinned: boolean;
  cover: string | undefined;
  services: readonly string[];
  body: string;
}

const toArticle = (v: Values): string =>
  article(v.title, v.body, [
    v.topics.length ? `topics: [${v.topics.join(', ')}]\n` : '', v.pinned ? 'pinned: true\n' : '', v.cover ? `cover: ${v.cover}\ncoverAlt: 图\n` : '',
    v.services.length ? `services: [${v.services.join(', ')}]\n` : '',
  ].join('')).replace('2026-11-01T09:00:00+08:00', v.date);

const notice = (title: string, date: string, starts: string, ends: string, result = '', attachment = ''): string =>
  `---\ntitle: ${title}\nkind: ${result ? '结果' : '公示'}\nsample: true\ndate: ${date}\n${result ? `result: ${result}\n` : `starts: ${starts}\nends: ${ends}\noffice: 示例部门\nnames:\n  - name: 张*\n    unit: ${title}名单\n`}${attachment ? `attachments:\n  - title: 名单\n    file: ${attachment}\n` : ''}source: 示例\nsummary: 示例摘要\n---\n正文。\n`;
const VALIDITIES = ['有效', '废止', '未注明'];
const policy = (title: string, date: string, topics: readonly string[], explains = ''): string =>
  `---\ntitle: ${title}\nkind: ${explains ? '解读' : '文件'}\ndate: ${date}\n${explains ? `explains: [${explains}]\n` : 'validity: 有效\n'}topics: [${topics.join(', ')}]\nsource: 示例\nsummary: 示例摘要\n---\n## 要点\n\n正文。\n`;
const service = (title: string, order: number): string =>
  `---\ntitle: ${title}\norder: ${order}\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\naudience: 职工\nsource: 示例\n---\n说明。\n`;
const task = (title: string, order: number, state: string): string => `---\ntitle: ${title}\norder: ${order}\nstate: ${state}\nasOf: 2026-05-31\nsource: 示例\n---\n`;
const place = (title: string, order: number): string =>
  `---\ntitle: ${title}\norder: ${order}\nkind: 工人文化宫\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\nsource: 示例\n---\n说明。\n`;
const figures = (title: string, order: number): string =>
  `---\ntitle: ${title}\norder: ${order}\nsummary: 示例\ndrawing: 条形\nunit: 名\nfigures:\n  - item: 示例\n    value: ${order * 10}\nasOf: 2018-05-31\nsource: 示例\n---\n`;

export const PICTURES = ['/media/2026/11/a.png', '/media/2026/11/b.png'];
const DOCUMENT = '/media/2026/11/list.pdf';
const newsPath = (id: string) => `content/news/${id.slice(0, 4)}/${id}.md`;

/** About `count` entries of every kind, some of them not yet public, some notices about to be over. */
export function beginning(count: number, pictures: readonly Buffer[]): World {
  const files = new Map<string, string | Buffer>(Object.entries(SETTINGS));
  PICTURES.forEach((path, i) => files.set(`content${path}`, pictures[i]!));
  files.set(`content${DOCUMENT}`, '%PDF-1.4 名单');
  const world: World = { files, now: START, template: 0, turn: 0 };
  for (let n = 0; n < count - 14; n++) {
    const at = START - (count - n) * 7 * 3_600_000;
    const id = `${day(at)}-${String(900 + n)}`;
    files.set(newsPath(id), toArticle({
      title: `第${n}篇`, date: iso(at), topics: [TOPICS[n % 4]!, TOPICS[(n * 7 + 1) % 4]!].filter((t, i, all) => all.indexOf(t) === i), pinned: n === 3,
      cover: n % 9 === 0 ? PICTURES[0] : undefined, services: n % 5 === 0 ? ['zhuxue'] : [], body: n % 4 === 0 ? `正文。\n\n![图](${PICTURES[1]})\n` : '正文。',
    }));
  }
  ['zhuxue', 'huzhu'].forEach((id, i) => files.set(`content/services/${id}.md`, service(id, i + 1)));
  files.set('content/pages/about.md', '---\ntitle: 关于\ndate: 2026-11-01T09:00:00+08:00\nsummary: 示例\n---\n正文。\n');
  for (let n = 0; n < 4; n++) files.set(`content/tasks/t${n}.md`, task(`任务${n}`, n + 1, n % 2 ? '正在实施' : '未完成'));
  ['gong', 'jia'].forEach((id, i) => files.set(`content/places/${id}.md`, place(`阵地${i}`, i + 1)));
  ['a', 'b'].forEach((id, i) => files.set(`content/data/${id}.md`, figures(`数据${i}`, i + 1)));
  for (let n = 0; n < 3; n++) {
    const at = START - (10 - n) * 86_400_000;
    files.set(`content/notices/2026/${day(at)}-10${n}.md`, notice(`公示${n}`, iso(at), day(at), day(START + n * 86_400_000), '', n === 1 ? DOCUMENT : ''));
  }
  files.set('content/policies/2026/2026-11-02-1000.md', policy('文件', '2026-11-02T10:00:00+08:00', TOPICS.slice(0, 2)));
  files.set('content/policies/2026/2026-11-03-1000.md', policy('解读', '2026-11-03T10:00:00+08:00', TOPICS.slice(1, 3), '2026-11-02-1000'));
  return world;
}

/** One edit: what it is called, and what it does to the world with some numbers of the generator. */
type Edit = (world: World, a: number, b: number) => void;
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
const of = (world: World, folder: string) => [...world.files.keys()].filter((path) => path.startsWith(`content/${folder}/`)).sort();
const every = (world: World) => ['news', 'notices', 'policies', 'services', 'pages', 'tasks', 'places', 'data'].flatMap((folder) => of(world, folder));
const change = (world: World, path: string | undefined, edit: (text: string) => string) => {
  if (path) world.files.set(path, edit(String(world.files.get(path))));
};
const line = (name: string, value: string | undefined) => (text: string): string => {
  const without = text.replace(new RegExp(`^${name}:.*\\n(?:  .*\\n)*`, 'm'), '');
  return value === undefined ? without : without.replace('---\n', `---\n${name}: ${value}\n`);
};

export const EDITS: Readonly<Record<string, Edit>> = {
  body: (w, a) => change(w, pick([...of(w, 'news'), ...of(w, 'services'), ...of(w, 'pages'), ...of(w, 'policies')], a), (text) => `${text}\n第${w.turn}次改。\n`),
  title: (w, a) => change(w, pick([...of(w, 'news'), ...of(w, 'notices'), ...of(w, 'policies'), ...of(w, 'services'), ...of(w, 'tasks'), ...of(w, 'places'), ...of(w, 'data')], a), line('title', `新题${w.turn}`)),
  summary: (w, a) => change(w, pick([...of(w, 'news'), ...of(w, 'notices')], a), line('summary', `摘要${w.turn}`)),
  date: (w, a, b) => change(w, pick(a % 4 ? of(w, 'news') : [...of(w, 'services'), ...of(w, 'places')], a), line('date', iso(w.now - ((b % 90) - 4) * 43_200_000))),
  topic: (w, a, b) => change(w, pick(a % 3 ? of(w, 'news') : of(w, 'policies'), a), line('topics', b % 5 === 0 ? undefined : `[${TOPICS.filter((_, i) => (b >> i) & 1).join(', ') || TOPICS[0]}]`)),
  validity: (w, a, b) => change(w, pick(of(w, 'policies'), a), line('validity', b % 4 === 0 ? undefined : VALIDITIES[b % 3])),
  document: (w, a, b) => w.files.set(`content/policies/${day(w.now).slice(0, 4)}/${day(w.now)}-w${w.turn}.md`, policy(`文件${w.turn}`, iso(w.now + ((a % 4) - 2) * 3_600_000), [TOPICS[b % 4]!])),
  pin: (w, a, b) => change(w, pick(of(w, 'news'), a), line('pinned', b % 2 ? 'true' : undefined)),
  cover: (w, a, b) => change(w, pick(of(w, 'news'), a), (text) => line('coverAlt', b % 3 ? '图' : undefined)(line('cover', b % 3 ? PICTURES[b % 2]! : undefined)(text))),
  picture: (w, a, b) => change(w, pick(of(w, 'news'), a), (text) => (b % 2 ? `${text}\n![图](${PICTURES[b % 2]})\n` : text.replaceAll(/!\[图\]\([^)]*\)/g, ''))),
  services: (w, a, b) => change(w, pick(of(w, 'news'), a), line('services', b % 3 === 0 ? undefined : `[${['zhuxue', 'huzhu'].slice(b % 2).join(', ')}]`)),
  new: (w, a) => w.files.set(newsPath(`${day(w.now)}-n${w.turn}`), toArticle({
    title: `新的${w.turn}`, date: iso(w.now + ((a % 6) - 4) * 3_600_000), topics: [TOPICS[a % 4]!], pinned: a % 11 === 0, cover: undefined, services: [], body: '新文。',
  })),
  delete: (w, a) => {
    if (of(w, 'news').length > 20) w.files.delete(pick(of(w, 'news'), a)!);
  },
  rename: (w, a) => {
    const path = pick(of(w, 'news'), a)!;
    const text = w.files.get(path)!;
    w.files.delete(path);
    w.files.set(newsPath(`${path.slice(-18, -3).match(/\d{4}-\d{2}-\d{2}/)?.[0] ?? day(w.now)}-r${w.turn}`), text);
  },
  notice: (w, a, b) => {
    const end = w.now + (b % 4) * 86_400_000;
    w.files.set(`content/notices/${day(w.now).slice(0, 4)}/${day(w.now)}-g${w.turn}.md`, notice(`公示${w.turn}`, iso(w.now - 3_600_000), day(w.now - 86_400_000), day(end), '', a % 2 ? DOCUMENT : ''));
  },
  result: (w, a) => {
    const target = pick(of(w, 'notices'), a);
    if (target) w.files.set(`content/notices/${day(w.now).slice(0, 4)}/${day(w.now)}-j${w.turn}.md`, notice(`结果${w.turn}`, iso(w.now), '', '', target.slice(target.lastIndexOf('/') + 1, -3)));
  },
  period: (w, a, b) => change(w, pick(of(w, 'notices').filter((path) => String(w.files.get(path)).includes('ends:')), a), line('ends', day(w.now + (b % 5) * 86_400_000))),
  order: (w, a, b) => change(w, pick([...of(w, 'tasks'), ...of(w, 'services'), ...of(w, 'places'), ...of(w, 'data')], a), line('order', String((b % 90) + 1))),
  state: (w, a, b) => change(w, pick(of(w, 'tasks'), a), line('state', ['已完成或基本完成', '正在实施', '未完成'][b % 3])),
  withdraw: (w, a, b) => change(w, pick(every(w), a), line('withdrawn', b % 4 === 0 ? undefined : `{ at: '${iso(w.now)}', reason: 原因${w.turn} }`)),
  correct: (w, a, b) => change(w, pick(every(w), a), line('corrections', b % 4 === 0 ? undefined : `[${[w.now, w.now - 86_400_000].slice(b % 2).map((at) => `{ at: '${iso(at)}', text: 改正${w.turn} }`).join(', ')}]`)),
  sign: (w, a, b) => change(w, pick(every(w), a), line('signed', b % 4 === 0 ? undefined : `{ writer: 撰稿${w.turn}, editor: 编辑${b % 3}, reviewer: 审核${w.turn} }`)),
  settings: (w, a, b) => change(w, 'content/settings/site.yml', (text) => text.replace(/^(name|tagline|owner): .*$/m, `$1: 站${w.turn}${a % 2 ? '甲' : '乙'}`).replace(/^owner: .*$/m, `owner: 单位${b % 3}`)),
  machines: (w, a, b) => change(w, 'content/settings/site.yml', (text) =>
    `${text.replace(/^(?:closed|security|offlineOff): .*\n/gm, '')}${a % 2 ? 'closed: true\n' : ''}${b % 2 ? `security: mailto:a${w.turn}@site.example\n` : ''}${b % 3 ? '' : 'offlineOff: true\n'}`),
  navigation: (w, a) => w.files.set('content/settings/navigation.yml', `header:\n  - label: 首页\n    href: /\n  - label: 动态${a % 7}\n    href: /news/\n`),
  reform: (w, a, b) => w.files.set('content/settings/reform.yml', `items: ${(a % 30) + 1}\nmilestones:\n  - when: ${2015 + (b % 4)}年\n    what: 事项${w.turn}\n`),
  redirect: (w, a) => w.files.set('content/settings/redirects.yml', `moved:\n${['/old/', `/old-${a % 3}/`, pick(of(w, 'news'), a)!.replace(/^content\/news\/\d+\/(.*)\.md$/, '/news/$1/')].map((from) => `  - from: ${from}\n    to: /news/?${w.turn}\n`).join('')}`),
  mourning: (w, a, b) => w.files.set('content/settings/mourning.yml', `days:\n  - { from: ${day(w.now + (a % 3) * 86_400_000)}, to: ${day(w.now + ((a % 3) + (b % 2)) * 86_400_000)}, pages: ${a % 2 ? '全站' : '只有首页'} }\n`),
  alert: (w, a, b) => w.files.set('content/settings/alerts.yml', `shown:\n  - { text: 提示${w.turn}, level: ${['紧急', '重要', '一般'][a % 3]}, from: '${iso(w.now + ((a % 5) - 2) * 3_600_000)}', to: '${iso(w.now + ((b % 20) + 3) * 3_600_000)}' }\n`),
  template: (w) => void (w.template = (w.template + 1) % 2),
  clock: (w, a) => void (w.now += ((a % 40) + 1) * 3_600_000),
};

/** What draws an edit: rarer ones less often. */
export const drawn = fc.tuple(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('body', 'title', 'new', 'date', 'topic', 'cover', 'delete', 'picture', 'clock') },
    { weight: 8, arbitrary: fc.constantFrom('summary', 'validity', 'document', 'pin', 'services', 'rename', 'notice', 'result', 'period', 'order', 'state', 'withdraw', 'withdraw', 'correct', 'sign') },
    { weight: 2, arbitrary: fc.constantFrom('settings', 'machines', 'navigation', 'reform', 'redirect', 'mourning', 'alert') },
    { weight: 1, arbitrary: fc.constant('template') },
  ),
  fc.nat(10_000), fc.nat(10_000),
);
