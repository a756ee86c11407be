import { collection } from '../collection.ts';
import { flag, number, rows, text } from '../fields.ts';

const ADDRESS = ['^https?://[^\\s/]+$', '“网址”形如 https://www.example.org，末尾不带斜杠'] as const;
/** Where a setting may lead. */
export const LINK = ['^(?:/[^\\s]*|https?://[^\\s]+)$', '“链接”以 / 开头（站内）或以 http 开头（站外）'] as const;

const CONTACT = ['^(?:mailto:[^\\s@]+@[^\\s@]+|https://[^\\s]+|tel:\\+[0-9-]+)$', '“安全问题联系方式”形如 mailto:security@example.org、https://www.example.org/report 或 tel:+86-973-0000000'] as const;

/** Who the site is; the only source of absolute addresses. */
export const site = collection({
  name: 'site',
  label: '网站信息',
  one: '网站信息',
  description: '名称、主办单位、网址和页脚。',
  naming: 'single',
  summary: '网站信息',
  fields: {
    name: text({ label: '网站名称', max: 30, example: '云端黄南 · 工会' }),
    tagline: text({ label: '一句话介绍', max: 80 }),
    address: text({ label: '网址', pattern: ADDRESS, example: 'https://www.example.org' }),
    owner: text({ label: '主办单位', max: 60 }),
    contact: text({ label: '联系方式', max: 120, required: false }),
    siteCode: text({ label: '网站标识码', max: 40, required: false, hint: '没有就留空' }),
    icp: text({ label: 'ICP备案号', max: 40, required: false, hint: '没有就留空' }),
    police: text({ label: '公安备案号', max: 40, required: false, hint: '没有就留空' }),
    badge: text({ label: '党政机关标识的链接', pattern: LINK, required: false, hint: '没有就留空', example: 'https://bszs.example.org/jiguan/1' }),
    mistakes: text({ label: '“我为网站找错”的链接', pattern: LINK, required: false, hint: '没有就留空', example: 'https://zfwzgl.example.org/1' }),
    security: text({ label: '安全问题联系方式', pattern: CONTACT, required: false, hint: '写进 security.txt，供发现漏洞的人联系；没有专人负责就留空', example: 'mailto:security@example.org' }),
    closed: flag({ label: '谢绝搜索引擎', hint: '试运行时用：请搜索引擎不要收录本站' }),
    offlineOff: flag({ label: '停用离线阅读', hint: '停用以后，读者浏览器里存下的页面也会清除' }),
  },
});

/** The links in every page's header and footer. */
export const navigation = collection({
  name: 'navigation',
  label: '导航',
  one: '导航',
  description: '页眉与页脚的链接。',
  naming: 'single',
  summary: '导航',
  fields: {
    header: rows(
      { label: text({ label: '文字', max: 8 }), href: text({ label: '链接', pattern: LINK, example: '/news/' }) },
      { label: '页眉导航', min: 1, max: 8, summary: '{{fields.label}}' },
    ),
    footer: rows(
      { label: text({ label: '文字', max: 16 }), href: text({ label: '链接', pattern: LINK, example: '/pages/about/' }) },
      { label: '页脚链接', required: false, max: 12, summary: '{{fields.label}}' },
    ),
  },
});

/** What is told of the reform as a whole: how its tasks were divided, and what happened when. */
export const reform = collection({
  name: 'reform',
  label: '改革概况',
  one: '改革概况',
  description: '改革任务的概况和改革历程。',
  naming: 'single',
  summary: '改革概况',
  fields: {
    items: number({ label: '具体工作项数', min: 1, max: 999, required: false, hint: '全部任务一共细分为多少项具体工作' }),
    told: text({ label: '任务清单说明', max: 300, lines: true, required: false }),
    milestones: rows(
      {
        when: text({ label: '时间', max: 20, example: '2017年9月16日' }),
        what: text({ label: '事项', max: 120, lines: true }),
        href: text({ label: '链接', pattern: LINK, required: false, hint: '想请读者接着看的页面', example: '/news/' }),
      },
      { label: '改革历程', required: false, max: 40, summary: '{{fields.when}} {{fields.what}}', hint: '按时间先后排列' },
    ),
    source: text({ label: '来源', max: 80, required: false }),
  },
});

/** Addresses that were given up, and where their pages are now. */
export const redirects = collection({
  name: 'redirects',
  label: '网址变更',
  one: '网址变更',
  description: '不再使用的网址，以及现在的网址。',
  naming: 'single',
  summary: '网址变更',
  fields: {
    moved: rows(
      {
        from: text({ label: '旧网址', pattern: ['^/(?:[^/\\s?#%]+/)+$', '“旧网址”是站内的，以 / 开头、以 / 结尾，形如 /news/2018/'], example: '/news/2018/' }),
        to: text({ label: '新网址', pattern: LINK, example: '/news/2018/05/' }),
      },
      { label: '网址变更', required: false, max: 500, summary: '{{fields.from}} → {{fields.to}}', hint: '打开旧网址的人会被带到新网址；旧网址上已有页面时不起作用' },
    ),
  },
});
