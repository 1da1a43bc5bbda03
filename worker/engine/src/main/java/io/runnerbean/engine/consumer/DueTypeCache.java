package io.runnerbean.engine.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The types of which a run is due. Under load PostgreSQL is not asked before every claim, so a new
 * type is noticed a moment later.
 */
final class DueTypeCache {

  private static final Duration MOMENT = Duration.ofMillis(50);

  private final ClaimLoop.Source source;
  private List<String> known = new ArrayList<>();
  private long asked;

  DueTypeCache(ClaimLoop.Source source) {
    this.source = source;
  }

  /** In random order, so that none is always the last. */
  List<String> due() throws SQLException {
    if (known.isEmpty() || System.nanoTime() - asked > MOMENT.toNanos()) {
      try (Connection connection = source.control().getConnection()) {
        known = new ArrayList<>(source.claims().dueTypes(connection, source.types()));
      }
      asked = System.nanoTime();
    }
    Collections.shuffle(known);
    return List.copyOf(known);
  }

  /** Removes a type: fewer of its runs were due than slots were free. */
  void drained(String type) {
    known.remove(type);
  }
}
