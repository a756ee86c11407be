import { createTransport } from 'nodemailer';
import { explainConnection, NotDelivered, withoutSecrets } from './not-delivered.ts';
import type { MailSettings } from './settings.ts';

/** How long a mail server may be silent; and how long the whole of it may take, for one that speaks a little now and then. */
const PATIENCE = 10_000;
const WHOLE = 60_000;

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same at every try, so that a mail that came twice can be known by it. */
  id: string;
}

/** As much of nodemailer's errors as is used: https://nodemailer.com/errors */
interface MailError extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

/** Sends a mail by SMTP. Throws `NotDelivered`. */
export async function sendMail(settings: MailSettings, { to, subject, text, id }: Mail, patience = PATIENCE): Promise<void> {
  const { host, port, security, username, password, from } = settings;
  const transport = createTransport({
    host, port,
    secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none',
    ...(username ? { auth: { user: username, pass: password ?? '' } } : {}),
    connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience, dnsTimeout: patience,
    // Nothing that is in a mail is ever fetched from a file or an address.
    disableFileAccess: true, disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('took too long'), { code: 'ETIMEDOUT' })), Math.max(WHOLE, patience));
    timer.unref();
  });
  try {
    await Promise.race([late, transport.sendMail({
      from: { name: '云端编务台', address: from }, to: { name: '', address: to }, subject, text,
      messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`, headers: { 'Auto-Submitted': 'auto-generated' },
    })]);
  } catch (error) {
    throw explained(error as MailError, settings);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}

function explained(error: MailError, { host, password }: MailSettings): NotDelivered {
  const said = withoutSecrets(error.response ?? '', [password]);
  const answer = said ? `（${said}）` : '';
  switch (error.code) {
    case 'EAUTH': case 'ENOAUTH': return new NotDelivered(`${host} 不认这个用户名和密码；很多邮箱要用“授权码”代替登录密码${answer}`);
    // The address of one recipient, or what is in one mail: the next may go.
    case 'EENVELOPE': case 'EMESSAGE': return new NotDelivered(`${host} 没有收下这封邮件${answer || `（${withoutSecrets(error.message, [password])}）`}`, true);
    case 'ETLS': return new NotDelivered(`${explainConnection(error, host)}${answer}`);
    default: return new NotDelivered(answer ? `${host} 没有收下这封邮件${answer}` : explainConnection(error, host));
  }
}
