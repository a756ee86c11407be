import { ChainChange, DeputyChange, Invitation, LogName, PersonChange, SecondFactorChange, StateChange } from '../../protocol/people.ts';
import { api } from '../../protocol/paths.ts';
import type { Administration } from '../accounts/administration.ts';
import type { Log } from '../accounts/log.ts';
import { Refused } from '../workflow/refused.ts';
import { readJson } from './answer.ts';
import { byOf, type DeskContext, type Outside } from './context.ts';
import { Routes } from './guard.ts';

const LIMIT = 16 * 1024;
const PERSON = `${api.people}/:id{[0-9]{1,15}}` as const;
const DONE = { done: true } as const;

export interface PeopleParts {
  administration: Administration;
  log: Log;
  outside: Outside;
}

/** Users, one-time links, chains, deputies, the rule of the second factor and the logs: for administrators. */
export function peopleRoutes({ administration, log, outside }: PeopleParts): Routes {
  const by = (c: DeskContext) => byOf(c, outside);
  return new Routes()
    .on('GET', api.people, 'manage', (c) => c.json(administration.tell()))
    .on('POST', api.people, 'manage', async (c) => c.json(administration.invite(by(c), await readJson(c, Invitation, LIMIT)), 201))
    .on('PUT', `${api.people}/chains`, 'manage', async (c) => {
      administration.setChains(by(c), (await readJson(c, ChainChange, LIMIT)).chains);
      return c.json(DONE);
    })
    .on('PUT', `${api.people}/second-factor`, 'manage', async (c) => {
      administration.requireSecondFactor(by(c), (await readJson(c, SecondFactorChange, LIMIT)).roles);
      return c.json(DONE);
    })
    .on('POST', `${api.people}/deputies`, 'manage', async (c) => {
      administration.addDeputy(by(c), await readJson(c, DeputyChange, LIMIT));
      return c.json(DONE, 201);
    })
    .on('DELETE', `${api.people}/deputies/:id{[0-9]{1,15}}`, 'manage', (c) => {
      administration.endDeputy(by(c), Number(c.req.param('id')));
      return c.json(DONE);
    })
    .on('GET', `${api.people}/log/:name`, 'manage', (c) => {
      const [, name = '', table] = /^([a-z-]+?)(\.csv)?$/.exec(c.req.param('name')) ?? [];
      const which = LogName.safeParse(name);
      if (!which.success) throw new Refused('not-found', '没有这份记录');
      if (!table) return c.json(log.page(which.data, before(c.req.query('before'))));
      return c.body(log.csv(which.data), 200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="yunduan-${which.data}.csv"` });
    })
    .on('PUT', PERSON, 'manage', async (c) => {
      administration.change(by(c), Number(c.req.param('id')), await readJson(c, PersonChange, LIMIT));
      return c.json(DONE);
    })
    .on('DELETE', PERSON, 'manage', (c) => {
      administration.withdrawInvitation(by(c), Number(c.req.param('id')));
      return c.json(DONE);
    })
    .on('POST', `${PERSON}/link`, 'manage', (c) => c.json(administration.renewLink(by(c), Number(c.req.param('id'))), 201))
    .on('POST', `${PERSON}/state`, 'manage', async (c) => {
      administration.setState(by(c), Number(c.req.param('id')), (await readJson(c, StateChange, LIMIT)).state);
      return c.json(DONE);
    })
    .on('POST', `${PERSON}/sign-out`, 'manage', (c) => {
      administration.signOut(by(c), Number(c.req.param('id')));
      return c.json(DONE);
    })
    .on('POST', `${PERSON}/take-off`, 'manage', (c) => {
      administration.takeOffSecondFactor(by(c), Number(c.req.param('id')));
      return c.json(DONE);
    });
}

/** The line from before which a log is read on; the newest when it is none. */
const before = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined);
