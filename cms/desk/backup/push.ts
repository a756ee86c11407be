import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { gitEnvironment } from '../../../src/content/objects.ts';
import type { MirrorWhat } from '../../protocol/mirror.ts';
import { DRAFTS, MAIN } from '../store/store.ts';
import type { MirrorAddress } from './mirror-address.ts';

/** A push that did not succeed, with what Git said of it. */
export class NotPushed extends Error {
  override name = 'NotPushed';
}

/**
 * Pushes `main`, and then the drafts where they are wanted. `main` is never forced: a remote that has something else is somebody
 * else's, and the drafts are not put there either. Drafts are made what they are here, those that are gone included.
 * Throws `NotPushed`.
 */
export async function push(repository: string, address: MirrorAddress, what: MirrorWhat, signal: AbortSignal): Promise<void> {
  await pushRefs(repository, address, [`${MAIN}:${MAIN}`], signal);
  if (what === 'all') await pushRefs(repository, address, ['--prune', `+${DRAFTS}*:${DRAFTS}*`], signal);
}

function pushRefs(repository: string, address: MirrorAddress, refs: readonly string[], signal: AbortSignal): Promise<void> {
  const flags = refs.filter((ref) => ref.startsWith('--'));
  const specs = refs.filter((ref) => !ref.startsWith('--'));
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['--git-dir', repository, 'push', '--quiet', '--no-verify', ...flags, '--', address.url, ...specs], {
      env: { ...gitEnvironment(), ...pushEnvironment(address) }, detached: true, stdio: ['ignore', 'ignore', 'pipe'], signal,
    });
    // Readers and editors come first.
    if (git.pid !== undefined) setPriority(git.pid, 10);
    let said = '';
    git.stderr.on('data', (chunk: Buffer) => (said = (said + chunk).slice(-4000)));
    git.once('error', (error) => reject(new NotPushed(signal.aborted ? 'it took too long' : error.message)));
    git.once('close', (code) => (code === 0 ? resolve() : reject(new NotPushed(said.trim() || `git push ended with ${code}`))));
  });
}

/** What Git is told beside its arguments: credentials, for the one server that they are for, and to ask nobody else. */
export function pushEnvironment({ credentials }: MirrorAddress): Record<string, string> {
  const config: [string, string][] = [
    // A line that has gone dead is given up after a minute.
    ['http.lowSpeedLimit', '1'], ['http.lowSpeedTime', '60'],
    ...(credentials ? [[`credential.${credentials.server}.helper`, ANSWER] as [string, string]] : []),
  ];
  return {
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_ALLOW_PROTOCOL: 'https:ssh:file',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=20',
    ...(credentials ? { YUNDUAN_MIRROR_USERNAME: credentials.username, YUNDUAN_MIRROR_PASSWORD: credentials.password } : {}),
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(config.flatMap(([key, value], n) => [[`GIT_CONFIG_KEY_${n}`, key], [`GIT_CONFIG_VALUE_${n}`, value]])),
  };
}

/** A credential helper, see gitcredentials(7): its environment is its own, unlike its arguments. */
const ANSWER = '!answer() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$YUNDUAN_MIRROR_USERNAME" "$YUNDUAN_MIRROR_PASSWORD"; }; answer';
