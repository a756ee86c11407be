/** A message that did not go, with the reason in Chinese. It holds no secret: administrators read it, and the log. */
export class NotDelivered extends Error {
  override name = 'NotDelivered';
  /** It is this message's own fault (an address that is refused): others may go. */
  readonly alone: boolean;

  constructor(sentence: string, alone = false) {
    super(sentence);
    this.alone = alone;
  }
}

const LONGEST = 300;

/** Takes secrets out of words that came from elsewhere, however they are written in them, and keeps the words short. */
export function withoutSecrets(words: string, secrets: readonly (string | undefined)[]): string {
  const forms = secrets.flatMap((secret) => (secret && secret.length >= 4 ? [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')] : []));
  const clean = forms.reduce((text, secret) => text.replaceAll(secret, '（已隐去）'), words).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/** What the codes of Node, undici, OpenSSL and nodemailer mean. */
const MEANING: readonly (readonly [RegExp, (server: string) => string])[] = [
  [/ENOTFOUND|EAI_AGAIN|EDNS/, (server) => `找不到服务器 ${server}，请检查地址，以及这台机器能不能上网`],
  [/ECONNREFUSED/, (server) => `${server} 不接受连接，请检查地址和端口`],
  [/EHOSTUNREACH|ENETUNREACH/, (server) => `到 ${server} 的网络不通`],
  [/TimeoutError|ETIMEDOUT|UND_ERR_\w*TIMEOUT/, (server) => `${server} 在 10 秒里没有回答`],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/, (server) => `${server} 的证书不可信`],
  [/WRONG_VERSION_NUMBER|wrong version number|EPROTO|ETLS/, (server) => `和 ${server} 没有谈成加密，请检查端口和加密方式是不是一对`],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNECTION|ESOCKET/, (server) => `和 ${server} 的连接中断了`],
];

/** Why a server was not reached, in words; `server` is its name. */
export function explainConnection(error: unknown, server: string): string {
  const said = [...causes(error)].map((one) => `${String(one['name'] ?? '')} ${String(one['code'] ?? '')} ${String(one['message'] ?? '')}`).join(' ');
  const meaning = MEANING.find(([pattern]) => pattern.test(said))?.[1];
  // Nodemailer's own codes stand first and say less.
  const code = said.match(/\b(?:[A-Z]{2,}(?:_[A-Z]+)+|E[A-Z]{4,})\b/g)?.at(-1);
  return (meaning?.(server) ?? `没有能发到 ${server}`) + (code ? `（${code}）` : '');
}

function* causes(error: unknown): Generator<Record<string, unknown>> {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; at = (at as { cause?: unknown }).cause, depth++) {
    yield at as Record<string, unknown>;
    // Of several addresses of one server each has failed in its own way.
    if (at instanceof AggregateError) yield* at.errors.slice(0, 1) as Record<string, unknown>[];
  }
}
