package io.runnerbean.engine.model;

/** An event of a worker and a message. */
record Step(Action action, int worker, int message, State to) {

  private static final String WORKERS = "AB";

  @Override
  public String toString() {
    String by = action.method().isEmpty() ? "" : "   (" + action.method() + ")";
    return "worker %s %s [message %d]%s".formatted(WORKERS.charAt(worker), action, message + 1, by);
  }
}
