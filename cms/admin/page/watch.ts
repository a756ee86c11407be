export interface Watch {
  /** Looks once more, after the look that is under way. */
  again: () => Promise<void>;
}

/** Looks at once, then again `every` ms after the last look while the page is seen, and as soon as it is seen again. */
export function watch(look: () => Promise<void>, every: number, page: Document): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    clearTimeout(timer);
    return (under ??= look().finally(() => {
      under = undefined;
      timer = setTimeout(seen, every);
    }));
  };
  const seen = () => {
    if (page.visibilityState === 'visible') void begin();
  };
  page.addEventListener('visibilitychange', seen);
  void begin();
  return {
    again: async () => {
      await under;
      await begin();
    },
  };
}
