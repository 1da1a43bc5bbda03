package io.runnerbean.deploy.console;

/** A deployment cannot continue. The message says why, and what to do. */
public sealed class DeployException extends RuntimeException permits TimedOutException {

  private static final long serialVersionUID = 1;

  public DeployException(String message) {
    super(message);
  }
}
