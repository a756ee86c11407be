import { isAbsolute, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refused } from '../workflow/refused.ts';

/** A Git remote, as the setting names it. */
export interface MirrorAddress {
  /** What Git is told. Holds no credentials: the arguments of a process can be read by everybody on the machine. */
  url: string;
  /** What people are shown and logs are told. */
  shown: string;
  /** For https; told to Git when `server` asks. */
  credentials?: { server: string; username: string; password: string };
}

const refused = (sentence: string) => new Refused('bad-request', sentence);
const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/** Reads the address of a mirror: https, ssh, or an absolute path of this machine. Throws `Refused` with what is wrong. */
export function parseMirrorAddress(text: string): MirrorAddress {
  if (/[\s\p{Cc}\\]/u.test(text)) throw refused('地址里不能有空格、换行或反斜杠');
  if (isAbsolute(text)) return onDisk(text);
  if (/^[^/@:]+@[^/:]+:(?!\/\/)/.test(text)) throw refused('ssh 地址请写成 ssh://用户@主机/路径，例如 ssh://git@git.example/org/site.git');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  switch (url?.protocol) {
    case 'https:': return overHttps(url);
    case 'ssh:': return overSsh(url);
    case 'file:':
      if (url.host || url.search || url.hash) throw refused('file 地址只能是本机的路径，例如 file:///srv/mirror/site.git');
      return onDisk(decoded(url, fileURLToPath));
    case 'http:': throw refused('http 地址不加密，口令会被看到；请用 https 地址');
    default: throw refused('地址要以 https://、ssh:// 开头，或者是本机的绝对路径');
  }
}

function overHttps(url: URL): MirrorAddress {
  const place = placeOf(url);
  const address = { url: `https://${url.host}${place}`, shown: `https://${url.username || url.password ? '***@' : ''}${url.host}${place}` };
  if (!url.username && !url.password) return address;
  const [username, password] = [decoded(url, () => decodeURIComponent(url.username)), decoded(url, () => decodeURIComponent(url.password))];
  if (/\p{Cc}/u.test(username + password)) throw refused('用户名或口令里有不允许的字符');
  return { ...address, credentials: { server: `https://${url.host}`, username, password } };
}

function overSsh(url: URL): MirrorAddress {
  if (url.password) throw refused('ssh 地址里不能写口令；请在服务器上为运行编务台的用户设置密钥');
  if (url.username && !/^[a-z0-9_][\w.-]*$/i.test(url.username)) throw refused('ssh 地址里的用户名不对');
  const shown = `ssh://${url.username ? `${url.username}@` : ''}${url.host}${placeOf(url)}`;
  return { url: shown, shown };
}

function onDisk(path: string): MirrorAddress {
  const place = normalize(path);
  if (place === '/') throw refused('地址里没有写是哪个仓库');
  return { url: place, shown: place };
}

/** The path of a URL that has a host that is one, and nothing that Git would take for something else. */
function placeOf(url: URL): string {
  if (!HOST.test(url.hostname)) throw refused('地址里的主机名不对');
  if (url.search || url.hash) throw refused('地址里不能有 ? 或 #；口令里有这些字符时，请写成 %3F、%23');
  if (url.pathname.length < 2) throw refused('地址里没有写是哪个仓库');
  return url.pathname;
}

function decoded(url: URL, read: (url: URL) => string): string {
  try {
    return read(url);
  } catch {
    throw refused('地址里的 % 写得不对');
  }
}
