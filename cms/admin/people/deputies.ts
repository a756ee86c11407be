import { type Deputy, DeputyChange, OwnDeputyChange } from '../../protocol/people.ts';
import { element } from '../dialogs/dialog.ts';
import { shortField } from '../dialogs/fields.ts';
import { askForm } from '../dialogs/ask-form.ts';
import { choiceField } from '../dialogs/form-fields.ts';

type Colleague = { name: string; username: string };
const choices = (people: readonly Colleague[]) => [['', '请选择'] as const, ...people.map(({ name, username }) => [username, `${name}（${username}）`] as const)];
const HINT = '代审人可以在这几天里替本人签他那一审，记录里写明是代审。仍然不能审自己写的稿子。';

/** One deputy in a list; `may` says whether whoever looks can end it. */
export const deputyItem = ({ id, name, deputy, from, until, today }: Deputy, may: boolean): HTMLElement => element(
  'li',
  { class: 'person', 'data-key': `deputy-${id}` },
  element('h3', { id: `d-${id}`, tabindex: '-1' }, `${deputy} 代 ${name}`, ...(today ? [' ', element('span', { class: 'badge' }, '正在代')] : [])),
  element('p', { class: 'when' }, element('span', {}, `${from} 至 ${until}`)),
  ...(may ? [element('p', { class: 'act' }, element('button', { type: 'button', class: 'desk-button', 'data-act': 'end-deputy', 'data-deputy': String(id), 'data-focus': 'end', 'aria-label': `取消：${deputy} 代 ${name}` }, '取消'))] : []),
);

/** Asks who stands in for whom, from when until when. */
export function askForDeputy(people: readonly Colleague[], today: string, send: (change: DeputyChange) => Promise<unknown>): Promise<boolean> {
  const principal = choiceField('username', '谁请人代', choices(people), '');
  const { deputy, from, until, days } = fields(people, today);
  return askForm(
    {
      title: '指定代审人', verb: '指定', busy: '正在保存……', schema: DeputyChange, send, first: principal.input,
      values: () => ({ username: principal.input.value, ...days() }),
    },
    element('p', { class: 'desk-hint' }, HINT), principal.field, deputy.field, element('div', { class: 'desk-row' }, from.field, until.field),
  );
}

/** Asks who stands in for oneself. */
export function askForOwnDeputy(colleagues: readonly Colleague[], today: string, send: (change: OwnDeputyChange) => Promise<unknown>): Promise<boolean> {
  const { deputy, from, until, days } = fields(colleagues, today);
  return askForm(
    { title: '请人代审', verb: '指定', busy: '正在保存……', schema: OwnDeputyChange, values: days, send, first: deputy.input },
    element('p', { class: 'desk-hint' }, HINT), deputy.field, element('div', { class: 'desk-row' }, from.field, until.field),
  );
}

function fields(people: readonly Colleague[], today: string) {
  const deputy = choiceField('deputy', '代审人', choices(people), '');
  const from = shortField('date', '第一天', today);
  const until = shortField('date', '最后一天', today);
  return { deputy, from, until, days: () => ({ deputy: deputy.input.value, from: from.input.value, until: until.input.value }) };
}
