package io.runnerbean.engine.dispatch;

import org.jspecify.annotations.Nullable;

/** The job was made to give up, whatever it then threw or returned. */
final class GivenUpException extends Exception {

  private static final long serialVersionUID = 1;

  private final Interruption why;

  GivenUpException(Interruption why, @Nullable Throwable cause) {
    super(why.name(), cause);
    this.why = why;
  }

  Interruption why() {
    return why;
  }
}
