package io.runnerbean.engine.message;

import io.runnerbean.engine.refusal.RefusedException;

/** A request whose headers and text are in order. */
public sealed interface Decoded permits Message, Decoded.Refused {

  /** The body as it was sent. */
  String body();

  Delivery delivery();

  ReceiptKey key();

  /** One that no job of ours can take, and why. */
  record Refused(String body, Delivery delivery, ReceiptKey key, RefusedException refusal)
      implements Decoded {}
}
