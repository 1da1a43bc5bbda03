package io.runnerbean.engine.delivery;

/** The headers in which the daemon of Elastic Beanstalk describes a message. AWS defines them. */
public final class SqsdHeaders {

  public static final String MESSAGE_ID = "X-Aws-Sqsd-Msgid";
  public static final String QUEUE = "X-Aws-Sqsd-Queue";
  public static final String RECEIVE_COUNT = "X-Aws-Sqsd-Receive-Count";
  public static final String FIRST_RECEIVED_AT = "X-Aws-Sqsd-First-Received-At";
  public static final String SENT_AT = "X-Aws-Sqsd-Sent-At";
  public static final String TASK_NAME = "X-Aws-Sqsd-Taskname";
  public static final String SCHEDULED_AT = "X-Aws-Sqsd-Scheduled-At";

  /** Our own message attributes, as the daemon passes attributes on. */
  public static final String RUNNERBEAN_KEY = "X-Aws-Sqsd-Attr-Runnerbean-Key";

  public static final String TRACE = "X-Aws-Sqsd-Attr-Runnerbean-Trace";

  /** Of a plain POST. */
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private SqsdHeaders() {}
}
