import { setImmediate } from 'node:timers/promises';

/** Whoever does a portion, one after the other. */
export type Hand<Portion, Answer> = (portion: Portion) => Promise<Answer>;

/** This thread as a hand: each portion in a turn of its own, so that what the others say is heard between. */
export const inTurn = <Portion, Answer>(act: Hand<Portion, Answer>): Hand<Portion, Answer> => async (portion) => {
  await setImmediate();
  return act(portion);
};

/**
 * Has portions done by whoever is free; the answers come in the portions' order. Throws the first failure: then nobody begins another,
 * and what was begun is waited for.
 */
export async function shareOut<Portion, Answer>(portions: readonly Portion[], hands: readonly Hand<Portion, Answer>[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  let failure: { error: unknown } | undefined;
  const work = async (hand: Hand<Portion, Answer>) => {
    try {
      for (let at = next++; at < portions.length; at = next++) answers[at] = await hand(portions[at]!);
    } catch (error) {
      next = Number.POSITIVE_INFINITY;
      failure ??= { error };
    }
  };
  await Promise.all(hands.map(work));
  if (failure) throw failure.error;
  return answers;
}

/** A list in portions of so many. */
export const portionsOf = <One>(all: readonly One[], size: number): One[][] => Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
