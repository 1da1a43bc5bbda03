package io.runnerbean.engine.custody;

import io.runnerbean.engine.ledger.Leases;
import io.runnerbean.engine.ledger.TypeFilter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The types of which something is due. While there is much to do this is not asked for every claim:
 * a type that joins the others is noticed a moment later.
 */
final class DueTypes {

  private static final Duration MOMENT = Duration.ofMillis(50);

  private final Leases leases;
  private final TypeFilter filter;
  private List<String> known = new ArrayList<>();
  private long asked;

  DueTypes(Leases leases, TypeFilter filter) {
    this.leases = leases;
    this.filter = filter;
  }

  /** In any order, so that none is always the last. */
  List<String> now() throws SQLException {
    if (known.isEmpty() || System.nanoTime() - asked > MOMENT.toNanos()) {
      known = new ArrayList<>(leases.dueTypes(filter));
      asked = System.nanoTime();
    }
    Collections.shuffle(known);
    return List.copyOf(known);
  }

  /** There was less of it than there was room for. */
  void exhausted(String type) {
    known.remove(type);
  }
}
