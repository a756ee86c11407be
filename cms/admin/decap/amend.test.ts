import { describe, expect, it } from 'vitest';
import { type Amendment, amend } from './amend.ts';

const amendment: Amendment = { module: 'some-package/dist/Select-*.js', find: "'No options'", replace: "'没有可选的 $&'" };
const run = (plugin: ReturnType<typeof amend>, code: string, id: string) => (plugin.transform as (code: string, id: string) => string | null)(code, id);
const end = (plugin: ReturnType<typeof amend>) => (plugin.buildEnd as () => void)();

describe('amending a package', () => {
  it('changes the one place and nothing else', () => {
    const plugin = amend([amendment]);
    expect(run(plugin, "x('No options')", '/x/node_modules/some-package/dist/Select-1b9a.js')).toBe("x('没有可选的 $&')");
    expect(run(plugin, "x('No options')", '/x/node_modules/other/dist/Select-1b9a.js')).toBeNull();
    expect(() => end(plugin)).not.toThrow();
  });

  it.each(["x('none')", "'No options' + 'No options'"])('fails where the text is not there exactly once: %s', (code) => {
    expect(() => run(amend([amendment]), code, '/node_modules/some-package/dist/Select-1.js')).toThrow(/not once/);
  });

  it('fails where the module was never bundled', () => {
    expect(() => end(amend([amendment]))).toThrow(/never bundled/);
  });
});
