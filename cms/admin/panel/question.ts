import type { Standing } from '../../protocol/store.ts';
import { askFirst } from '../dialogs/ask-first.ts';
import { element } from '../dialogs/dialog.ts';
import { longText, shortField, tickBox } from '../dialogs/fields.ts';
import { type Deed, deeds } from './deed.ts';
import { type EntryPlace, nameOf } from './place.ts';
import { when } from './present.ts';
import { fieldsOf, proposed, told } from './set-moment.ts';
import type { PanelVerb } from './verbs.ts';
import { lastChange } from './words.ts';
import { writings } from './writings.ts';

/** What a question is about, and how what was decided is done: `run` gives a sentence where it did not succeed, as `askFirst` wants it. */
export interface Matter {
  place: EntryPlace;
  standing: Standing;
  run: (deed: Deed) => Promise<string | undefined>;
}

const p = (...content: (Node | string)[]) => element('p', {}, ...content);
const MOST = 300;
/** What was typed into a question that was not answered yet, by entry and verb: neither a refusal nor a closed dialog loses it. */
const typed = new Map<string, string>();

/** Asks what a verb has to know, or whether it is meant, and does it. Resolves with whether it was done. */
export function ask(verb: PanelVerb, matter: Matter): Promise<boolean> {
  const { place, standing, run } = matter;
  const { key } = place;
  const title = nameOf(place, standing.title);
  switch (verb) {
    case 'submit': return run(deeds.submit(key, standing.chain.length > 0)).then(isDone);
    case 'unschedule': return run(deeds.unschedule(key)).then(isDone);
    case 'sign': return askSign(matter);
    case 'schedule': return askMoment(matter);
    case 'publish': return askFirst(
      { title: '现在发布？', verb: '现在发布', busy: '正在发布……', leave: '先不发布', act: () => run(deeds.publish(key)) },
      p(element('strong', {}, title)), p('公众马上就能看到。“发布时间”在以后的，到那时才公开。'),
    );
    case 'withdraw-submission': return askFirst(
      { title: '撤回送审？', verb: '撤回', busy: '正在撤回……', leave: '先不撤回', act: () => run(deeds.withdrawSubmission(key)) },
      p(element('strong', {}, title)), p(standing.chain.some(({ review, proof }) => review ?? proof) ? '已经有人签过：撤回以后，签过的作废，再送审要重新签。' : '撤回以后回到撰写中，改好可以再送审。'),
    );
    case 'discard': return askFirst(
      { title: '删除草稿？', verb: '删除草稿', busy: '正在删除……', leave: '先不删除', act: () => run(deeds.discard(key)) },
      p(element('strong', {}, title)), p(standing.published ? '还没有发布的修改会删除，不能恢复；网站上的不变。' : '这份草稿会删除，不能恢复。'),
    );
    default: return askWriting(verb, matter);
  }
}

const isDone = (sentence: string | undefined) => sentence === undefined;

/** Verbs that need something written: who will read it, and how much it is. */
function askWriting(verb: keyof typeof writings, { place, standing, run }: Matter): Promise<boolean> {
  const { title, go, busy, label, hint, missing, lines, deed } = writings[verb];
  const { key } = place;
  const name = `${verb} ${key.collection}/${key.id}`;
  const { field, input } = longText({ label, hint, value: typed.get(name) ?? '', most: MOST });
  input.addEventListener('input', () => typed.set(name, input.value));
  const act = async () => {
    const text = input.value.trim();
    if ([...text].length < 2) return missing;
    if ([...text].length > MOST) return `最多 ${MOST} 个字，现在有 ${[...text].length} 个。`;
    const sentence = await run(deed(key, text));
    if (sentence === undefined) typed.delete(name);
    return sentence;
  };
  return askFirst(
    { title, verb: go, busy, leave: '先不做', act, first: input },
    p(element('strong', {}, nameOf(place, standing.title))), ...lines(standing).map((line) => element('p', verb === 'publish-urgently' ? { class: 'desk-warning' } : {}, line)), field,
  );
}

/** 审 and 校 are given each by itself, to the text that was read and to no other. */
function askSign({ place, standing, run }: Matter): Promise<boolean> {
  const { key } = place;
  const stage = standing.chain.find((one) => one.stage === standing.outstanding);
  const given = (sign: { by: { name: string } } | undefined) => sign && `${sign.by.name} 已经签过`;
  const review = tickBox('审：内容', '事实、政策、数字、人名都对，可以公开。', given(stage?.review));
  const proof = tickBox('校：文字', '错字、标点、格式、链接都看过。', given(stage?.proof));
  const name = `sign ${key.collection}/${key.id}`;
  const remark = longText({ label: '附言（可不填）', hint: '同事看得到，公众看不到。', value: typed.get(name) ?? '', most: MOST });
  remark.input.addEventListener('input', () => typed.set(name, remark.input.value));
  const changed = lastChange(standing);
  const act = async () => {
    const signs = { review: !review.input.disabled && review.input.checked, proof: !proof.input.disabled && proof.input.checked };
    if (!signs.review && !signs.proof) return '请至少勾选“审”或“校”中的一项。';
    const text = remark.input.value.trim();
    if ([...text].length > MOST) return `附言最多 ${MOST} 个字。`;
    const sentence = await run(deeds.sign(key, { ...signs, ...(standing.digest ? { digest: standing.digest } : {}), ...(text ? { remark: text } : {}) }));
    if (sentence === undefined) typed.delete(name);
    return sentence;
  };
  return askFirst(
    { title: '审签', verb: '签字', busy: '正在签……', leave: '先不签', act, first: [review.input, proof.input].find(({ disabled }) => !disabled) ?? remark.input },
    p(element('strong', {}, nameOf(place, standing.title))),
    p('您签的是现在这份文字', ...(changed ? [`（${changed.by.name} `, when(changed.at), ' 改）'] : []), '。以后再改，签过的就作废。'),
    review.field, proof.field, remark.field,
  );
}

function askMoment({ place, standing, run }: Matter): Promise<boolean> {
  const { key } = place;
  const before = standing.scheduled ? fieldsOf(standing.scheduled.for) : proposed(Date.now());
  const date = shortField('date', '日期', before.date);
  const time = shortField('time', '时间（北京时间）', before.time);
  const sentence = element('p', { role: 'status' });
  const show = () => void (sentence.textContent = told(date.input.value, time.input.value, Date.now()).sentence);
  for (const { input } of [date, time]) input.addEventListener('input', show);
  show();
  const act = async () => {
    const chosen = told(date.input.value, time.input.value, Date.now());
    return chosen.moment ? run(deeds.schedule(key, chosen.moment)) : chosen.sentence;
  };
  return askFirst(
    { title: '定时发布', verb: '到时间自动发布', busy: '正在排……', leave: '先不排', act, first: date.input },
    p(element('strong', {}, nameOf(place, standing.title))), element('div', { class: 'desk-row' }, date.field, time.field), sentence, p('排好以后不能再修改；要改，先取消定时。'),
  );
}
