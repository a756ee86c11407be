import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers } from '../fixtures/barriers.ts';
import { held, item, now, PAGE, Records } from '../fixtures/records.ts';

const records = new Records();

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const label = () => page.evaluate(() => {
    const { activeElement: on } = document;
    return (on?.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ') ?? on?.textContent) ?? '';
  });
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (name.test(await label())) return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

describe('the way back to an earlier version', () => {
  it('takes the public back to an earlier version, keeps what is published meanwhile, and lets it go', async () => {
    await records.publishTitle('示例：先前的说法');
    await records.publishTitle('示例：写错了的说法');
    const page = await records.open();
    await item(page, '发布：示例：先前的说法').getByRole('button', { name: '恢复到这个版本' }).click();
    const dialog = page.getByRole('dialog', { name: '恢复到这个版本？' });
    for (const part of ['示例：先前的说法', '按现在的时间重新生成', '撤下的名单不会重新出现', '恢复更新']) expect(await dialog.innerText()).toContain(part);
    await dialog.getByRole('button', { name: '先不恢复' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect([(await records.releases()).hold, (await records.read(PAGE)).includes('示例：写错了的说法')]).toEqual([null, true]);

    await item(page, '发布：示例：先前的说法').getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('status').innerText()).toContain('已经恢复，公众现在看到的是“发布：示例：先前的说法”');
    expect(await held(page).innerText()).toMatch(/示例编辑 于 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d 恢复了“发布：示例：先前的说法”/);
    expect(await now(page).innerText()).toContain('示例：先前的说法');
    expect(await page.getByRole('listitem').first().innerText()).toContain('恢复较早的版本');
    expect(await records.read(PAGE)).toContain('示例：先前的说法</h1>');

    const received = await records.publishTitle('示例：改好了的说法');
    expect([received.published, received.failure?.zh]).toEqual([false, expect.stringContaining('恢复更新')]);
    expect(await records.read(PAGE)).toContain('示例：先前的说法</h1>');

    await held(page).getByRole('button', { name: '恢复更新' }).click();
    await held(page).waitFor({ state: 'detached' });
    expect(await records.read(PAGE)).toContain('示例：改好了的说法</h1>');
    await now(page).getByText('发布：示例：改好了的说法').waitFor();
    await page.getByText('已经恢复更新，公众现在看到的是最新的内容。').waitFor();
  });

  it('is done by the keyboard alone', async () => {
    await records.publishTitle('示例：键盘之前');
    await records.publishTitle('示例：键盘之后');
    const page = await records.open();
    await now(page).getByText('示例：键盘之后').waitFor();
    await tabTo(page, /恢复到这个版本.*示例：键盘之前/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // The focus is back where it was.
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, /^恢复到这个版本$/);
    await page.keyboard.press('Enter');
    await held(page).waitFor();
    expect(await records.read(PAGE)).toContain('示例：键盘之前</h1>');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The focus has come to what is new: its button is next.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('恢复更新');
    await page.keyboard.press('Enter');
    await held(page).waitFor({ state: 'detached' });
    expect(await records.read(PAGE)).toContain('示例：键盘之后</h1>');
  });

  it('passes axe and fits in both colour schemes, while an earlier version is held and the dialog is open', async () => {
    const page = await records.open();
    await now(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    const earlier = page.getByRole('button', { name: /恢复到这个版本/ }).first();
    await earlier.click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '恢复到这个版本' }).click();
    await held(page).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('summary').first().click();
    expect(await barriers(page)).toEqual([]);
    await held(page).getByRole('button', { name: '恢复更新' }).click();
    await held(page).waitFor({ state: 'detached' });
  });

  it('an earlier version cannot be made again: the reason is said, and nothing has changed', async () => {
    const page = await records.open();
    let answerNow = () => {};
    const asked = new Promise<void>((resolve) => (answerNow = resolve));
    await page.route('**/admin/api/releases/restore', async (route) => {
      await asked;
      await route.fulfill({ json: { published: false, failure: { zh: '页面 / 的模板出错，没有发布\n请把这句话告诉管理员', en: 'x' } } });
    });
    await page.getByRole('button', { name: /恢复到这个版本/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '恢复到这个版本' }).click();
    await dialog.getByText('正在恢复').waitFor();
    // What is under way stays in sight.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await dialog.getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-disabled')))).toEqual(['true', 'true']);
    answerNow();
    await dialog.getByText(/模板出错，没有发布/).waitFor();
    await dialog.getByRole('button', { name: '再试一次' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '先不恢复' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await held(page).count()).toBe(0);
  });
});
