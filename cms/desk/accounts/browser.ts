/** In the order in which they are looked for: each of them also names those that come after it. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger\//, '微信'], [/DingTalk\//, '钉钉'], [/QQBrowser\//, 'QQ 浏览器'], [/\bEdgA?(?:iOS)?\//, 'Edge'], [/HuaweiBrowser\//, '华为浏览器'],
  [/MiuiBrowser\//, '小米浏览器'], [/UCBrowser\//, 'UC 浏览器'], [/360[SE]E|QIHU/, '360 浏览器'], [/(?:Firefox|FxiOS)\//, 'Firefox'], [/(?:Chrome|Chromium|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'], [/Android/, '安卓手机'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows 电脑'], [/Macintosh|Mac OS X/, 'Mac 电脑'],
  [/UOS|Kylin/, '国产系统电脑'], [/CrOS/, 'Chromebook'], [/Linux/, 'Linux 电脑'],
];

/** A browser in plain words, as far as it says what it is: `Windows 电脑上的 Edge`. */
export function browserInWords(agent: string): string {
  const named = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1];
  const [browser, system] = [named(BROWSERS), named(SYSTEMS)];
  if (browser && system) return `${system}上的${/^[A-Z]/.test(browser) ? ' ' : ''}${browser}`;
  return browser ?? (system ? `${system}上的浏览器` : '不认识的浏览器');
}
