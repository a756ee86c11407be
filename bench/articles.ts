import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { Draw } from './random.ts';
import { ACTIONS, BODIES, HEADINGS, KINDS, PEOPLE, PLACES, RESULTS, TOPICS, WAYS } from './words.ts';

/** A generated article as every engine gets it: the same fields, the same Markdown. */
export interface Article {
  id: string;
  title: string;
  /** Beijing time, `YYYY-MM-DDTHH:mm:00+08:00`; no two are the same. */
  date: string;
  summary: string;
  topics: string[];
  body: string;
}

/** The articles of one measurement share this many pictures, as an office's own archive does. */
const PICTURES = 24;
const FIRST_DAY = Date.UTC(2018, 10, 20);
const DAYS = 2900;
const MINUTES = 600;

/** The id and the moment of the n-th of `count` articles, spread evenly over eight years of office hours. */
function moment(n: number, count: number): { id: string; date: string } {
  const slot = Math.floor((n * DAYS * MINUTES) / count);
  const at = new Date(FIRST_DAY + Math.floor(slot / MINUTES) * 86_400_000 + (8 * 60 + (slot % MINUTES)) * 60_000).toISOString();
  return { id: `${at.slice(0, 10)}-${at.slice(11, 13)}${at.slice(14, 16)}`, date: `${at.slice(0, 16)}:00+08:00` };
}

const sentence = (draw: Draw): string =>
  draw.one([
    () => `${draw.one(WAYS)}，${draw.one(BODIES)}在${draw.one(PLACES)}${draw.one(ACTIONS)}，${draw.one(RESULTS)}。`,
    () => `${draw.one(PEOPLE)}${draw.number(180) + 12}人参加，其中${draw.one(PEOPLE)}占${draw.number(60) + 20}%，${draw.one(RESULTS)}。`,
    () => `**${draw.one(HEADINGS)}：**${draw.one(BODIES)}负责${draw.one(ACTIONS)}，${draw.one(BODIES)}协助，${draw.number(11) + 1}月底前完成。`,
    () => `问起变化，${draw.one(PEOPLE)}说得最多的是“${draw.one(RESULTS)}”；${draw.one(BODIES)}把意见逐条记下，${draw.one(WAYS)}${draw.one(ACTIONS)}。`,
  ])();
const paragraph = (draw: Draw): string => Array.from({ length: 3 + draw.number(3) }, () => sentence(draw)).join('');

function table(draw: Draw): string {
  const rows = draw.some(PLACES, 4 + draw.number(3)).map((place) => `| ${place} | ${draw.one(ACTIONS)} | ${draw.number(300) + 20} | ${(draw.number(900) / 10 + 1).toFixed(1)} |`);
  return ['| 地点 | 内容 | 人次 | 万元 |', '| --- | --- | ---: | ---: |', ...rows].join('\n');
}

/** The n-th of `count` articles. The same seed gives the same article, whatever else is generated. */
export function article(n: number, count: number, seed = 1): Article {
  const draw = new Draw(seed * 1_000_003 + n);
  const title = `${draw.one(PLACES)}${draw.one(BODIES)}${draw.one(ACTIONS)}${draw.one(KINDS)}（示例${n + 1}）`;
  const parts: string[] = [paragraph(draw)];
  const headings = draw.some(HEADINGS, 4);
  headings.forEach((heading, at) => {
    parts.push(`## ${heading}`, paragraph(draw));
    if (at === 0) parts.push(Array.from({ length: 3 }, () => `- ${sentence(draw)}`).join('\n'));
    if (at === 1 && n % 5 === 0) parts.push(`![${draw.one(PEOPLE)}在${draw.one(PLACES)}的示意图](/media/2026/11/${picture(n)} "示意图")`);
    if (at === 2) parts.push(table(draw));
    if (at === 3) parts.push(`> ${sentence(draw)}`);
  });
  while (Buffer.byteLength(parts.join('\n\n')) < 4000) parts.push(paragraph(draw));
  return { ...moment(n, count), title, summary: sentence(draw).replaceAll('**', ''), topics: draw.some(TOPICS, 2 + draw.number(2)), body: parts.join('\n\n') };
}

const picture = (n: number) => `bench${String(Math.floor(n / 5) % PICTURES).padStart(2, '0')}.jpg`;

/** An article as a file of `content/news`. */
export const toFile = (a: Article): string =>
  `---\ntitle: ${a.title}\ndate: ${a.date}\nchannel: 工作进展\nsource: 示例数据\nsummary: ${a.summary}\ntopics:\n${a.topics.map((topic) => `  - ${topic}\n`).join('')}---\n${a.body}\n`;

export const pathOf = (a: Pick<Article, 'id'>): string => `content/news/${a.id.slice(0, 4)}/${a.id}.md`;

/** The shared pictures: real photographs' size and noise, drawn. Bytes by file name. */
export async function pictures(): Promise<Map<string, Buffer>> {
  const made = new Map<string, Buffer>();
  for (let i = 0; i < PICTURES; i++) {
    const hue = (i * 360) / PICTURES;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 60% 75%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 40% 35%)"/></linearGradient></defs><rect width="1200" height="800" fill="url(#s)"/><path d="M0 ${500 + (i % 5) * 20}l300-${120 + i * 4} 260 ${90 + i * 3} 330-${160 + i * 2} 310 ${150 + i} V800H0z" fill="hsl(${hue} 30% 25%)"/></svg>`;
    made.set(picture(i * 5), await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer());
  }
  return made;
}

/** Writes `count` articles and their pictures below a folder that holds `content/`. */
export async function writeArticles(folder: string, count: number, seed = 1): Promise<void> {
  const put = async (path: string, bytes: string | Buffer) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  };
  for (const [name, bytes] of await pictures()) await put(`content/media/2026/11/${name}`, bytes);
  for (let n = 0; n < count; n++) {
    const a = article(n, count, seed);
    await put(pathOf(a), toFile(a));
  }
}
