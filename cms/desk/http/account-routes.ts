import { Confirmation, EnrolmentCode, MailChange, OwnDeputyChange, PasswordChange } from '../../protocol/people.ts';
import { api } from '../../protocol/paths.ts';
import type { OwnAccount } from '../accounts/own-account.ts';
import { readJson } from './answer.ts';
import { addressOfVisitor, type DeskContext, type Outside } from './context.ts';
import { Routes } from './guard.ts';

const LIMIT = 16 * 1024;
const DONE = { done: true } as const;

/** One's own account: sessions, password, second factor, deputies. */
export function accountRoutes(own: OwnAccount, outside: Outside): Routes {
  const address = (c: DeskContext): string => addressOfVisitor(c, outside);
  return new Routes()
    .on('GET', api.account, 'own-account', (c) => c.json(own.tell(c.var.session)))
    .on('PUT', `${api.account}/mail`, 'own-account', async (c) => {
      own.changeMail(c.var.session, (await readJson(c, MailChange, LIMIT)).mail, address(c));
      return c.json(DONE);
    })
    .on('PUT', `${api.account}/password`, 'own-account', async (c) => {
      await own.changePassword(c.var.session, await readJson(c, PasswordChange, LIMIT), address(c));
      return c.json(DONE);
    })
    .on('DELETE', `${api.account}/sessions`, 'own-account', (c) => {
      own.endOtherSessions(c.var.session);
      return c.json(DONE);
    })
    .on('DELETE', `${api.account}/sessions/:id{[0-9]{1,15}}`, 'own-account', (c) => {
      own.endSession(c.var.session, Number(c.req.param('id')));
      return c.json(DONE);
    })
    .on('POST', `${api.account}/second-factor`, 'own-account', async (c) =>
      c.json(await own.beginSecondFactor(c.var.session, (await readJson(c, Confirmation, LIMIT)).password, address(c))))
    .on('POST', `${api.account}/second-factor/confirm`, 'own-account', async (c) =>
      c.json({ recovery: own.confirmSecondFactor(c.var.session, (await readJson(c, EnrolmentCode, LIMIT)).code, address(c)) }))
    .on('POST', `${api.account}/second-factor/off`, 'own-account', async (c) => {
      await own.takeOffSecondFactor(c.var.session, (await readJson(c, Confirmation, LIMIT)).password, address(c));
      return c.json(DONE);
    })
    .on('POST', `${api.account}/second-factor/recovery`, 'own-account', async (c) =>
      c.json({ recovery: await own.renewRecovery(c.var.session, (await readJson(c, Confirmation, LIMIT)).password, address(c)) }))
    .on('POST', `${api.account}/deputies`, 'own-account', async (c) => {
      own.addDeputy(c.var.session, await readJson(c, OwnDeputyChange, LIMIT), address(c));
      return c.json(DONE, 201);
    })
    .on('DELETE', `${api.account}/deputies/:id{[0-9]{1,15}}`, 'own-account', (c) => {
      own.endDeputy(c.var.session, Number(c.req.param('id')), address(c));
      return c.json(DONE);
    });
}
