import { govukEleventyPlugin } from '@x-govuk/govuk-eleventy-plugin';
export default function (eleventy) {
  eleventy.addPlugin(govukEleventyPlugin, { header: { logotype: { text: '云端黄南' } } });
  return { dir: { input: 'site', output: 'dist' }, dataTemplateEngine: 'njk', htmlTemplateEngine: 'njk', markdownTemplateEngine: 'njk' };
}
