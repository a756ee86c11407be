import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setTitle } from './lines.ts';
import { textWidth } from './units.ts';

const WIDTH = 1040;

describe('a title on a card', () => {
  it.each([
    ['十五项改革任务过半完成', ['十五项改革任务过半完成']],
    ['黄南工会改革回顾：从学习考察到任务清单', ['黄南工会改革回顾：', '从学习考察到任务清单']],
    ['2017年资助117名困难职工子女上大学，共54.5万元', ['2017年资助117名困难职工', '子女上大学，共54.5万元']],
    ['“互联网+工会”：职工电子书卡怎样领、怎样用', ['“互联网+工会”：', '职工电子书卡怎样领、怎样用']],
    ['Trade Union Reform Report 2018', ['Trade Union', 'Reform Report 2018']],
  ])('%s is broken where it pauses, and never within a number or a word', (title, lines) => {
    expect(setTitle(title, WIDTH).lines).toEqual(lines);
  });

  it('that is too long ends in an ellipsis, after a whole character and without a mark before it', () => {
    const { lines, size } = setTitle('关于做好全州各级工会组织深化改革有关工作，进一步完善困难职工帮扶、职工医疗互助、金秋助学等服务项目公示和监督办法的通知（征求意见稿）', WIDTH);
    expect([lines.length, size]).toEqual([3, 56]);
    expect(lines.at(-1)).toMatch(/[^，。、；：]……$/);
  });

  it('is as large as it can be', () => {
    expect(setTitle('短标题', WIDTH).size).toBe(80);
    expect(setTitle('长'.repeat(52), WIDTH).size).toBe(56);
  });

  it('whatever it is: three lines at most, each within the width, none beginning with a closing or ending with an opening mark', () => {
    const pieces = fc.constantFrom('改革', '任务', '，', '：', '《', '》', '“', '”', '（', '）', '2018', '年', '54.5', '万元', '%', 'Union', ' ', '——', '……', '、', '工', '会');
    fc.assert(fc.property(fc.array(pieces, { minLength: 1, maxLength: 70 }), (parts) => {
      const title = parts.join('').trim();
      fc.pre(title.length > 0);
      const { lines, size } = setTitle(title, WIDTH);
      expect(lines.length).toBeLessThanOrEqual(3);
      expect(lines.filter((line) => textWidth(line) * size > WIDTH + 1)).toEqual([]);
      // A chain of marks longer than a line fits nowhere; then there is the ellipsis.
      expect(lines.slice(1).filter((line) => /^[，。、；：？！）》”%]/.test(line))).toEqual([]);
      expect(lines.slice(0, -1).filter((line) => /[《“（]$/.test(line))).toEqual([]);
    }), { numRuns: 500, seed: 7 });
  });
});
