package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of runs.
 *
 * @param next the value of {@code --before} for the next page; null if this is the last page
 */
record RunPage(List<RunView> runs, @Nullable UUID next) {

  RunPage(List<RunView> runs, int limit) {
    this(runs, runs.size() < limit ? null : runs.getLast().runId());
  }
}
