/** What Git says where a push fails, and what that means: Chinese for the administrator, English for the log. The first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, string, string])[] = [
  [/took too long/, '推送超过 15 分钟没有完成，已经中止', 'the push took more than 15 minutes and was stopped'],
  [/shallow update not allowed/i, '本站的仓库当初只克隆了一部分历史，远端不接受；请在服务器上用 git fetch --unshallow 补全', 'this repository is a shallow clone, which the remote does not take; complete it with git fetch --unshallow'],
  [/fetch first|non-fast-forward|stale info/i, '远端的 main 上有本站没有的提交，没有覆盖它；请换一个空的仓库，或先弄清那些提交是谁的', 'the remote main has commits that this one lacks; nothing was overwritten'],
  [/Authentication failed|could not read (?:Username|Password)|HTTP 40[13]|returned error: 40[13]|Access denied|Invalid username/i, '远端不接受这个用户名和口令（或令牌），或者没有写入权限', 'the remote refuses the credentials, or they may not write'],
  [/Host key verification failed|host key.*changed|REMOTE HOST IDENTIFICATION/i, '还不认识远端主机的 ssh 密钥；请在服务器上以运行编务台的用户 ssh 连接一次并确认', 'the ssh host key is not known; connect once by hand as the user that runs the desk'],
  [/Permission denied \(|Too many authentication failures/i, '远端不接受本机的 ssh 密钥；请把运行编务台的用户的公钥交给远端', 'the remote refuses the ssh key of the user that runs the desk'],
  [/Could not resolve host|Name or service not known|Temporary failure in name resolution/i, '找不到远端主机：主机名写错了，或者服务器连不上域名解析', 'the host name does not resolve'],
  [/certificate|SSL|TLS/i, '远端的证书不能信任，没有推送', 'the certificate of the remote is not trusted'],
  [/Connection refused|timed out|Failed to connect|Couldn't connect|Could not connect|Connection reset|No route to host|Network is unreachable|Operation too slow|remote end hung up/i, '连不上远端：主机没有应答，或者中途断了', 'the remote cannot be reached'],
  [/dubious ownership/i, '远端文件夹属于另一个用户，Git 不肯写入', 'the remote folder belongs to another user'],
  [/No space left|quota/i, '远端的空间用完了', 'the remote is out of space'],
  [/cannot run ssh|unable to find remote helper/i, '服务器上没有安装 ssh，或者它的 Git 不支持 https', 'ssh is not installed, or Git has no https'],
  [/not appear to be a git repository|repository .*not found|returned error: 404|No such file or directory|Not Found/i, '那里没有 Git 仓库；请先建一个空的裸仓库，再核对地址', 'there is no Git repository at that address'],
  [/protected branch|hook declined|remote rejected|denied|insufficient permission/i, '远端拒绝了这次推送（分支受保护，或有别的规定）', 'the remote rejected the push by a rule of its own'],
];

/** Tells why a push failed, as a sentence for each who has to act. */
export function explainPush(said: string): { zh: string; en: string } {
  const found = MEANINGS.find(([words]) => words.test(said));
  return found ? { zh: found[1], en: found[2] } : { zh: '推送没有成功，Git 的原话在服务器的日志里', en: 'the push failed' };
}
