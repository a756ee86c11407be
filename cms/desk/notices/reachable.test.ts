import { describe, expect, it } from 'vitest';
import { isInside, mayReach } from './reachable.ts';

describe('where messages may go', () => {
  it.each(['https://qyapi.example.invalid/send?key=k', 'https://10.0.0.5/', 'https://[2001:db8::1]/', 'http://127.0.0.1:8080/', 'http://localhost:8080/', 'http://10.1.2.3/', 'http://172.31.255.1/', 'http://192.168.1.9/', 'http://[::1]:8080/', 'http://[fd00::7]/',
    // As the browser's rules read it: 127.0.0.1.
    'http://0x7f.1/'])('%s', (address) => {
    expect(mayReach(new URL(address))).toBe(true);
  });

  it.each([
    'http://robot.example.invalid/', 'http://8.8.8.8/', 'http://172.32.0.1/', 'http://100.64.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://0.0.0.0/', 'http://[fe80::1]/', 'http://[2001:db8::1]/',
    'http://localhost.example.invalid/', 'http://127.0.0.1.example.invalid/', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'data:text/plain,x',
  ])('not %s', (address) => {
    expect(mayReach(new URL(address))).toBe(false);
  });

  it('a name is not inside, whatever it leads to', () => {
    expect(['mail.intra.example.invalid', '127.1', '', '10.0.0.5.'].map(isInside)).toEqual([false, false, false, false]);
    expect(['10.0.0.5', '::1', 'localhost', '::ffff:10.0.0.5'].map(isInside)).toEqual([true, true, true, true]);
  });
});
