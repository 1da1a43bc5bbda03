package io.runnerbean.engine.validation;

import java.util.ArrayList;
import java.util.List;

/** Collects the violations of an array's elements, each with the index of its element. */
public final class IndexedViolations {

  /** The most violations that are collected, because an array may have thousands of elements. */
  private static final int MOST = 100;

  private final List<Violation> found = new ArrayList<>();

  /** Adds the violations of the element at this index. */
  public void add(int index, InvalidMessageException invalid) {
    invalid.violations().stream()
        .limit(MOST - found.size())
        .map(violation -> new Violation("[" + index + "]." + violation.field(), violation.rule()))
        .forEach(found::add);
  }

  /**
   * Ends the check.
   *
   * @throws InvalidMessageException with every violation, if there are any
   */
  public void check(String title) {
    if (!found.isEmpty()) {
      throw new InvalidMessageException(title, found);
    }
  }
}
