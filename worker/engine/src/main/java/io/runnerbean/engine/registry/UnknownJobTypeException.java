package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;

/** The message names a job type that this worker does not have; a later version may have it. */
public final class UnknownJobTypeException extends InvalidMessageException {

  private static final long serialVersionUID = 1;

  private final String name;

  UnknownJobTypeException(String name, String field, String rule) {
    super("Unknown job type", field, rule);
    this.name = name;
  }

  /** The name in the message, which need not be a valid name of a job type. */
  public String name() {
    return name;
  }
}
