package io.runnerbean.cli;

import io.runnerbean.engine.admin.RunView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some runs of a list.
 *
 * @param next what to list the page after this one with, as {@code --before}; null: this is the
 *     last
 */
record RunPage(List<RunView> runs, @Nullable UUID next) {

  RunPage(List<RunView> runs, int limit) {
    this(runs, runs.size() < limit ? null : runs.getLast().runId());
  }
}
