package io.runnerbean.engine.model;

/** Something that a worker does with a message, or that happens to it. */
record Step(Action action, int worker, int message, State to) {

  private static final String WORKERS = "AB";

  @Override
  public String toString() {
    String by = action.method().isEmpty() ? "" : "   (" + action.method() + ")";
    return "worker %s %s [message %d]%s".formatted(WORKERS.charAt(worker), action, message + 1, by);
  }
}
