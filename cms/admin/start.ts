import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { DecapCmsCore as CMS } from 'decap-cms-core';
import { CURSOR_COMPATIBILITY_SYMBOL } from 'decap-cms-lib-util';
import { declared, declaredSetting, isCollection, isSetting } from '../../src/model/collections.ts';
import { ending } from '../../src/model/media.ts';
import { pages } from '../protocol/paths.ts';
import type { Session } from '../protocol/session.ts';
import { DeskBackend } from './backend/backend.ts';
import { hangBell } from './bell/bell.ts';
import { mediaFolder } from './backend/media-path.ts';
import { MediaShelf } from './backend/media-shelf.ts';
import { sendChosenFiles } from './editor/chosen-files.ts';
import { configuration } from './decap/config.ts';
import type { DeskClient } from './backend/desk-client.ts';
import { say } from './dialogs/dialog.ts';
import { Entrance } from './gate/entrance.ts';
import { explain } from './dialogs/explain.ts';
import logo from './logo.svg?url';
import { withMoments } from './editor/moments.ts';
import { openPanel } from './panel/panel.ts';
import { register } from './decap/register.ts';
import { saveByKey } from './editor/save-key.ts';
import { withProgress } from './editor/upload-progress.ts';
import { countWaiting } from './waiting/count.ts';

/** Decap keeps a copy of who was signed in, and of nothing else that matters. */
function leave(): void {
  localStorage.removeItem('decap-cms-user');
  location.assign(pages.signIn);
}

/** Starts Decap for a signed-in person. */
export function start(client: DeskClient, session: Session): void {
  dayjs.locale('zh-cn');
  document.documentElement.toggleAttribute('data-administrator', session.roles.includes('administrator'));
  register();
  const now = new Date();
  const media = new MediaShelf(client);
  // Decap makes them itself, and works with the last.
  const made: DeskBackend[] = [];
  const changed = () => {
    panel.changed();
    waiting.changed();
  };
  CMS.registerBackend(
    'desk',
    class extends DeskBackend {
      constructor() {
        super({ client, session, media, cursorKey: CURSOR_COMPATIBILITY_SYMBOL, entrance: Entrance, explain, say, changed, leave });
        made.push(this);
      }
    },
  );
  CMS.registerEventListener({
    name: 'preSave',
    handler: ({ entry }) => {
      const [collection, name] = [entry.get('collection'), entry.get('slug')];
      const data = entry.get('data');
      if (isCollection(collection)) return withMoments(declared(collection).fields, data);
      return isSetting(name) ? withMoments(declaredSetting(name).fields, data) : data;
    },
  });
  const send = async (file: File): Promise<File> => {
    const { path } = await withProgress(file, (sent) => media.send(`${mediaFolder(now)}/new.${ending(file.name)}`, file, sent));
    return new File([file], path.slice(path.lastIndexOf('/') + 1), { type: file.type, lastModified: file.lastModified });
  };
  sendChosenFiles(document, send, (sentences) => say('这个文件不能上传', sentences.join('\n')));
  saveByKey(document);
  const config = configuration({ origin: location.origin, logo, now });
  const waiting = countWaiting(client, document);
  hangBell(client, document);
  CMS.init({ config: config as never });
  const panel = openPanel({ client, session, backend: () => made.at(-1) });
}
