package io.runnerbean.deploy.console;

/**
 * Prints a notice when Ctrl-C ends the command. Without it the user would not learn that AWS
 * continues.
 */
public final class InterruptNotice implements AutoCloseable {

  public static final String STOPPED =
      "Interrupted. AWS continues the changes that have started. To resume, run the same command again.";

  private final Thread hook = new Thread(() -> System.err.println("\n" + STOPPED));

  private InterruptNotice() {}

  /** Installs a shutdown hook that prints the notice, until {@link #close} removes it. */
  public static InterruptNotice install() {
    InterruptNotice notice = new InterruptNotice();
    Runtime.getRuntime().addShutdownHook(notice.hook);
    return notice;
  }

  @Override
  public void close() {
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down, and the hook is running.
    }
  }
}
