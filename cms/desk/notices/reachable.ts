import { BlockList, isIP } from 'node:net';

/** This machine's and the office's own networks: RFC 1122, 1918, 4193. Not link-local: clouds hand out their machines' keys there. */
const INSIDE = new BlockList();
for (const [net, bits] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) INSIDE.addSubnet(net, bits);
INSIDE.addAddress('::1', 'ipv6');
INSIDE.addSubnet('fc00::', 7, 'ipv6');

/** Whether a host is this machine or lies in a private network. A number or `localhost`: where a name leads is decided elsewhere, and anew each time. */
export function isInside(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(bare);
  return bare === 'localhost' || (version !== 0 && INSIDE.check(bare, version === 6 ? 'ipv6' : 'ipv4'));
}

/** Whether messages may be sent to an address: by https anywhere; in the open only where the line does not leave the house (`cms/decisions/0018`). */
export const mayReach = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || (protocol === 'http:' && isInside(hostname));
