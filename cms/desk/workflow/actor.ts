import type { Role, Stage } from '../../protocol/roles.ts';
import type { Person } from '../store/commit.ts';

/** A signed-in person with what the administrator has given them, as of now. */
export interface Actor extends Person {
  roles: readonly Role[];
  /** The collections that these roles are for; null: all. */
  collections: readonly string[] | null;
  /** Whom this person stands in for today (代审), at which stages, and for which collections; null: all. */
  standsFor: readonly (Person & { stages: readonly Stage[]; collections: readonly string[] | null })[];
}
