package io.runnerbean.dev;

/** Dev mode failed. The message says what to do. */
final class DevException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DevException(String message) {
    super(message);
  }
}
