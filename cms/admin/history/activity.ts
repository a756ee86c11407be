import { collectionNames } from '../../../src/model/collections.ts';
import { Activity, ActivityPeople, type Deed } from '../../protocol/history.ts';
import { api } from '../../protocol/paths.ts';
import type { DeskClient } from '../backend/desk-client.ts';
import { element } from '../dialogs/dialog.ts';
import { inBeijing } from '../page/beijing.ts';
import { collectionLabel, entryLabel } from './names.ts';
import { hashOf, type Place } from './place.ts';
import { readOn } from './read-on.ts';
import { because, parted, time, type View, whenAndWho } from './told.ts';

type Asked = Extract<Place, { what: 'activity' }>;

const NAMES: Partial<Record<Deed['kind'], string>> = { push: '推送', templates: '模板', start: '开始' };
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });

/** What everybody did, day by day, looked through by person and by collection. `failed` tells of a page that could not be read. */
export async function activityView(client: DeskClient, asked: Asked, failed: (error: unknown) => void): Promise<View> {
  const read = (skip: number) => client.read(`${api.activity}?${new URLSearchParams({
    ...(asked.person ? { person: asked.person } : {}), ...(asked.collection ? { collection: asked.collection } : {}), skip: String(skip),
  })}`, Activity);
  const first = await read(0);
  const days = element('div', { id: 'days' });
  const end = element('div', { class: 'more' });
  /** A page that was shifted by what came meanwhile tells some again. */
  const shown = new Set<string>();
  const add = (page: Activity) => {
    const fresh = page.deeds.filter(({ commit }) => !shown.has(commit));
    for (const deed of fresh) {
      shown.add(deed.commit);
      listOf(days, deed).append(item(deed));
    }
    end.replaceChildren(...onward(page, shown.size));
    return fresh[0];
  };
  add(first);
  end.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button) return;
    void readOn(button, async () => {
      const next = add(await read(Number(button.dataset['skip'])));
      return next ? document.getElementById(`d-${next.commit}`) : end.querySelector('button');
    }, failed);
  });
  return { title: '操作记录', lead: '谁在什么时候对哪一条做了什么，最近的在前。都记在 Git 里，时间都是北京时间。', content: [chooser(client, asked), days, end] };
}

/** The list of a deed's day, made where there is none yet. */
function listOf(days: HTMLElement, { at }: Deed): HTMLElement {
  const date = inBeijing(at).slice(0, 10);
  const last = days.lastElementChild as HTMLElement | null;
  if (last?.dataset['day'] === date) return last.lastElementChild as HTMLElement;
  const list = element('ol', { role: 'list', class: 'list' });
  // A pushed commit may be older than what follows: a day can come twice.
  const id = `day-${days.childElementCount}`;
  days.append(element('section', { 'data-day': date, 'aria-labelledby': id }, element('h2', { id }, day.format(new Date(at))), list));
  return list;
}

function item(deed: Deed): HTMLElement {
  const { commit, what, kind, title, entries, others, release } = deed;
  const named = NAMES[kind];
  return element(
    'li',
    { class: 'deed' },
    element(
      'h3',
      { id: `d-${commit}`, tabindex: '-1' },
      what, ...(named && named !== what ? [' ', element('span', { class: 'badge' }, named)] : []),
      ...(entries.length === 1 ? ['：', entryLink(entries[0]!)] : title && entries.length === 0 ? [`：${title}`] : []),
    ),
    ...(entries.length > 1 ? [element('ul', {}, ...entries.map((entry) => element('li', {}, entryLink(entry)))), ...(others ? [element('p', { class: 'when' }, `另有 ${others} 条。`)] : [])] : []),
    ...because(deed),
    whenAndWho(deed, ...parted(
      entries.length === 1 ? collectionLabel(entries[0]!.collection) : '',
      release ? element('a', { href: `/admin/releases/#r-${release}` }, '这次发布') : '',
    )),
  );
}

const entryLink = (entry: Deed['entries'][number]): HTMLElement =>
  element('a', { href: hashOf({ what: 'entry', collection: entry.collection, id: entry.id }) }, entry.title ?? entryLabel(entry));

/** The way to what is older, or that there is nothing. */
function onward({ next, until }: Activity, found: number): Node[] {
  if (next === null) return [element('p', { class: 'empty' }, found ? '以上是全部记录。' : '没有这样的记录。')];
  return [
    element('button', { type: 'button', class: 'desk-button', 'data-skip': String(next) }, '看更早的'),
    ...(until ? [element('span', { class: 'when' }, '已经看到 ', time(until))] : []),
  ];
}

/** The form that narrows the list; what is chosen stands in the address. */
function chooser(client: DeskClient, asked: Asked): HTMLElement {
  const option = (value: string, label: string, chosen: string | undefined) => element('option', { value, ...(value === (chosen ?? '') ? { selected: '' } : {}) }, label);
  const person = element('select', { id: 'person' }, option('', '所有人', asked.person), ...(asked.person ? [option(asked.person, asked.person, asked.person)] : []));
  const collection = element('select', { id: 'collection' }, option('', '所有栏目', asked.collection), ...[...collectionNames, 'settings'].map((name) => option(name, collectionLabel(name), asked.collection)));
  // The list does not wait for the names; without them it is looked through by column alone.
  void nameAll(client, (people) => person.replaceChildren(option('', '所有人', asked.person), ...people.map(({ name, username }) => option(username, `${name}（${username}）`, asked.person))));
  const form = element(
    'form',
    { class: 'chooser', 'aria-label': '筛选' },
    element('label', { for: 'person' }, '谁'), person, element('label', { for: 'collection' }, '栏目'), collection,
    element('button', { type: 'submit', class: 'desk-button' }, '筛选'),
    ...(asked.person || asked.collection ? [element('a', { href: '#' }, '看全部')] : []),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = hashOf({ what: 'activity', ...(person.value ? { person: person.value } : {}), ...(collection.value ? { collection: collection.value } : {}) });
  });
  return form;
}

async function nameAll(client: DeskClient, offer: (people: ActivityPeople['people']) => void): Promise<void> {
  const told = await client.read(api.activityPeople, ActivityPeople).catch(() => undefined);
  if (told) offer(told.people);
}
