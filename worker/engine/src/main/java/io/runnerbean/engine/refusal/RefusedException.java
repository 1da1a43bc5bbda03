package io.runnerbean.engine.refusal;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A message that no delivery can make right: nothing of it was run or stored. Carries everything
 * that is wrong with it.
 */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Violation> violations;

  public RefusedException(String title, List<Violation> violations) {
    super(title, null, false, false);
    this.violations = List.copyOf(violations);
  }

  public RefusedException(String title, String field, String rule) {
    this(title, List.of(new Violation(field, rule)));
  }

  /** What kind of thing is wrong. */
  public String title() {
    return String.valueOf(getMessage());
  }

  public List<Violation> violations() {
    return violations;
  }

  /** All of it, in one line. It may quote the message, so it is for no log. */
  public String everything() {
    return violations.stream()
        .map(violation -> violation.field() + " " + violation.rule())
        .collect(Collectors.joining("; ", title() + ": ", ""));
  }
}
