package io.runnerbean.dev;

/** Dev mode cannot start; the message tells the next step. */
final class DevException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DevException(String message) {
    super(message);
  }
}
