import { expect, it } from 'vitest';
import { HERE } from '../../../tests/fixtures/accounts.ts';
import { browserInWords } from './browser.ts';

it.each([
  [HERE.agent, 'Windows 电脑上的 Edge'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36', 'Linux 电脑上的 Chrome'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15', 'Mac 电脑上的 Safari'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50', 'iPhone上的微信'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36', '安卓手机上的 Chrome'],
  ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'Windows 电脑上的 Firefox'],
  ['Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1 Mobile HuaweiBrowser/5.0', '鸿蒙上的华为浏览器'],
  ['curl/8.5', '不认识的浏览器'], ['', '不认识的浏览器'],
])('%s', (agent, words) => {
  expect(browserInWords(agent)).toBe(words);
});
