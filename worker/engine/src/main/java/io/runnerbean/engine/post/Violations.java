package io.runnerbean.engine.post;

import io.runnerbean.engine.refusal.RefusedException;
import io.runnerbean.engine.refusal.Violation;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the elements of an array, each by its place. */
final class Violations {

  /** Enough to see what is wrong with an array of thousands. */
  private static final int MOST = 100;

  private final List<Violation> found = new ArrayList<>();

  /** Checks the element at this place. */
  void at(int place, Runnable check) {
    try {
      check.run();
    } catch (RefusedException refused) {
      refused.violations().stream()
          .limit(MOST - found.size())
          .map(violation -> new Violation("[" + place + "]." + violation.field(), violation.rule()))
          .forEach(found::add);
    }
  }

  /** Throws everything that was found, if anything was. */
  void check(String title) {
    if (!found.isEmpty()) {
      throw new RefusedException(title, found);
    }
  }
}
