import type { Approval, Signature } from '../../protocol/history.ts';
import { type Stage, STAGE_NAMES, STAGES } from '../../protocol/roles.ts';
import { element } from '../dialogs/dialog.ts';
import { collectionLabel } from '../history/names.ts';
import { inBeijing } from '../page/beijing.ts';

type Content = Node | string;
type Person = Approval['writers'][number];

const minute = (instant: string): string => inBeijing(instant).slice(0, 16);

/** The form as it is printed; `now` is when it is made, in ms. */
export function sheet(approval: Approval, now: number): HTMLElement[] {
  const { collection, id, title, state, writers, submitted, urgent, scheduledFor, digest, publication } = approval;
  const rows: [string, Content[]][] = [
    ['标题', [element('strong', {}, title)]],
    ['栏目、编号', [`${collectionLabel(collection)}，${id}`]],
    ['撰稿', [writers.map(known).join('、') || '没有记录']],
    ...(submitted ? [['送审', [`${known(submitted.by)}，${minute(submitted.at)}`]] as [string, Content[]]] : []),
    ...(urgent ? [['紧急发布', [`${known(urgent.by)}，${minute(urgent.at)}${urgent.reason ? `：${urgent.reason}` : ''}`]] as [string, Content[]]] : []),
    ...(scheduledFor ? [['定时', [minute(scheduledFor)]] as [string, Content[]]] : []),
    ['发布', [publication ? `${publication.what}，${known(publication.by)}，${minute(publication.at)}` : '还没有发布']],
  ];
  return [
    element('h1', { id: 'title', tabindex: '-1' }, '发稿审批单'),
    element('p', { class: 'state' }, state === 'published' ? '已经发布' : submitted ? '草稿，已经送审' : '草稿，还没有送审'),
    element('table', { class: 'facts' }, element('tbody', {}, ...rows.map(([name, said]) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, ...said))))),
    signatureTable(approval),
    element(
      'dl',
      { class: 'trace' },
      ...(digest ? [element('div', {}, element('dt', {}, '送审文字的摘要'), element('dd', {}, element('code', {}, digest.slice(0, 16))))] : []),
      ...(publication ? [element('div', {}, element('dt', {}, '发布的版本'), element('dd', {}, element('code', {}, publication.commit.slice(0, 16))))] : []),
      element('div', {}, element('dt', {}, '制表'), element('dd', {}, `${minute(new Date(now).toISOString())}，云端编务台按 Git 记录生成，时间都是北京时间`)),
    ),
    element('p', { class: 'sign' }, element('span', {}, '签发人（签字）：'), element('span', {}, '日期：　　　　年　　月　　日')),
  ];
}

const known = ({ name, username }: Person): string => (name ? name : username);

/** 审 and 校 of every stage that is asked for, with room for a hand. */
function signatureTable({ chain, signatures }: Approval): HTMLElement {
  const stages = STAGES.filter((stage) => (chain ?? []).includes(stage) || signatures.some((sign) => sign.stage === stage));
  if (stages.length === 0) {
    return element('p', { class: 'none' }, chain ? '这个栏目不设审签，由撰稿人直接发布。' : '这次发布没有留下审签记录。');
  }
  const head = ['审次', '审（内容）', '校（文字）', '签字'];
  return element(
    'table',
    { class: 'signatures' },
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, ...stages.map((stage) => element(
      'tr',
      {},
      element('th', { scope: 'row' }, STAGE_NAMES[stage]),
      ...(['review', 'proof'] as const).map((of) => element('td', {}, ...signed(signatures, stage, of))),
      element('td', { class: 'blank' }),
    ))),
  );
}

function signed(signatures: readonly Signature[], stage: Stage, of: Signature['of']): Content[] {
  const sign = signatures.find((one) => one.stage === stage && one.of === of);
  if (!sign) return [element('span', { class: 'missing' }, '未签')];
  return [known(sign.by), ...(sign.standsFor ? [element('br'), `代 ${known(sign.standsFor)} 审签`] : []), ...(sign.at ? [element('br'), element('time', { datetime: sign.at }, minute(sign.at))] : [])];
}
