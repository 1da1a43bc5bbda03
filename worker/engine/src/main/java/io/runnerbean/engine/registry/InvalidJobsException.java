package io.runnerbean.engine.registry;

import java.util.List;

/**
 * The jobs of this application cannot be registered; the message lists every reason, one per line.
 */
public final class InvalidJobsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidJobsException(List<String> problems) {
    super("The jobs cannot be registered:\n  " + String.join("\n  ", problems));
  }
}
