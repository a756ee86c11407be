/** Who made a change. */
export interface Person {
  name: string;
  username: string;
}

export const DESK: Person = { name: '云端编务台', username: 'desk' };

export interface CommitParts {
  tree: string;
  parents: readonly string[];
  author: Person;
  /** Milliseconds since the epoch. */
  at: number;
  /** One line; line breaks in it become blanks. */
  subject: string;
  /** Free text, such as a reason. Quoted line by line, so that nothing in it can pass for a trailer. */
  remark?: string;
  /** `Yunduan-<Name>: value` lines that machines read. */
  trailers?: Readonly<Record<string, string>>;
}

/** A commit object's bytes. The person is the author, the desk the committer; times are Beijing's. */
export function formatCommit(c: CommitParts): Buffer {
  const seconds = Math.floor(c.at / 1000);
  const lines = [
    `tree ${c.tree}`,
    ...c.parents.map((parent) => `parent ${parent}`),
    `author ${ident(c.author)} ${seconds} +0800`,
    `committer ${ident(DESK)} ${seconds} +0800`,
    '',
    oneLine(c.subject) || '（无题）',
  ];
  if (c.remark) lines.push('', ...c.remark.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => `> ${line}`));
  const trailers = Object.entries(c.trailers ?? {});
  if (trailers.length) lines.push('', ...trailers.map(([name, value]) => `Yunduan-${name}: ${oneLine(value)}`));
  return Buffer.from(`${lines.join('\n')}\n`);
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
/** A person as Git writes one. `.invalid` is reserved (RFC 2606): the address names an account of this desk and can never be anybody's mailbox. */
export const ident = (person: Person) => `${oneLine(person.name).replace(/[<>]/g, '') || person.username} <${person.username}@desk.invalid>`;

export interface ParsedCommit {
  tree: string;
  parents: string[];
  author: Person;
  /** The address of whoever made the commit itself; empty where it names none. */
  committer: string;
  at: number;
  subject: string;
  /** Free text that somebody wrote, unquoted; absent where there is none. */
  remark?: string;
  trailers: Record<string, string>;
}

/** The end of the year 9999, in seconds: Git takes any number for a time, and a push may bring one that no calendar has. */
const LATEST = 253_402_300_799;

/** Reads a commit. Trailers are the `Yunduan-` lines of the last paragraph alone. */
export function parseCommit(bytes: Buffer): ParsedCommit {
  const text = bytes.toString('utf8');
  const split = text.indexOf('\n\n');
  const head = text.slice(0, split);
  const message = text.slice(split + 2).trimEnd();
  const field = (name: string) => [...head.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map((m) => m[1]!);
  const author = /^(.*) <([^>]*)> (\d+)/.exec(field('author')[0] ?? '');
  // The first paragraph is the subject, whatever it looks like.
  const paragraph = message.lastIndexOf('\n\n');
  const last = paragraph < 0 ? '' : message.slice(paragraph + 2);
  const quoted = message.split('\n').filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
  const trailers = Object.fromEntries([...last.matchAll(/^Yunduan-([A-Za-z-]+): (.*)$/gm)].map((m) => [m[1]!, m[2]!]));
  return {
    tree: field('tree')[0] ?? '',
    parents: field('parent'),
    author: { name: author?.[1] ?? '', username: (author?.[2] ?? '').replace(/@desk\.invalid$/, '') },
    committer: /<([^<>]*)> \d+ [+-]\d{4}$/.exec(field('committer')[0] ?? '')?.[1] ?? '',
    at: Math.min(Number(author?.[3] ?? 0), LATEST) * 1000,
    subject: message.split('\n', 1)[0] ?? '',
    ...(quoted.length ? { remark: quoted.join('\n') } : {}),
    trailers,
  };
}

/** Whether the desk made a commit. Of one that was pushed, nothing counts that it says of reviews and drafts. */
export const isDesks = ({ committer }: Pick<ParsedCommit, 'committer'>): boolean => committer === `${DESK.username}@desk.invalid`;
