import { expect, it } from 'vitest';
import { networkOf } from './network.ts';

it.each([
  ['203.0.113.9', '203.0.113.9'], ['::ffff:203.0.113.9', '::ffff:203.0.113.9'], ['unknown', 'unknown'], ['', ''],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:0DB8:1:2::9', '2001:db8:1:2'], ['2001:db8::9', '2001:db8:0:0'], ['fe80::1%eth0', 'fe80:0:0:0'], ['::1', '0:0:0:0'], ['::', '0:0:0:0'],
  ['1:2:3:4:5:6:7:8:9::1', '1:2:3:4'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
