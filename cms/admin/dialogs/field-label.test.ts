import { describe, expect, it } from 'vitest';
import { fieldLabel } from './field-label.ts';

describe('a finding’s field', () => {
  it.each([
    ['content/news/2026/2026-11-20-0930.md', ['title'], '标题'],
    ['content/news/2026/2026-11-20-0930.md', ['attachments', 1, 'file'], '附件 › 第 2 项 › 文件'],
    ['content/news/2026/2026-11-20-0930.md', ['topics', 0], '主题词 › 第 1 项'],
    ['content/settings/navigation.yml', ['header', 0, 'href'], '页眉导航 › 第 1 项 › 链接'],
    ['content/news/2026/2026-11-20-0930.md', ['unknown'], 'unknown'],
    ['content/news/2026/2026-11-20-0930.md', [], ''],
    ['elsewhere.txt', ['x'], 'x'],
  ])('%s %j is %j', (file, path, label) => {
    expect(fieldLabel(file, path)).toBe(label);
  });
});
