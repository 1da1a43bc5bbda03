package io.runnerbean.engine.delivery;

import io.runnerbean.engine.registry.RegisteredJob;
import io.runnerbean.engine.registry.UnknownJobTypeException;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.validation.InvalidMessageException;
import tools.jackson.databind.node.ObjectNode;

/** A decoded message. */
sealed interface DecodedMessage {

  /** The run that the message asks for. */
  RunRecord run();

  /**
   * It names a job that is registered.
   *
   * @param payload every field of the body but the job type; not yet checked
   * @param traced whether its attempt always has a line in the log
   */
  record Known(RunRecord run, RegisteredJob<?> job, ObjectNode payload, boolean traced)
      implements DecodedMessage {}

  /** It names a job that is not registered: after a deploy it may be. */
  record UnknownType(RunRecord run, UnknownJobTypeException fault) implements DecodedMessage {}

  /**
   * It only shows that it arrives, and asks for nothing.
   *
   * @param what it is, such as <i>a test message of S3</i>
   */
  record Test(RunRecord run, String what) implements DecodedMessage {}

  /** It is malformed. */
  record Invalid(RunRecord run, InvalidMessageException fault) implements DecodedMessage {}
}
