package io.runnerbean.engine.model;

/** What can happen, and the engine's method whose doing it is; the world's doings have none. */
enum Action {
  DELIVER("is handed a message", "dispatch.Dispatcher.dispatch"),
  TAKE("asks for its receipt", "ledger.Receipts.take"),
  ADMIT("takes the message into custody at once", "dispatch.Admission.admit"),
  SUCCEED("commits receipt, row and history", "dispatch.Settlement.succeed"),
  FAIL("rolls the job back", "dispatch.Settlement.fail"),
  KEEP("commits receipt and run in custody", "dispatch.ReceiptClaim.keep"),
  ANSWER("answers 200, and SQS deletes the message", "http.OutcomeAnswer.to"),
  CLAIM("claims the run in custody", "ledger.Leases.claim"),
  FINISH("ends the run in custody: row and history", "dispatch.LeaseClaim.finish"),
  RETRY("fails, and keeps the run or lets it die", "dispatch.LeaseClaim.keep"),
  HAND_BACK("hands the run back", "custody.Returns.handBack"),
  RENEW("renews the lease", "ledger.Leases.renew"),
  TAKE_OVER("takes the run over", "ledger.Leases.takeOver"),
  VANISHED("records that the other's attempt failed", "dispatch.Dispatcher.vanished"),
  LAPSE("does not renew the lease in time", ""),
  LOSE_ANSWER("answers 200, and nobody hears it", ""),
  CRASH("is killed", "");

  private final String words;
  private final String method;

  Action(String words, String method) {
    this.words = words;
    this.method = method;
  }

  /** As {@code package.Class.method}, below the engine's package; empty: nobody's. */
  String method() {
    return method;
  }

  @Override
  public String toString() {
    return words;
  }
}
