package io.runnerbean.engine.validation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A message is invalid, and each further delivery of it would be. Nothing of it was run or stored.
 * The exception lists every violation.
 */
public class InvalidMessageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<Violation> violations;

  public InvalidMessageException(String title, List<Violation> violations) {
    super(title, null, false, false);
    this.violations = List.copyOf(violations);
  }

  public InvalidMessageException(String title, String field, String rule) {
    this(title, List.of(new Violation(field, rule)));
  }

  /** The kind of fault. It quotes nothing of the message. */
  public String title() {
    return String.valueOf(getMessage());
  }

  public List<Violation> violations() {
    return violations;
  }

  /** Title and violations in one line. It may quote the message, so it must not be logged. */
  public String describe() {
    return violations.stream()
        .map(violation -> violation.field() + " " + violation.rule())
        .collect(Collectors.joining("; ", title() + ": ", ""));
  }
}
