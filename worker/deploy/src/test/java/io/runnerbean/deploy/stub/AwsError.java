package io.runnerbean.deploy.stub;

/** An error that a service answers. */
final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1;

  final String code;

  AwsError(String code, String message) {
    super(message);
    this.code = code;
  }
}
