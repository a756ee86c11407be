import { DeskError } from '../backend/desk-client.ts';

const AWAY = '连不上编务台：可能是网络断了，也可能是它正在重启';

/** What went wrong, as sentences for this page, which holds nothing that could be lost. */
export function trouble(error: unknown): string {
  if (!(error instanceof DeskError)) return '这一页出了问题，请刷新再试；一直这样，请告诉管理员。';
  switch (error.code) {
    case 'offline': case 'unavailable': return `${AWAY}。`;
    case 'signed-out': return '登录已过期，请重新登录。';
    case 'internal': return '编务台出了问题，请稍候再试；一直这样，请告诉管理员。';
    default: return `${error.message.replace(/。$/, '')}。`;
  }
}

/** The same of something that the desk was asked to do: where no answer came, it may have been done. */
export function troubleDoing(error: unknown): string {
  if (error instanceof DeskError && (error.code === 'offline' || error.code === 'unavailable')) {
    return `${AWAY}。不知道刚才这一步有没有生效；连上以后，这一页会显示实际情况。`;
  }
  return trouble(error);
}
