package io.runnerbean.engine.registry;

import io.runnerbean.engine.validation.InvalidMessageException;

/** The message names a job that we do not have: after a deploy we may. */
public final class UnknownJobTypeException extends InvalidMessageException {

  private static final long serialVersionUID = 1;

  private final String name;

  UnknownJobTypeException(String name, String field, String rule) {
    super("Unknown job type", field, rule);
    this.name = name;
  }

  /** What the message calls it, which need not have the form of a job type's name. */
  public String name() {
    return name;
  }
}
