package io.runnerbean.deploy.told;

/** A deployment that cannot go on; the message says why, and what to do. */
public final class DeployException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public DeployException(String message) {
    super(message);
  }
}
