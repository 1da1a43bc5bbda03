package io.runnerbean.engine.ledger;

import java.util.Set;

/**
 * Some of the job types.
 *
 * @param only whether it is these; else it is all but these, also those that nobody knows
 */
public record TypeFilter(Set<String> types, boolean only) {

  public TypeFilter {
    types = Set.copyOf(types);
  }
}
