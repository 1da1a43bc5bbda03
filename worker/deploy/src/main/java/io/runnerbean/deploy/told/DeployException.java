package io.runnerbean.deploy.told;

/** A deployment that cannot go on; the message says why, and what to do. */
public sealed class DeployException extends RuntimeException permits TookTooLongException {

  private static final long serialVersionUID = 1;

  public DeployException(String message) {
    super(message);
  }
}
