/** What every page says of the site. */
export const site = {
  name: '云端黄南 · 工会',
  owner: '黄南州总工会',
  tagline: '改革进展看得见，政策说得明，服务找得到',
  address: 'https://yunduan.example.org',
  menu: [
    { label: '首页', href: '/' },
    { label: '改革动态', href: '/news/' },
    { label: '政策与解读', href: '/policies/' },
    { label: '公示公告', href: '/notices/' },
    { label: '服务项目', href: '/services/' },
    { label: '改革任务', href: '/tasks/' },
  ],
  column: { title: '改革动态', description: '工会改革的进展、做法与成效。', keywords: '工会改革,改革动态,工作进展', type: '工作动态' },
};
