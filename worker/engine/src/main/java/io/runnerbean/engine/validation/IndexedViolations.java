package io.runnerbean.engine.validation;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the elements of an array, each with its index. */
public final class IndexedViolations {

  /** Enough to see what is wrong with an array of thousands. */
  private static final int MOST = 100;

  private final List<Violation> found = new ArrayList<>();

  /** Adds what is wrong with the element at this index. */
  public void add(int index, InvalidMessageException invalid) {
    invalid.violations().stream()
        .limit(MOST - found.size())
        .map(violation -> new Violation("[" + index + "]." + violation.field(), violation.rule()))
        .forEach(found::add);
  }

  /**
   * Ends the check.
   *
   * @throws InvalidMessageException with everything that was found, if anything was
   */
  public void check(String title) {
    if (!found.isEmpty()) {
      throw new InvalidMessageException(title, found);
    }
  }
}
