package io.runnerbean.engine.refusal;

import java.util.List;

/**
 * A message that no delivery can make right: nothing of it was run or stored. Carries everything
 * that is wrong with it.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Violation> violations;

  public RefusedException(String title, List<Violation> violations) {
    super(title, null, false, false);
    this.violations = List.copyOf(violations);
  }

  public RefusedException(String title, String field, String rule) {
    this(title, List.of(new Violation(field, rule)));
  }

  public List<Violation> violations() {
    return violations;
  }
}
