package io.runnerbean.engine.model;

/** An event and the method of the engine that does it. An event from outside has none. */
enum Action {
  DELIVER("receives a message, as if for the first time", "delivery.DeliveryHandler.handle"),
  REDELIVER("receives a message again", "delivery.DeliveryHandler.handle"),
  ASK("asks about earlier deliveries", "store.Runs.ask"),
  ENQUEUE("queues the run at once", "delivery.Enqueuer.enqueue"),
  SUCCEED("commits the job's writes and the run's row", "store.Runs.addAndCommit"),
  DELIVER_BATCH("receives both messages", "delivery.SharedDeliveries.add"),
  SUCCEED_BATCH("commits the writes of both jobs and both rows", "store.SharedCommit.addAndCommit"),
  BREAK_DELIVERIES("rolls both back, to run each alone", "delivery.Delivery.again"),
  FAIL("rolls the job back", "execution.DatabaseProbe.rollBackAndProbe"),
  QUEUE_RETRY("queues the run that has failed", "store.JobQueue.add"),
  ANSWER("answers 200, so SQS deletes the message", "http.RunJobResponse.to"),
  CLAIM("claims the queued run", "store.JobClaims.claim"),
  CLAIM_BATCH("claims both queued runs, for one transaction", "store.JobClaims.claim"),
  FINISH("ends the claimed run", "store.ClaimedRuns.finish"),
  FINISH_BATCH("ends both runs in one transaction", "execution.BatchExecutor.execute"),
  BREAK_BATCH("rolls both back, to run each alone", "consumer.QueuedRunExecutor.execute"),
  RETRY("fails, so the run waits again or is dead", "store.JobQueue.retry"),
  HAND_BACK("hands the run back", "store.JobQueue.handBack"),
  RENEW("renews the lease", "store.JobClaims.renew"),
  TAKE_OVER("takes the run over", "store.JobClaims.takeOver"),
  RECORD_LOSS("records that the other worker was lost", "execution.LostRunExecutor.record"),
  EXPIRE("does not renew the lease in time", ""),
  LOSE_ANSWER("answers 200, but the answer is lost", ""),
  CRASH("is killed", "");

  private final String description;
  private final String method;

  Action(String description, String method) {
    this.description = description;
    this.method = method;
  }

  /** As {@code package.Class.method}, below the engine's package. Empty if there is none. */
  String method() {
    return method;
  }

  @Override
  public String toString() {
    return description;
  }
}
