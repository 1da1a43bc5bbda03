package io.runnerbean.deploy.console;

/**
 * What is said to a person who ends a command with Ctrl-C: the JVM stops where it stands, and
 * nothing else would say what becomes of what was begun.
 */
public final class InterruptNotice implements AutoCloseable {

  public static final String STOPPED =
      "Stopped. AWS goes on with what was begun; the same command takes it up again.";

  private final Thread word = new Thread(() -> System.err.println("\n" + STOPPED));

  private InterruptNotice() {}

  /** Will be said, unless it is closed before the JVM ends. */
  public static InterruptNotice ready() {
    InterruptNotice ready = new InterruptNotice();
    Runtime.getRuntime().addShutdownHook(ready.word);
    return ready;
  }

  @Override
  public void close() {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(word);
    } catch (IllegalStateException e) {
      // The JVM is ending, and it is being said.
    }
  }
}
