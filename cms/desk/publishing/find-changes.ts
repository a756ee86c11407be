import type { Snapshot, SnapshotDifference } from '../../../src/content/snapshot.ts';
import { changedCards, publicCards } from '../../../src/queries/cards.ts';
import { changedMedia, publicMedia } from '../../../src/queries/media.ts';
import { isTakenDown } from '../../../src/queries/period.ts';
import type { Recorder } from '../../../src/queries/record.ts';
import { changedPaths, pageOf, paths } from '../../../src/queries/routes.ts';
import { touched } from '../../../src/queries/touch.ts';
import { lessened } from '../../../src/queries/withdrawn.ts';
import type { Changes } from './make-release.ts';
import type { Recordings } from './release/recordings.ts';
import type { RenderedWhat } from './release/record.ts';

/** Everything, for a first release or new templates. Search data of what is down are dropped: they may be from before. */
export const everything = (snapshot: Snapshot, why: RenderedWhat['why']): Changes => ({
  why, whole: true, render: new Map(paths(snapshot).map((path) => [path, []])), gone: [], media: { come: publicMedia(snapshot), gone: [] }, cards: { come: publicCards(snapshot), gone: [] }, answers: [],
  purge: lessened(snapshot).map(pageOf),
});

/**
 * What a difference makes of the pages that are there: the questions that it can touch are asked again, and the paths whose
 * answers changed are rendered, with those that are new.
 */
export function findChanges(before: Snapshot, after: Snapshot, difference: SnapshotDifference, now: number, recordings: Recordings, recorder: Recorder, why: RenderedWhat['why']): Changes {
  const render = new Map<string, string[]>();
  const answers: Changes['answers'][number][] = [];
  const { come, gone } = changedPaths(before, after, difference);
  for (const path of come) render.set(path, ['new']);
  const left = new Set(gone);
  for (const { id, question, digest, turns } of recordings.candidates(touched(before, after, difference), now)) {
    const again = recorder.again(question);
    if (again.digest === digest && again.turns === turns) continue;
    answers.push(again);
    if (again.digest === digest) continue;
    for (const path of recordings.pathsOf(id)) {
      if (left.has(path)) continue;
      const because = render.get(path) ?? [];
      render.set(path, because);
      because.push(question);
    }
  }
  return { why, whole: false, render, gone, media: changedMedia(before, after, difference), cards: changedCards(before, after, difference), purge: [...gone, ...takenDown(difference)], answers };
}

/** The pages of what leaves with this difference: lists of 公示, and entries that are withdrawn. */
const takenDown = ({ entries }: SnapshotDifference): string[] =>
  entries.filter(({ before, after }) => before?.face.public && after && (after.face.withdrawn || (isTakenDown(after) && !isTakenDown(before)))).map(({ after }) => pageOf(after!));
